import type { AuditEntry } from "@aidc/contract";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import type { EntryWords } from "./use-entry-words.ts";

/**
 * In the reader's words. A search finds the names of the log itself too, and a file has them, so that a search in an
 * export finds the same.
 */
export function useAuditColumns(words: EntryWords): readonly Column<AuditEntry>[] {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const label = (id: MessageId) => intl.formatMessage({ id });
    const spoken = (name: keyof EntryWords, code: (entry: AuditEntry) => string | null) => ({
      value: (entry: AuditEntry) => withCode(words[name](entry), code(entry) ?? ""),
      told: code,
      draw: (entry: AuditEntry): ReactNode => words[name](entry),
    });
    return [
      { id: "seq", label: label("desk.audit.seq"), value: ({ seq }) => seq, isNumber: true, isFaint: true },
      {
        id: "at",
        label: label("desk.column.at"),
        value: ({ at }) => at,
        draw: ({ at }) => (
          <span className="num whitespace-nowrap">{showMoment(Date.parse(at), timeZone, intl.locale)}</span>
        ),
      },
      {
        id: "actor",
        label: label("desk.column.by"),
        ...spoken("actor", ({ actor }) => actor.name),
      },
      {
        id: "action",
        label: label("desk.column.what"),
        ...spoken("action", ({ action }) => action),
        draw: (entry) => (
          <RowButton onClick={() => change({ open: String(entry.seq) })}>{words.action(entry)}</RowButton>
        ),
      },
      {
        id: "outcome",
        label: label("desk.audit.outcome"),
        value: words.outcome,
        draw: (entry) => (
          <MarkedText mark={entry.outcome === "done" ? "normal" : "warning"}>
            {words.outcome(entry)}
          </MarkedText>
        ),
      },
      { id: "subject", label: label("desk.audit.subject"), ...spoken("subject", ({ subject }) => subject) },
      { id: "center", label: label("ops.center"), ...spoken("at", ({ center }) => center), isFaint: true },
      {
        id: "tenant",
        label: label("desk.column.tenant"),
        ...spoken("tenant", ({ tenant }) => tenant),
        isFaint: true,
      },
    ];
  }, [intl, timeZone, change, words]);
}

const withCode = (said: string, code: string) => (said === code ? said : `${said} ${code}`);
