import type { ReadingVerdict } from "@aidc/contract";
import { longestReadingFile } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { amountOf } from "../../../ui/record-rows.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import type { RowVerdict } from "./verdict-table.tsx";
import { VerdictTable } from "./verdict-table.tsx";

/** Shows what each row of a file would become; only then it can be stored, whole or not at all. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const [csv, setCsv] = useState("");
  const [isTooLong, setTooLong] = useState(false);
  const judge = useMutation(api.corrections.importReadings.mutationOptions());
  const store = useMutation(
    api.corrections.importReadings.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  const choose = async (file: File | undefined) => {
    judge.reset();
    store.reset();
    const text = file === undefined ? "" : await file.text();
    setTooLong(text.length > longestReadingFile);
    setCsv(text);
    if (text !== "" && text.length <= longestReadingFile) judge.mutate({ center, csv: text, dryRun: true });
  };
  const error = store.error ?? judge.error;
  const failure = error && describeFailure(error);
  const found = store.data ?? judge.data;
  const count = (verdict: string) => found?.rows.filter((row) => row.verdict === verdict).length ?? 0;
  const canStore = judge.data !== undefined && !store.data && count("refused") === 0 && count("new") > 0;
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-sm text-soft">{intl.formatMessage({ id: "corrections.import.what" })}</p>
      <TextField
        type="file"
        accept=".csv,text/csv"
        label={intl.formatMessage({ id: "corrections.import.file" })}
        fault={
          isTooLong
            ? intl.formatMessage({ id: "corrections.import.too_long" }, { limit: longestReadingFile })
            : undefined
        }
        onChange={({ target }) => void choose(target.files?.[0])}
      />
      <Refusal failure={failure} faults={sortFaults(failure, [])} />
      {found && <VerdictTable name="readings" rows={found.rows.map((row) => wordRow(row, intl.locale))} />}
      <p className="text-sm" role="status">
        {store.data && intl.formatMessage({ id: "corrections.import.stored" }, { count: store.data.stored })}
        {count("refused") > 0 &&
          intl.formatMessage({ id: "corrections.import.refused" }, { count: count("refused") })}
      </p>
      <div className="flex gap-2">
        <Button
          look="strong"
          disabled={!canStore || store.isPending}
          onClick={() => store.mutate({ center, csv, dryRun: false })}
        >
          {intl.formatMessage({ id: "corrections.import.store" }, { count: count("new") })}
        </Button>
        <Button onClick={onDone}>{intl.formatMessage({ id: "desk.cancel" })}</Button>
      </div>
    </div>
  );
}

function wordRow({ line, verdict, issues, draft }: ReadingVerdict, language: string): RowVerdict {
  if (draft === null) return { line, verdict, issues, said: null };
  const days = `${draft.firstDay} – ${draft.lastDay}`;
  const said = `${draft.target}, ${days}, ${amountOf(draft, language)}, ${draft.document}`;
  return { line, verdict, issues, said };
}
