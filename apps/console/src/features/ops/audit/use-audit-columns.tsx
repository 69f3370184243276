import type { AuditEntry } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";

/** Actions keep the names of the log itself, so that a search in an export finds the same. */
export function useAuditColumns(): readonly Column<AuditEntry>[] {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const label = (id: MessageId) => intl.formatMessage({ id });
    const outcome = (entry: AuditEntry) => label(`desk.audit.outcome.${entry.outcome}`);
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
        value: ({ actor }) => actor.name,
        draw: ({ actor }) => (actor.kind === "person" ? actor.name : label(`desk.audit.actor.${actor.kind}`)),
      },
      {
        id: "action",
        label: label("desk.column.what"),
        value: ({ action }) => action,
        draw: ({ seq, action }) => (
          <RowButton onClick={() => change({ open: String(seq) })}>{action}</RowButton>
        ),
      },
      {
        id: "outcome",
        label: label("desk.audit.outcome"),
        value: outcome,
        draw: (entry) => (
          <MarkedText mark={entry.outcome === "done" ? "normal" : "warning"}>{outcome(entry)}</MarkedText>
        ),
      },
      { id: "subject", label: label("desk.audit.subject"), value: ({ subject }) => subject },
      { id: "center", label: label("ops.center"), value: ({ center }) => center, isFaint: true },
      { id: "tenant", label: label("desk.column.tenant"), value: ({ tenant }) => tenant, isFaint: true },
    ];
  }, [intl, timeZone, change]);
}
