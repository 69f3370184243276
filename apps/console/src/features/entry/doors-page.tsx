import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { useSignOut } from "../../api/use-sign-out.ts";
import type { MessageId } from "../../i18n/messages/en.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { FailureNote } from "../../ui/failure-note.tsx";
import { SignOutButton } from "../../ui/sign-out-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import type { Door } from "./open-doors.ts";
import { openDoors } from "./open-doors.ts";

const words: Readonly<Record<Door, { readonly name: MessageId; readonly what: MessageId }>> = {
  "/ops": { name: "doors.ops", what: "doors.ops.what" },
  "/reports": { name: "doors.reports", what: "doors.reports.what" },
  "/my": { name: "doors.my", what: "doors.my.what" },
};

/** `/`: whoever has one door goes through it, whoever has several chooses, a stranger signs in. */
export function DoorsPage() {
  const intl = useIntl();
  const session = useQuery(api.access.whoAmI.queryOptions());
  if (session.isPending) return <Skeleton />;
  if (!session.data) {
    return (
      <EntryFrame title={intl.formatMessage({ id: "app.name" })}>
        <FailureNote {...describeFailure(session.error)} onRetry={() => void session.refetch()} />
      </EntryFrame>
    );
  }
  const doors = openDoors(session.data);
  const [only] = doors;
  if (session.data.kind === "none") return <Navigate to="/sign-in" replace />;
  if (only === "/ops" && session.data.memberships.length === 0) return <Navigate to="/ops" replace />;
  if (only && doors.length === 1) return <Navigate to={only} replace />;
  return <Choice doors={doors} name={session.data.person?.name ?? null} />;
}

function Choice({ doors, name }: { doors: readonly Door[]; name: string | null }) {
  const intl = useIntl();
  const signOut = useSignOut();
  return (
    <EntryFrame title={intl.formatMessage({ id: "doors.title" })}>
      {doors.length === 0 && (
        <EmptyNote title={intl.formatMessage({ id: "doors.none" })}>
          <p>{intl.formatMessage({ id: "doors.none.how" })}</p>
        </EmptyNote>
      )}
      {doors.length > 0 && (
        <ul className="grid border-b border-rule">
          {doors.map((door) => (
            <li key={door} className="border-t border-rule">
              <Link
                to={door}
                className="flex flex-wrap items-baseline justify-between gap-x-6 px-1 py-4 hover:bg-raised"
              >
                <span className="text-lg font-medium">{intl.formatMessage({ id: words[door].name })}</span>
                <span className="text-faint">{intl.formatMessage({ id: words[door].what })}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-3 text-sm">
        {name && <span className="text-faint">{name}</span>}
        <Link to="/account" className="inline-flex min-h-8 items-center rounded px-2.5 hover:bg-raised">
          {intl.formatMessage({ id: "account.title" })}
        </Link>
        <SignOutButton onSignOut={signOut} />
      </div>
    </EntryFrame>
  );
}
