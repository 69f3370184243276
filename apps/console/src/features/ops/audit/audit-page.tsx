import type { AuditEntry } from "@aidc/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { AdminsOnly } from "../admins-only.tsx";
import { DeskTable } from "../desk-table.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { filterEntries } from "./filter-entries.ts";
import { useAuditColumns } from "./use-audit-columns.tsx";
import type { EntryWords } from "./use-entry-words.ts";
import { useEntryWords } from "./use-entry-words.ts";

const route = getRouteApi("/ops/audit");
/** Where an operator keeps a copy of the whole log. */
const exportPath = "/api/audit/export";

/** Who did what, and what was refused; with the head of the chain, so that somebody can keep it elsewhere. */
export function AuditPage() {
  return (
    <AdminsOnly>
      <AuditLog />
    </AdminsOnly>
  );
}

function AuditLog() {
  const intl = useIntl();
  const log = useAuditLog();
  const failure = log.error && describeFailure(log.error);
  const entries = useMemo(() => log.data?.pages.flatMap((page) => page.entries) ?? [], [log.data]);
  const words = useEntryWords(entries);
  const head = log.data?.pages[0]?.head ?? null;
  const link = (
    <a
      href={exportPath}
      download
      className="inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised"
    >
      {intl.formatMessage({ id: "desk.audit.export" })}
    </a>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.audit" })} aside={link}>
        {log.isPending && <Skeleton lines={12} />}
        {failure && (
          <FailureNote code={failure.code} requestId={failure.requestId} onRetry={() => void log.refetch()} />
        )}
        {log.data && (
          <div className="grid gap-4">
            <ChainHead head={head} lastSeq={entries[0]?.seq ?? null} />
            <EntryList entries={entries} words={words} />
            {log.hasNextPage && (
              <div>
                <Button disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                  {intl.formatMessage({ id: "desk.audit.older" })}
                </Button>
              </div>
            )}
          </div>
        )}
      </Section>
      {log.data && <EntryDrawer entries={entries} words={words} />}
    </main>
  );
}

const pageSize = 200;

function useAuditLog() {
  return useInfiniteQuery(
    api.audit.entries.infiniteOptions({
      input: (before: number | undefined) => (before === undefined ? {} : { before }),
      initialPageParam: undefined,
      getNextPageParam: ({ entries }) => (entries.length < pageSize ? undefined : entries.at(-1)?.seq),
    }),
  );
}

function ChainHead({ head, lastSeq }: { head: string | null; lastSeq: number | null }) {
  const intl = useIntl();
  if (head === null || lastSeq === null)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.audit.none" })}</p>;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <span className="text-faint">{intl.formatMessage({ id: "desk.audit.head" }, { seq: lastSeq })}</span>
      <code className="select-all break-all" data-head="">
        {head}
      </code>
      <CopyButton text={`${lastSeq} ${head}`} />
      <span className="basis-full text-faint">{intl.formatMessage({ id: "desk.audit.head.why" })}</span>
    </div>
  );
}

function EntryList({ entries, words }: { entries: readonly AuditEntry[]; words: EntryWords }) {
  const search = route.useSearch();
  const columns = useAuditColumns(words);
  const rows = useMemo(() => filterEntries(entries, search), [entries, search]);
  if (entries.length === 0) return null;
  return (
    <DeskTable
      name="audit"
      columns={columns}
      rows={rows}
      rowKey={({ seq }) => String(seq)}
      firstSort="seq.desc"
      tools={<AuditFilters entries={entries} words={words} />}
    />
  );
}
