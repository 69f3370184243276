import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import type { RecordRow } from "../../../ui/record-rows.ts";
import { useDeskSearch } from "../use-desk-search.ts";

/** What was withdrawn stays readable and says so. */
export function useRecordColumns(): readonly Column<RecordRow>[] {
  const intl = useIntl();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const word = (id: MessageId) => intl.formatMessage({ id });
    return [
      { id: "kind", label: word("corrections.kind"), value: ({ kind }) => kind },
      { id: "subject", label: word("corrections.subject"), value: ({ subject }) => subject },
      {
        id: "when",
        label: word("column.time"),
        value: ({ when }) => when,
        draw: ({ when }) => <span className="num">{when}</span>,
      },
      {
        id: "said",
        label: word("corrections.said"),
        value: ({ said }) => said,
        draw: ({ said, isHeld }) => (
          <span className={isHeld ? "num" : "num text-faint line-through"}>{said}</span>
        ),
      },
      { id: "reason", label: word("corrections.reason"), value: ({ reason }) => reason },
      { id: "by", label: word("corrections.by"), value: ({ by }) => by },
      {
        id: "recorded",
        label: word("corrections.recorded"),
        value: ({ recordedAt }) => recordedAt,
        draw: ({ recorded }) => <span className="num">{recorded}</span>,
      },
      { id: "state", label: word("corrections.state"), value: ({ state }) => state },
      {
        id: "withdraw",
        isDeed: true,
        label: word("corrections.withdraw"),
        value: () => null,
        draw: ({ id, isHeld }) =>
          isHeld && (
            <Button look="quiet" onClick={() => change({ open: id })}>
              {word("corrections.withdraw")}
            </Button>
          ),
      },
    ];
  }, [intl, change]);
}
