import type { Lease, LeaseWish } from "@aidc/contract";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { TextField } from "../../../ui/field.tsx";
import { readMoment, writeMoment } from "../center-moment.ts";
import { FormButtons } from "../form-buttons.tsx";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { QuoteNote } from "./quote-note.tsx";
import { useLeasesChanged } from "./use-lease-change.ts";
import { useLeaseWords } from "./use-lease-words.ts";

export type LeaseAction = "resize" | "renew" | "end";

interface Draft {
  readonly amount: string;
  readonly at: string;
}

/** Resizing, renewing and ending: each cuts an interval and rewrites nothing. */
export function ChangeLeaseForm(props: {
  action: LeaseAction;
  lease: Lease;
  nowMs: number;
  onDone: () => void;
}) {
  const { action, lease, nowMs, onDone } = props;
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const words = useLeaseWords();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(action, lease, nowMs, timeZone));
  const { change, submit } = useChange(action, lease, draft, onDone);
  const failure = change.error && describeFailure(change.error);
  const faults = sortFaults(failure, ["amount", "from", "to", "at"], action === "resize" ? "amount" : "at");
  const timeFault = faults.at.from ?? faults.at.to ?? faults.at.at;
  if (action === "renew" && lease.to === null)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.lease.renew.open" })}</p>;
  return (
    <form className="grid gap-4 border-t border-rule pt-4" onSubmit={submit}>
      <p className="text-sm text-faint">
        {intl.formatMessage({ id: `desk.lease.${action}.how` }, { at: words.moment(lease.to) })}
      </p>
      {action === "resize" && (
        <TextField
          type="number"
          min={0}
          step="any"
          required
          label={intl.formatMessage({ id: `desk.lease.unit.${lease.resource}` })}
          value={draft.amount}
          fault={faults.at.amount}
          onChange={({ target }) => setDraft({ ...draft, amount: target.value })}
        />
      )}
      <MomentField
        label={intl.formatMessage({ id: timeLabels[action] })}
        value={draft.at}
        required={action !== "renew"}
        fault={timeFault}
        onChange={(at) => setDraft({ ...draft, at })}
      />
      <QuoteNote tenant={lease.tenant} wish={wishOf(action, lease, draft, timeZone)} />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: `desk.lease.${action}` })}
        isBusy={change.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

const timeLabels = {
  resize: "desk.lease.from.when",
  renew: "desk.lease.until",
  end: "desk.lease.at",
} as const;

/** A resize and an end are suggested for now, or for the begin of a lease that is still to come. */
function firstDraft(action: LeaseAction, lease: Lease, nowMs: number, timeZone: string): Draft {
  const startMs = Math.max(nowMs, Date.parse(lease.from));
  return { amount: String(lease.amount), at: action === "renew" ? "" : writeMoment(startMs, timeZone) };
}

/** The same as a tenant would ask for it, so that its price can be told; null while the form is not complete. */
function wishOf(action: LeaseAction, lease: Lease, draft: Draft, timeZone: string): LeaseWish | null {
  const at = readMoment(draft.at, timeZone);
  const amount = Number(draft.amount);
  if (action === "renew") return { kind: "renew", lease: lease.id, to: at };
  if (action === "end" || at === null || !(amount > 0)) return null;
  return { kind: "resize", lease: lease.id, amount, from: at };
}

function useChange(action: LeaseAction, lease: Lease, draft: Draft, onDone: () => void) {
  const { id: center, timeZone } = useOpsCenter();
  const changed = useLeasesChanged();
  const onSuccess = async () => {
    await changed();
    onDone();
  };
  const resize = useMutation({ ...api.leasing.resizeLease.mutationOptions(), onSuccess });
  const renew = useMutation({ ...api.leasing.renewLease.mutationOptions(), onSuccess });
  const end = useMutation({ ...api.leasing.endLease.mutationOptions(), onSuccess });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = readMoment(draft.at, timeZone);
    const about = { center, lease: lease.id };
    if (action === "renew") renew.mutate({ ...about, to: at });
    else if (at === null) return;
    else if (action === "end") end.mutate({ ...about, at });
    else resize.mutate({ ...about, amount: Number(draft.amount), from: at });
  };
  return { change: { resize, renew, end }[action], submit };
}
