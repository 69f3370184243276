import type { Lease } from "@aidc/contract";
import { leaseResources } from "@aidc/contract";
import { useIntl } from "react-intl";
import { SelectField, TextField } from "../../ui/field.tsx";
import { useLeaseWords } from "./use-lease-words.ts";
import { useModelName } from "./use-model-name.ts";
import type { WishDraft } from "./wish-draft.ts";
import { wishKinds } from "./wish-draft.ts";

/** What is wished for: a new lease, another amount, more time or an end. */
export function WishFields(props: {
  draft: WishDraft;
  leases: readonly Lease[];
  models: readonly string[];
  onChange: (draft: WishDraft) => void;
}) {
  const { draft, leases, onChange } = props;
  const intl = useIntl();
  const words = useLeaseWords();
  const kinds = leases.length === 0 ? (["new"] as const) : wishKinds;
  return (
    <>
      <SelectField
        label={intl.formatMessage({ id: "my.wish" })}
        value={draft.kind}
        options={kinds.map((kind) => ({
          value: kind,
          text: intl.formatMessage({ id: `my.wish.kind.${kind}` }),
        }))}
        onChange={({ target }) =>
          onChange({ ...draft, kind: wishKinds.find((kind) => kind === target.value) ?? "new" })
        }
      />
      {draft.kind !== "new" && (
        <div className="lg:col-span-2">
          <SelectField
            label={intl.formatMessage({ id: "my.lease" })}
            value={draft.lease}
            options={leases.map((lease) => ({
              value: lease.id,
              text: `${words.what(lease)} · ${words.term(lease)} · ${lease.id}`,
            }))}
            onChange={({ target }) => onChange({ ...draft, lease: target.value })}
          />
        </div>
      )}
      {draft.kind === "new" && <NewFields {...props} />}
      {(draft.kind === "new" || draft.kind === "resize") && <AmountField {...props} />}
      <DateFields {...props} />
    </>
  );
}

interface Fields {
  readonly draft: WishDraft;
  readonly leases: readonly Lease[];
  readonly models: readonly string[];
  readonly onChange: (draft: WishDraft) => void;
}

function NewFields({ draft, models, onChange }: Fields) {
  const intl = useIntl();
  const modelName = useModelName();
  return (
    <>
      <SelectField
        label={intl.formatMessage({ id: "my.wish.resource" })}
        value={draft.resource}
        options={leaseResources.map((resource) => ({
          value: resource,
          text: intl.formatMessage({ id: `my.resource.${resource}` }),
        }))}
        onChange={({ target }) =>
          onChange({
            ...draft,
            resource: leaseResources.find((resource) => resource === target.value) ?? "accelerators",
          })
        }
      />
      {draft.resource === "accelerators" && (
        <SelectField
          label={intl.formatMessage({ id: "column.model" })}
          value={draft.model}
          options={[
            { value: "", text: intl.formatMessage({ id: "my.anymodel" }) },
            ...models.map((model) => ({ value: model, text: modelName(model) })),
          ]}
          onChange={({ target }) => onChange({ ...draft, model: target.value })}
        />
      )}
    </>
  );
}

function AmountField({ draft, leases, onChange }: Fields) {
  const intl = useIntl();
  const held = draft.kind === "resize" ? leases.find(({ id }) => id === draft.lease) : undefined;
  const resource = held?.resource ?? draft.resource;
  return (
    <TextField
      label={intl.formatMessage({ id: `my.wish.amount.${resource}` })}
      type="number"
      min={0}
      step="any"
      required
      value={draft.amount}
      onChange={({ target }) => onChange({ ...draft, amount: target.value })}
    />
  );
}

/** Days are of the center's calendar and begin at its midnight. */
function DateFields({ draft, onChange }: Fields) {
  const intl = useIntl();
  const { kind } = draft;
  return (
    <>
      {kind !== "renew" && (
        <TextField
          type="date"
          required
          label={intl.formatMessage({ id: kind === "end" ? "my.wish.at" : "my.wish.from" })}
          value={draft.from}
          onChange={({ target }) => onChange({ ...draft, from: target.value })}
        />
      )}
      {(kind === "new" || kind === "renew") && (
        <TextField
          type="date"
          label={intl.formatMessage({ id: "my.wish.to" })}
          hint={intl.formatMessage({ id: "my.wish.to.hint" })}
          value={draft.to}
          min={draft.from}
          onChange={({ target }) => onChange({ ...draft, to: target.value })}
        />
      )}
    </>
  );
}
