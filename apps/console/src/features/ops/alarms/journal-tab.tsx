import type { AlarmEventLine } from "@aidc/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { wordFault } from "../../../i18n/word-fault.ts";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { isKnownEvent } from "./known-events.ts";
import { useAlarmWords } from "./use-alarm-words.ts";
import { useRuleNames } from "./use-rule-names.ts";

const pageSize = 500;
const lookEveryMs = 20_000;

/** What happened, newest first; nothing in it is ever changed. */
export function JournalTab() {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const journal = useInfiniteQuery({
    ...api.alarms.journal.infiniteOptions({
      input: (before: number | undefined) => (before === undefined ? { center } : { center, before }),
      initialPageParam: undefined,
      getNextPageParam: ({ events }) => (events.length < pageSize ? undefined : events.at(-1)?.seq),
    }),
    refetchInterval: lookEveryMs,
  });
  const events = useMemo(() => journal.data?.pages.flatMap((page) => page.events) ?? [], [journal.data]);
  const columns = useColumns();
  const failure = journal.error && describeFailure(journal.error);
  return (
    <div className="grid gap-4">
      {journal.isPending && <Skeleton lines={12} />}
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      {journal.data && events.length === 0 && (
        <EmptyNote title={intl.formatMessage({ id: "alarms.journal.none" })} />
      )}
      {events.length > 0 && (
        <DeskTable
          name={`alarm-journal-${center}`}
          columns={columns}
          rows={events}
          rowKey={({ seq }) => String(seq)}
          firstSort="seq.desc"
        />
      )}
      {journal.hasNextPage && (
        <div>
          <Button disabled={journal.isFetchingNextPage} onClick={() => void journal.fetchNextPage()}>
            {intl.formatMessage({ id: "alarms.journal.older" })}
          </Button>
        </div>
      )}
    </div>
  );
}

function useColumns(): readonly Column<AlarmEventLine>[] {
  const intl = useIntl();
  const words = useAlarmWords();
  const author = useAuthor();
  const nameOf = useRuleNames();
  return useMemo(() => {
    const label = (id: MessageId) => intl.formatMessage({ id });
    const event = ({ event: kind }: AlarmEventLine) =>
      isKnownEvent(kind) ? intl.formatMessage({ id: `alarms.event.${kind}` }) : kind;
    return [
      { id: "seq", label: label("desk.audit.seq"), value: ({ seq }) => seq, isNumber: true, isFaint: true },
      {
        id: "time",
        label: label("column.time"),
        value: ({ atMs }) => new Date(atMs).toISOString(),
        draw: ({ atMs }) => <span className="num whitespace-nowrap">{words.moment(atMs)}</span>,
      },
      { id: "event", label: label("alarms.column.event"), value: event },
      {
        id: "severity",
        label: label("alarms.severity"),
        value: words.severity,
        draw: (line) => (
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <SeverityMark severity={line.severity} className="size-3" />
            {words.severity(line)}
          </span>
        ),
      },
      { id: "alarm", label: label("alarms.column.alarm"), value: ({ alarm }) => nameOf(alarm).name },
      {
        id: "place",
        label: label("alarms.column.place"),
        value: ({ alarm, place }) => place ?? nameOf(alarm).subject,
      },
      {
        id: "occurrence",
        label: label("alarms.column.occurrence"),
        value: ({ occurrence }) => occurrence,
        isNumber: true,
      },
      {
        id: "value",
        label: label("column.value"),
        value: ({ value }) => value,
        unit: ({ value, unit }) => (value === null ? null : unit),
        draw: ({ value, unit }) => (value === null ? "" : words.quantity(value, unit ?? "")),
        isNumber: true,
      },
      { id: "by", label: label("alarms.column.by"), value: ({ by }) => (by === null ? null : author(by)) },
      {
        id: "note",
        label: label("alarms.column.note"),
        value: ({ by, note }) => (by === null ? wordFault(intl, note) : note),
      },
    ];
  }, [intl, words, author, nameOf]);
}
