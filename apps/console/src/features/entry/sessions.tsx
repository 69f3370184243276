import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import type { OwnSession } from "../../api/auth.ts";
import { auth } from "../../api/auth.ts";
import { useSignOut } from "../../api/use-sign-out.ts";
import { Button } from "../../ui/button.tsx";
import { showZone } from "../../ui/format/time.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { findThisSession, nameBrowser } from "./name-browser.ts";
import { RefusalNote } from "./refusal-note.tsx";

export const sessionsKey = ["own sessions"];

/** Where the person is signed in, and how to end it: one, the others, or all. */
export function Sessions() {
  const intl = useIntl();
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: sessionsKey, queryFn: auth.sessions });
  // Who ended this very session is signed out: asking who one is again leads to the entrance.
  const refresh = () => queries.invalidateQueries();
  const end = useMutation({ mutationFn: auth.endSession, onSuccess: refresh });
  const endOthers = useMutation({ mutationFn: auth.endOtherSessions, onSuccess: refresh });
  const signOut = useSignOut();
  const endAll = useMutation({ mutationFn: auth.endOtherSessions, onSuccess: signOut });
  if (sessions.isPending) return <Skeleton lines={3} />;
  const newest = sessions.data?.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime()) ?? [];
  const here = findThisSession(newest, navigator.userAgent);
  return (
    <div className="grid gap-4">
      <RefusalNote error={sessions.error ?? end.error ?? endOthers.error ?? endAll.error} />
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "account.session.browser" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "account.session.address" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "account.session.since" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "account.session.until" })}</HeadCell>
            <HeadCell> </HeadCell>
          </tr>
        </thead>
        <tbody>
          {newest.map((session) => (
            <SessionRow
              key={session.token}
              session={session}
              isThis={session === here}
              onEnd={() => end.mutate(session.token)}
            />
          ))}
        </tbody>
      </Table>
      <div className="flex flex-wrap gap-2">
        {newest.length > 1 && (
          <Button onClick={() => endOthers.mutate()} disabled={endOthers.isPending}>
            {intl.formatMessage({ id: "account.session.others" })}
          </Button>
        )}
        <Button onClick={() => endAll.mutate()} disabled={endAll.isPending}>
          {intl.formatMessage({ id: "account.session.all" })}
        </Button>
      </div>
    </div>
  );
}

function SessionRow(props: { session: OwnSession; isThis: boolean; onEnd: () => void }) {
  const { session, isThis, onEnd } = props;
  const intl = useIntl();
  // The clock of the browser, which need not be that of a center: it says which one.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const moment = (date: Date) =>
    `${intl.formatDate(date, { timeZone, dateStyle: "medium", timeStyle: "short", hourCycle: "h23" })} ${showZone(date.getTime(), timeZone)}`;
  return (
    <tr>
      <Cell>{nameBrowser(session.userAgent) ?? intl.formatMessage({ id: "app.unknown" })}</Cell>
      <Cell isFaint>{session.ipAddress || "\u2014"}</Cell>
      <Cell isFaint>
        <span className="num whitespace-nowrap">{moment(session.createdAt)}</span>
      </Cell>
      <Cell isFaint>
        <span className="num whitespace-nowrap">{moment(session.expiresAt)}</span>
      </Cell>
      <Cell isNumber>
        {isThis ? (
          <span className="text-faint">{intl.formatMessage({ id: "account.session.this" })}</span>
        ) : (
          <Button look="quiet" onClick={onEnd}>
            {intl.formatMessage({ id: "account.session.end" })}
          </Button>
        )}
      </Cell>
    </tr>
  );
}
