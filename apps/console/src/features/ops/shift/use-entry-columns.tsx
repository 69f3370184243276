import type { ShiftEntry } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";
import { useRuleNames } from "../alarms/use-rule-names.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";

/** An entry that was corrected stays readable and says so. */
export function useEntryColumns(entries: readonly ShiftEntry[]): readonly Column<ShiftEntry>[] {
  const intl = useIntl();
  const words = useAlarmWords();
  const author = useAuthor();
  const nameOf = useRuleNames();
  const { id: center } = useOpsCenter();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const corrected = new Set(entries.map(({ corrects }) => corrects));
    const about = ({ alarm, rack }: ShiftEntry) =>
      [rack, alarm === null ? null : `${nameOf(alarm).name} ${nameOf(alarm).subject}`]
        .filter((part) => part !== null)
        .join(", ");
    return [
      {
        id: "time",
        label: intl.formatMessage({ id: "column.time" }),
        value: ({ at }) => at,
        draw: ({ at }) => <span className="num whitespace-nowrap">{words.short(Date.parse(at))}</span>,
      },
      { id: "by", label: intl.formatMessage({ id: "alarms.column.by" }), value: ({ by }) => author(by) },
      {
        id: "text",
        label: intl.formatMessage({ id: "shift.text" }),
        value: ({ text }) => text,
        draw: (entry) => <EntryText entry={entry} isCorrected={corrected.has(entry.id)} />,
      },
      {
        id: "about",
        label: intl.formatMessage({ id: "shift.about" }),
        value: about,
        draw: (entry) =>
          entry.rack === null ? (
            about(entry)
          ) : (
            <Link
              to="/ops/racks/$center/$rack"
              params={{ center, rack: entry.rack }}
              className="hover:underline"
            >
              {about(entry)}
            </Link>
          ),
      },
      {
        id: "correct",
        isDeed: true,
        label: intl.formatMessage({ id: "shift.correct" }),
        value: () => null,
        draw: ({ id }) => (
          <Button look="quiet" onClick={() => change({ open: id })}>
            {intl.formatMessage({ id: "shift.correct" })}
          </Button>
        ),
      },
    ];
  }, [entries, intl, words, author, nameOf, center, change]);
}

function EntryText({ entry, isCorrected }: { entry: ShiftEntry; isCorrected: boolean }) {
  const intl = useIntl();
  return (
    <span className="block max-w-prose whitespace-pre-line">
      {entry.corrects !== null && (
        <span className="mr-2 text-faint">{intl.formatMessage({ id: "shift.correction" })}</span>
      )}
      <span className={isCorrected ? "text-faint line-through" : ""}>{entry.text}</span>
      {isCorrected && (
        <span className="ml-2 text-faint">{intl.formatMessage({ id: "shift.corrected" })}</span>
      )}
    </span>
  );
}
