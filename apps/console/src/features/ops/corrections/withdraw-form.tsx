import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { TextAreaField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";

/** Takes a record back: it stays, and counts no more from now on. */
export function WithdrawForm({ id, onDone }: { id: string; onDone: () => void }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const save = useMutation(
    api.corrections.withdraw.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onDone();
      },
    }),
  );
  const failure = save.error && describeFailure(save.error);
  const faults = sortFaults(failure, ["reason"], "reason");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ center, correction: id, reason });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <TextAreaField
        label={intl.formatMessage({ id: "corrections.withdraw.why" })}
        value={reason}
        required
        minLength={3}
        maxLength={500}
        fault={faults.at.reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "corrections.withdraw" })}
        isBusy={save.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
