import { skipToken, useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { EntryForm } from "./entry-form.tsx";
import { HandoverForm } from "./handover-form.tsx";
import { HandoverList } from "./handover-list.tsx";
import { SummaryView } from "./summary-view.tsx";
import { useEntryColumns } from "./use-entry-columns.tsx";
import { shiftHours, useShiftWindow } from "./use-shift-window.ts";

const lookEveryMs = 30_000;

/** What happened in this shift, what people wrote down, and the note that the next one reads and signs. */
export function ShiftPage() {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { form, change } = useDeskSearch();
  const { window } = useShiftWindow();
  const input = window === null ? skipToken : { center, ...window };
  const summary = useQuery(api.shift.summary.queryOptions({ input, refetchInterval: lookEveryMs }));
  const log = useQuery(api.shift.log.queryOptions({ input, refetchInterval: lookEveryMs }));
  const handovers = useQuery(api.shift.handovers.queryOptions({ input: { center } }));
  const close = () => change({ form: undefined });
  const handOver = (
    <Button look="strong" disabled={window === null} onClick={() => change({ form: "hand-over" })}>
      {intl.formatMessage({ id: "shift.handover" })}
    </Button>
  );
  return (
    <main className="grid gap-6">
      <Section title={intl.formatMessage({ id: "shift.page" })} aside={<ShiftLength />}>
        {window === null ? (
          <Skeleton lines={6} />
        ) : (
          <Asked query={summary}>{(found) => <SummaryView summary={found} />}</Asked>
        )}
      </Section>
      <Section title={intl.formatMessage({ id: "shift.log" })}>
        <div className="grid gap-4">
          <EntryForm />
          <Asked query={log}>
            {(entries) =>
              entries.length === 0 ? (
                <EmptyNote title={intl.formatMessage({ id: "shift.log.none" })} />
              ) : (
                <EntryTable entries={entries} />
              )
            }
          </Asked>
        </div>
      </Section>
      <Section title={intl.formatMessage({ id: "shift.handovers" })} aside={handOver}>
        <Asked query={handovers}>{(notes) => <HandoverList notes={notes} />}</Asked>
      </Section>
      <Sheet
        isOpen={form === "hand-over" && window !== null}
        onClose={close}
        title={intl.formatMessage({ id: "shift.handover" })}
        place="side"
      >
        {window && <HandoverForm window={window} summary={summary.data ?? null} onDone={close} />}
      </Sheet>
    </main>
  );
}

function ShiftLength() {
  const intl = useIntl();
  const { hours, setHours } = useShiftWindow();
  return (
    <Choice
      label={intl.formatMessage({ id: "shift.hours" })}
      value={hours}
      options={shiftHours.map((value) => ({
        value,
        text: intl.formatMessage({ id: "shift.last" }, { hours: Number.parseInt(value, 10) }),
      }))}
      onChange={setHours}
    />
  );
}

function EntryTable({ entries }: { entries: Parameters<typeof useEntryColumns>[0] }) {
  const { id: center } = useOpsCenter();
  return (
    <DeskTable
      name={`shift-log-${center}`}
      columns={useEntryColumns(entries)}
      rows={entries}
      rowKey={({ id }) => id}
      firstSort="time.desc"
    />
  );
}
