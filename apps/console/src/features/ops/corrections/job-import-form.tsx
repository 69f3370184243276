import type { FormEvent } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { longestJobFileBytes, useJobFile } from "./use-job-file.ts";
import { useJobImport } from "./use-job-import.ts";
import { VerdictTable } from "./verdict-table.tsx";

/** What each row of a scheduler's accounting would become; only then it can be stored. */
export function JobImportForm({ onDone }: { onDone: () => void }) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const file = useJobFile(timeZone);
  const { judge, store, stored, count, reset } = useJobImport();
  const canStore = judge.data !== undefined && count("refused") === 0 && count("new") > 0;
  const failure = judge.error && describeFailure(judge.error);
  const faults = sortFaults(failure, ["knownAt"], "knownAt");
  const isDone = file.jobs === null || judge.isPending || store.isPending || store.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canStore) store.mutate();
    else if (file.jobs) judge.mutate(file.jobs);
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <p className="max-w-prose text-sm text-soft">{intl.formatMessage({ id: "jobs.import.what" })}</p>
      <JobFileFields file={file} fault={faults.at.knownAt} onChange={reset} />
      <Refusal failure={failure} faults={faults} />
      {judge.data && <VerdictTable name="jobs" rows={judge.data.rows} />}
      <p className="text-sm" role="status">
        {store.isSuccess && intl.formatMessage({ id: "corrections.import.stored" }, { count: stored })}
        {store.error && intl.formatMessage({ id: "jobs.import.stopped" }, { count: stored })}
        {count("refused") > 0 &&
          intl.formatMessage({ id: "corrections.import.refused" }, { count: count("refused") })}
      </p>
      <div className="flex gap-2">
        <Button type="submit" look="strong" disabled={isDone}>
          {canStore
            ? intl.formatMessage({ id: "corrections.import.store" }, { count: count("new") })
            : intl.formatMessage({ id: "jobs.import.check" })}
        </Button>
        <Button onClick={onDone}>{intl.formatMessage({ id: "ops.close" })}</Button>
      </div>
    </form>
  );
}

function JobFileFields(props: {
  file: ReturnType<typeof useJobFile>;
  /** Of when it was read. */
  fault: string | undefined;
  /** What was judged is judged no more. */
  onChange: () => void;
}) {
  const { file, fault, onChange } = props;
  const intl = useIntl();
  const change = (set: (text: string) => void, text: string) => {
    onChange();
    set(text);
  };
  const tooLong = intl.formatMessage({ id: "jobs.import.too_long" }, { limit: longestJobFileBytes / 1e6 });
  return (
    <>
      <TextField
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        label={intl.formatMessage({ id: "jobs.import.file" })}
        fault={file.isTooLong ? tooLong : undefined}
        onChange={({ target }) => {
          onChange();
          void file.choose(target.files?.[0]);
        }}
      />
      {file.jobs && (
        <>
          <MomentField
            label={intl.formatMessage({ id: "jobs.import.knownAt" })}
            value={file.knownAt}
            required
            fault={fault}
            onChange={(text) => change(file.setKnownAt, text)}
          />
          <TextField
            label={intl.formatMessage({ id: "jobs.import.offset" })}
            hint={intl.formatMessage({ id: "jobs.import.offset.hint" })}
            value={file.utcOffset}
            pattern="[+\-]\d\d:\d\d"
            onChange={({ target }) => change(file.setUtcOffset, target.value)}
          />
        </>
      )}
    </>
  );
}
