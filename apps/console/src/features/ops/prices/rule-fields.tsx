import { precisions } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import type { Option } from "../../../ui/field.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { issueAt } from "../drafts/draft-issues.ts";
import type { RuleDraft } from "./draft.ts";
import { bases, spaces, units } from "./draft.ts";

interface Part {
  rule: RuleDraft;
  models: readonly Option[];
  issues: readonly DraftIssue[];
  path: string;
  onChange: (rule: RuleDraft) => void;
}

/** What one unit costs: the fields that the unit has, and no others. */
export function RuleFields(props: Part) {
  const { rule, issues, path, onChange } = props;
  const intl = useIntl();
  const fault = (field: string) => issueAt(issues, `${path}.${field}`);
  const label = (id: MessageId) => intl.formatMessage({ id });
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-6">
      <TextField
        label={label("desk.price.rule")}
        value={rule.id}
        required
        fault={fault("id")}
        onChange={({ target }) => onChange({ ...rule, id: target.value })}
      />
      <SelectField
        label={label("desk.price.unit")}
        value={rule.unit}
        fault={fault("unit")}
        options={units.map((value) => ({ value, text: label(`desk.price.unit.${value}`) }))}
        onChange={({ target }) =>
          onChange({ ...rule, unit: units.find((unit) => unit === target.value) ?? rule.unit })
        }
      />
      {(rule.unit === "card_hour" || rule.unit === "pflops_hour") && (
        <SelectField
          label={label("desk.price.basis")}
          value={rule.basis}
          fault={fault("basis")}
          options={bases.map((value) => ({ value, text: label(`desk.price.basis.${value}`) }))}
          onChange={({ target }) =>
            onChange({ ...rule, basis: bases.find((basis) => basis === target.value) ?? rule.basis })
          }
        />
      )}
      <AboutField {...props} />
      <TextField
        label={label("desk.price.unitPrice")}
        inputMode="decimal"
        value={rule.unitPrice}
        required
        fault={fault("unitPrice")}
        onChange={({ target }) => onChange({ ...rule, unitPrice: target.value })}
      />
      <TextField
        label={label("desk.column.note")}
        value={rule.note}
        maxLength={500}
        fault={fault("note")}
        onChange={({ target }) => onChange({ ...rule, note: target.value })}
      />
    </div>
  );
}

/** Model, precision or space: what the unit is one of. */
function AboutField({ rule, models, issues, path, onChange }: Part) {
  const intl = useIntl();
  const fault = (field: string) => issueAt(issues, `${path}.${field}`);
  if (rule.unit === "pflops_hour")
    return (
      <SelectField
        label={intl.formatMessage({ id: "desk.price.precision" })}
        value={rule.precision}
        fault={fault("precision")}
        options={precisions.map((value) => ({ value, text: value.toUpperCase() }))}
        onChange={({ target }) =>
          onChange({
            ...rule,
            precision: precisions.find((each) => each === target.value) ?? rule.precision,
          })
        }
      />
    );
  if (rule.unit === "space_month")
    return (
      <SelectField
        label={intl.formatMessage({ id: "desk.lease.resource" })}
        value={rule.resource}
        fault={fault("resource")}
        options={spaces.map((value) => ({
          value,
          text: intl.formatMessage({ id: `desk.price.space.${value}` }),
        }))}
        onChange={({ target }) =>
          onChange({ ...rule, resource: spaces.find((each) => each === target.value) ?? rule.resource })
        }
      />
    );
  const known = models.some(({ value }) => value === rule.model);
  return (
    <>
      <SelectField
        label={intl.formatMessage({ id: "column.model" })}
        value={rule.model}
        fault={fault("model")}
        options={known ? models : [...models, { value: rule.model, text: rule.model }]}
        onChange={({ target }) => onChange({ ...rule, model: target.value })}
      />
      {rule.unit === "instance_month" && (
        <TextField
          type="number"
          min={1}
          label={intl.formatMessage({ id: "desk.price.cardsPerInstance" })}
          value={rule.cardsPerInstance}
          fault={fault("cardsPerInstance")}
          onChange={({ target }) => onChange({ ...rule, cardsPerInstance: target.value })}
        />
      )}
    </>
  );
}
