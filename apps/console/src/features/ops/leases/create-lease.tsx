import type { Lease, LeaseWish } from "@aidc/contract";
import { leaseResources } from "@aidc/contract";
import { countModels } from "@aidc/domain";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { splitName } from "../../../ui/center-name.ts";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { readMoment, writeMoment } from "../center-moment.ts";
import { FormButtons } from "../form-buttons.tsx";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { QuoteNote } from "./quote-note.tsx";
import { useLeasesChanged } from "./use-lease-change.ts";
import { useLeaseWords } from "./use-lease-words.ts";
import { useCenterDocument, useTenants } from "./use-leases.ts";

const allTerms = ["commitment", "on_demand"] as const satisfies readonly Lease["terms"][];
const fields = ["tenant", "resource", "amount", "model", "from", "to", "terms", "id"];

interface Draft {
  readonly tenant: string;
  readonly resource: Lease["resource"];
  readonly amount: string;
  readonly model: string;
  readonly from: string;
  readonly to: string;
  readonly terms: Lease["terms"];
  readonly id: string;
}

export function CreateLeaseSheet({ isOpen, nowMs }: { isOpen: boolean; nowMs: number }) {
  const intl = useIntl();
  const { change } = useDeskSearch();
  const close = () => change({ form: undefined });
  return (
    <Sheet
      isOpen={isOpen}
      onClose={close}
      title={intl.formatMessage({ id: "desk.tenant.lease" })}
      place="middle"
    >
      <CreateLeaseForm nowMs={nowMs} onDone={close} />
    </Sheet>
  );
}

function CreateLeaseForm({ nowMs, onDone }: { nowMs: number; onDone: () => void }) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { q } = useDeskSearch();
  const tenants = useTenants().data ?? [];
  const [draft, setDraft] = useState<Draft>(() => ({
    tenant: tenants.find(({ id }) => id === q)?.id ?? "",
    resource: "accelerators",
    amount: "",
    model: "",
    from: writeMoment(nowMs, timeZone),
    to: "",
    terms: "commitment",
    id: "",
  }));
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const { create, submit } = useCreate(draft, onDone);
  const failure = create.error && describeFailure(create.error);
  const faults = sortFaults(failure, fields, "amount");
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <SelectField
        label={intl.formatMessage({ id: "desk.column.tenant" })}
        required
        value={draft.tenant}
        fault={faults.at.tenant}
        options={[
          { value: "", text: "\u2014" },
          ...tenants.map((tenant) => ({ value: tenant.id, text: splitName(tenant, intl.locale)[0] })),
        ]}
        onChange={({ target }) => set({ tenant: target.value })}
      />
      <AmountFields draft={draft} set={set} at={faults.at} />
      <div className="grid gap-4 sm:grid-cols-2">
        <MomentField
          label={intl.formatMessage({ id: "desk.lease.from" })}
          value={draft.from}
          required
          fault={faults.at.from}
          onChange={(from) => set({ from })}
        />
        <MomentField
          label={intl.formatMessage({ id: "desk.lease.to" })}
          value={draft.to}
          fault={faults.at.to}
          onChange={(to) => set({ to })}
        />
      </div>
      <TermsFields draft={draft} set={set} at={faults.at} />
      <QuoteNote tenant={draft.tenant} wish={wishOf(draft, timeZone)} />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "desk.lease.create" })}
        isBusy={create.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

interface Part {
  draft: Draft;
  set: (changes: Partial<Draft>) => void;
  at: Readonly<Record<string, string>>;
}

function AmountFields({ draft, set, at }: Part) {
  const intl = useIntl();
  const words = useLeaseWords();
  const document = useCenterDocument().data;
  const models = useMemo(() => (document ? countModels(document) : []), [document]);
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <SelectField
        label={intl.formatMessage({ id: "desk.lease.resource" })}
        value={draft.resource}
        fault={at.resource}
        options={leaseResources.map((value) => ({ value, text: words.resource(value) }))}
        onChange={({ target }) =>
          set({ resource: leaseResources.find((each) => each === target.value) ?? "accelerators" })
        }
      />
      <TextField
        type="number"
        min={0}
        step="any"
        required
        label={intl.formatMessage({ id: `desk.lease.unit.${draft.resource}` })}
        value={draft.amount}
        fault={at.amount}
        onChange={({ target }) => set({ amount: target.value })}
      />
      {draft.resource === "accelerators" && (
        <SelectField
          label={intl.formatMessage({ id: "column.model" })}
          value={draft.model}
          fault={at.model}
          options={[
            { value: "", text: intl.formatMessage({ id: "desk.lease.anyModel" }) },
            ...models.map(({ model, count }) => ({
              value: model,
              text: `${words.model(model)} (${intl.formatNumber(count)})`,
            })),
          ]}
          onChange={({ target }) => set({ model: target.value })}
        />
      )}
    </div>
  );
}

function TermsFields({ draft, set, at }: Part) {
  const intl = useIntl();
  const words = useLeaseWords();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={intl.formatMessage({ id: "desk.lease.terms" })}
        value={draft.terms}
        fault={at.terms}
        options={allTerms.map((value) => ({ value, text: words.terms(value) }))}
        onChange={({ target }) =>
          set({ terms: allTerms.find((each) => each === target.value) ?? "commitment" })
        }
      />
      <TextField
        label={intl.formatMessage({ id: "desk.lease.id" })}
        value={draft.id}
        maxLength={160}
        fault={at.id}
        onChange={({ target }) => set({ id: target.value })}
      />
    </div>
  );
}

function wishOf(draft: Draft, timeZone: string): LeaseWish | null {
  const from = readMoment(draft.from, timeZone);
  const amount = Number(draft.amount);
  if (from === null || !(amount > 0)) return null;
  const model = draft.resource === "accelerators" && draft.model !== "" ? { model: draft.model } : {};
  return {
    kind: "new",
    resource: draft.resource,
    amount,
    from,
    to: readMoment(draft.to, timeZone),
    ...model,
  };
}

function useCreate(draft: Draft, onDone: () => void) {
  const { id: center, timeZone } = useOpsCenter();
  const changed = useLeasesChanged();
  const create = useMutation({
    ...api.leasing.createLease.mutationOptions(),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wish = wishOf(draft, timeZone);
    if (wish?.kind !== "new") return;
    const { kind: _, ...about } = wish;
    const id = draft.id.trim();
    create.mutate({
      center,
      tenant: draft.tenant,
      ...about,
      terms: draft.terms,
      ...(id !== "" && { id }),
    });
  };
  return { create, submit };
}
