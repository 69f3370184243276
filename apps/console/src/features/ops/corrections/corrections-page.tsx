import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import type { RecordRow } from "../../../ui/record-rows.ts";
import { correctionRow, readingRow } from "../../../ui/record-rows.ts";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { CorrectionForm } from "./correction-form.tsx";
import { ImportForm } from "./import-form.tsx";
import { JobImportForm } from "./job-import-form.tsx";
import { useRecordColumns } from "./use-record-columns.tsx";
import { WithdrawForm } from "./withdraw-form.tsx";

/** What somebody knows better than the samples, who said so when, and whether it counts. */
export function CorrectionsPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const { change } = useDeskSearch();
  const records = useQuery(api.corrections.list.queryOptions({ input: { center: center.id } }));
  const close = () => change({ form: undefined, open: undefined });
  const buttons = (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => change({ form: "import" })}>
        {intl.formatMessage({ id: "corrections.import" })}
      </Button>
      <Button onClick={() => change({ form: "jobs" })}>{intl.formatMessage({ id: "jobs.import" })}</Button>
      <Button look="strong" onClick={() => change({ form: "new" })}>
        {intl.formatMessage({ id: "corrections.new" })}
      </Button>
    </div>
  );
  return (
    <main className="grid gap-6">
      <Section title={intl.formatMessage({ id: "corrections.page" })} aside={buttons}>
        <p className="mb-4 max-w-prose text-sm text-soft">{intl.formatMessage({ id: "corrections.what" })}</p>
        <Asked query={records}>
          {({ corrections, readings }) => (
            <RecordTable
              rows={[
                ...corrections.map((one) => correctionRow(one, intl, center.timeZone)),
                ...readings.map((one) => readingRow(one, intl, center.timeZone)),
              ]}
            />
          )}
        </Asked>
      </Section>
      <OpenForm onClose={close} />
    </main>
  );
}

/** The form that the address names, beside the list. */
function OpenForm({ onClose }: { onClose: () => void }) {
  const intl = useIntl();
  const { form, open } = useDeskSearch();
  const forms = {
    new: { title: "corrections.new", draw: () => <CorrectionForm onDone={onClose} /> },
    import: { title: "corrections.import", draw: () => <ImportForm onDone={onClose} /> },
    jobs: { title: "jobs.import", draw: () => <JobImportForm onDone={onClose} /> },
    withdraw: {
      title: "corrections.withdraw",
      draw: () => open !== undefined && <WithdrawForm key={open} id={open} onDone={onClose} />,
    },
  } as const;
  const named = form ?? (open === undefined ? "" : "withdraw");
  return Object.entries(forms).map(([name, { title, draw }]) => (
    <Sheet
      key={name}
      isOpen={named === name}
      onClose={onClose}
      title={intl.formatMessage({ id: title })}
      place="side"
    >
      {draw()}
    </Sheet>
  ));
}

function RecordTable({ rows }: { rows: readonly RecordRow[] }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const columns = useRecordColumns();
  if (rows.length === 0) return <EmptyNote title={intl.formatMessage({ id: "corrections.none" })} />;
  return (
    <DeskTable
      name={`corrections-${center}`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      firstSort="recorded.desc"
    />
  );
}
