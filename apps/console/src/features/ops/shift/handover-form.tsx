import type { ShiftSummary } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { TextAreaField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { newUuid } from "../incidents/new-uuid.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { SummaryView } from "./summary-view.tsx";

/** The note: what the server knows of the shift, and what only a person knows. Signing freezes both. */
export function HandoverForm(props: {
  window: { readonly from: string; readonly to: string };
  summary: ShiftSummary | null;
  onDone: () => void;
}) {
  const { window, summary, onDone } = props;
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const [id] = useState(newUuid);
  const [note, setNote] = useState("");
  const sign = useMutation({
    ...api.shift.handOver.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.shift.key() });
      onDone();
    },
  });
  const failure = sign.error && describeFailure(sign.error);
  const faults = sortFaults(failure, ["note"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sign.mutate({ center, id, note, ...window });
  };
  return (
    <form className="grid gap-5" onSubmit={submit}>
      {summary && <SummaryView summary={summary} />}
      <TextAreaField
        label={intl.formatMessage({ id: "shift.note" })}
        hint={intl.formatMessage({ id: "shift.note.hint" })}
        value={note}
        rows={5}
        maxLength={8000}
        fault={faults.at.note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "shift.sign" })}
        isBusy={sign.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
