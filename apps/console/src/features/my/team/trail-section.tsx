import type { AuditEntry } from "@aidc/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";

const pageLength = 200;

/** The tenant's own audit trail, newest first; refusals are in it. */
export function TrailSection() {
  const intl = useIntl();
  const own = useOfTenant();
  const trail = useInfiniteQuery(
    api.my.trail.infiniteOptions({
      input: (before: number | undefined) => ({ ...own, ...(before !== undefined && { before }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ entries }) => (entries.length < pageLength ? undefined : entries.at(-1)?.seq),
    }),
  );
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Section title={intl.formatMessage({ id: "my.trail" })}>
      <p className="mb-2 max-w-3xl text-sm text-faint">{intl.formatMessage({ id: "my.trail.what" })}</p>
      {trail.isPending && <Skeleton lines={5} />}
      {trail.error && <FailureNote {...describeFailure(trail.error)} onRetry={() => void trail.refetch()} />}
      {trail.isSuccess && entries.length === 0 && (
        <EmptyNote title={intl.formatMessage({ id: "my.trail.none" })} />
      )}
      {entries.length > 0 && (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "column.time" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "my.trail.who" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "my.trail.did" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "my.trail.subject" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "my.trail.change" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <TrailRow key={entry.seq} entry={entry} />
            ))}
          </tbody>
        </Table>
      )}
      {trail.hasNextPage && (
        <Button className="mt-3" onClick={() => void trail.fetchNextPage()} disabled={trail.isFetching}>
          {intl.formatMessage({ id: "my.more" })}
        </Button>
      )}
    </Section>
  );
}

function TrailRow({ entry }: { entry: AuditEntry }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const { at, actor, action, outcome, subject, before, after } = entry;
  return (
    <tr>
      <Cell isFaint>
        <span className="num whitespace-nowrap">{showMoment(Date.parse(at), timeZone, intl.locale)}</span>
      </Cell>
      <Cell>{actor.name}</Cell>
      <Cell>
        {outcome === "refused" && (
          <span className="mr-2 inline-flex items-center gap-1.5">
            <StateMark mark="warning" className="size-2.5" />
            {intl.formatMessage({ id: "my.trail.refused" })}
          </span>
        )}
        {intl.formatMessage({ id: `audit.${action}` })}
      </Cell>
      <Cell isFaint>
        <span className="block min-w-44 break-all">{subject}</span>
      </Cell>
      <Cell isFaint>{(before !== null || after !== null) && <Change before={before} after={after} />}</Cell>
    </tr>
  );
}

function Change({ before, after }: Pick<AuditEntry, "before" | "after">) {
  const intl = useIntl();
  return (
    <details>
      <summary className="cursor-pointer">{intl.formatMessage({ id: "my.trail.show" })}</summary>
      <pre className="max-w-md overflow-x-auto font-mono text-xs whitespace-pre-wrap break-all">
        {`- ${JSON.stringify(before)}\n+ ${JSON.stringify(after)}`}
      </pre>
    </details>
  );
}
