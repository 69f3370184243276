import { severities } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { conditionKinds, fieldsOf } from "./condition-fields.ts";
import { ConditionForm } from "./condition-form.tsx";
import { DryRun } from "./dry-run.tsx";
import type { DraftFault, RuleDraft } from "./rule-draft.ts";
import { readDraft, timings } from "./rule-draft.ts";
import { sayBeyondClass } from "./say-condition.ts";

const ownFields = ["id", "name", "nameZh", "severity", "onDelayS", "offDelayS"];
const fields = [...ownFields, ...conditionKinds.flatMap((kind) => fieldsOf(kind).map(({ name }) => name))];

/** A rule under the pen: tried on history first, saved as a new version. */
export function RuleForm(props: { first: RuleDraft; isNew: boolean; onDone: () => void }) {
  const { first, isNew, onDone } = props;
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(first);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const set = (changes: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const save = useMutation({
    ...api.alarms.setRule.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.alarms.key() });
      onDone();
    },
  });
  const failure = save.error && describeFailure(save.error);
  const refused = sortFaults(failure, fields);
  const at = { ...refused.at, ...faults };
  const check = () => {
    const read = readDraft(draft);
    setFaults(wordFaults(read.faults ?? {}, intl));
    return read.rule;
  };
  const drafted = readDraft(draft).rule;
  const beyond = drafted && sayBeyondClass(drafted.condition, intl);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rule = check();
    if (!rule) return;
    const { id, ...definition } = rule;
    save.mutate({ center, rule: id, definition, enabled: draft.enabled });
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <RuleNames draft={draft} set={set} at={at} isNew={isNew} />
      <ConditionForm draft={draft} set={set} at={at} />
      {beyond && (
        <p className="flex items-start gap-2 text-sm" aria-live="polite">
          <StateMark mark="warning" className="mt-1 shrink-0" />
          {beyond}
        </p>
      )}
      <RuleDelays draft={draft} set={set} at={at} />
      <DryRun rule={drafted} check={check} />
      <Refusal failure={failure} faults={refused} />
      <FormButtons
        action={intl.formatMessage({ id: isNew ? "rules.create" : "rules.save" })}
        isBusy={save.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

function wordFaults(faults: Readonly<Record<string, DraftFault>>, intl: ReturnType<typeof useIntl>) {
  return Object.fromEntries(
    Object.entries(faults).map(([field, { kind, bound, message }]) => [
      field,
      kind === "other" ? message : intl.formatMessage({ id: `rules.fault.${kind}` }, { bound }),
    ]),
  );
}

interface Part {
  draft: RuleDraft;
  set: (changes: Partial<RuleDraft>) => void;
  at: Readonly<Record<string, string>>;
}

function RuleNames({ draft, set, at, isNew }: Part & { isNew: boolean }) {
  const intl = useIntl();
  const label = (id: "rules.field.id" | "rules.field.name" | "rules.field.nameZh" | "alarms.severity") =>
    intl.formatMessage({ id });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={label("rules.field.name")}
        value={draft.name}
        required
        maxLength={200}
        fault={at.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextField
        label={label("rules.field.nameZh")}
        value={draft.nameZh}
        maxLength={200}
        fault={at.nameZh}
        onChange={({ target }) => set({ nameZh: target.value })}
      />
      <TextField
        label={label("rules.field.id")}
        value={draft.id}
        required
        readOnly={!isNew}
        hint={intl.formatMessage({ id: isNew ? "rules.id.hint" : "rules.id.kept" })}
        fault={at.id}
        onChange={({ target }) => set({ id: target.value })}
      />
      <SelectField
        label={label("alarms.severity")}
        value={draft.severity}
        fault={at.severity}
        options={severities.map((value) => ({
          value,
          text: intl.formatMessage({ id: `alarms.severity.${value}` }),
        }))}
        onChange={({ target }) => {
          const severity = severities.find((each) => each === target.value);
          if (severity) set({ severity });
        }}
      />
    </div>
  );
}

function RuleDelays({ draft, set, at }: Part) {
  const intl = useIntl();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["onDelayS", "offDelayS"] as const).map((field) => (
          <TextField
            key={field}
            type="number"
            min={0}
            max={86_400}
            label={intl.formatMessage({ id: `rules.field.${field}` })}
            hint={intl.formatMessage({ id: `rules.field.${field}.what` })}
            value={draft[field]}
            fault={at[field]}
            onChange={({ target }) => set({ [field]: target.value })}
          />
        ))}
      </div>
      <SelectField
        label={intl.formatMessage({ id: "rules.field.timing" })}
        value={draft.timing}
        fault={at.timing}
        options={timings.map((value) => ({
          value,
          text: intl.formatMessage({ id: `rules.option.${value}` }),
        }))}
        onChange={({ target }) => {
          const timing = timings.find((each) => each === target.value);
          if (timing) set({ timing });
        }}
      />
      {(["latched", "enabled"] as const).map((flag) => (
        <label key={flag} className="flex min-h-8 items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4"
            checked={draft[flag]}
            onChange={({ target }) => set({ [flag]: target.checked })}
          />
          {intl.formatMessage({ id: `rules.${flag}` })}
        </label>
      ))}
    </>
  );
}
