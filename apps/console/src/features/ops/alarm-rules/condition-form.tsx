import { quantities, quantityNames } from "@aidc/contract";
import { SelectField, TextField } from "../../../ui/field.tsx";
import type { ConditionField } from "./condition-fields.ts";
import { conditionKinds, fieldsOf, firstValues } from "./condition-fields.ts";
import type { RuleDraft } from "./rule-draft.ts";
import { useRuleWords } from "./use-rule-words.ts";

interface Part {
  draft: RuleDraft;
  set: (changes: Partial<RuleDraft>) => void;
  at: Readonly<Record<string, string>>;
}

/** What makes the alarm: the fields follow the kind as the schema has it. */
export function ConditionForm({ draft, set, at }: Part) {
  const words = useRuleWords();
  const what = words.kindWhat(draft.kind);
  return (
    <fieldset className="grid gap-4 rounded border border-rule p-4">
      <legend className="px-1 text-sm text-faint">{words.field("condition")}</legend>
      <SelectField
        label={words.field("kind")}
        hint={what}
        value={draft.kind}
        options={conditionKinds.map((kind) => ({ value: kind, text: words.kind(kind) }))}
        onChange={({ target }) => {
          const kind = conditionKinds.find((each) => each === target.value);
          // A leak is told at once: the schema takes no delay for it.
          const delay = kind === "leak" ? { onDelayS: "0" } : {};
          if (kind) set({ kind, values: firstValues(kind), ...delay });
        }}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {fieldsOf(draft.kind).map((field) => (
          <ValueField
            key={field.name}
            field={field}
            unit={unitOf(field, draft)}
            value={draft.values[field.name] ?? ""}
            fault={at[field.name]}
            onChange={(value) => set({ values: { ...draft.values, [field.name]: value } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function ValueField(props: {
  field: ConditionField;
  unit: string | null;
  value: string;
  fault: string | undefined;
  onChange: (value: string) => void;
}) {
  const { field, unit, value, fault, onChange } = props;
  const words = useRuleWords();
  const label = unit === null ? words.field(field.name) : `${words.field(field.name)} (${unit})`;
  if (field.input === "choice" || field.input === "flag") {
    const options = field.input === "flag" ? ["true", "false"] : field.options;
    return (
      <SelectField
        label={label}
        value={value}
        fault={fault}
        options={options.map((option) => ({
          value: option,
          text: option === "" ? "\u2014" : words.value(field.name, option),
        }))}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  const range = [field.min, field.max].map((bound) => bound ?? undefined);
  return (
    <TextField
      label={label}
      value={value}
      fault={fault}
      hint={field.input === "list" ? words.option("list") : undefined}
      required={field.isRequired && field.input !== "list"}
      {...(field.input === "number" ? { type: "number", step: "any", min: range[0], max: range[1] } : {})}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

const ofQuantity: ReadonlySet<string> = new Set(["raiseAt", "deadBand"]);

/** A limit is in the unit of its quantity. */
function unitOf({ name }: ConditionField, { values }: RuleDraft): string | null {
  const quantity = quantityNames.find((each) => each === values.quantity);
  return quantity !== undefined && ofQuantity.has(name) ? quantities[quantity].unit : null;
}
