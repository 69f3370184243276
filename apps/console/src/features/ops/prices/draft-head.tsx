import { useIntl } from "react-intl";
import { TextAreaField, TextField } from "../../../ui/field.tsx";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { issueAt } from "../drafts/draft-issues.ts";
import { MomentField } from "../moment-field.tsx";

interface Head {
  readonly from: string;
  readonly currency: string;
  readonly note: string;
}

/** When a version begins, in what money, and why. */
export function DraftHead(props: {
  head: Head;
  onChange: (head: Head) => void;
  issues: readonly DraftIssue[];
}) {
  const { head, onChange, issues } = props;
  const intl = useIntl();
  return (
    <div className="grid gap-4 md:grid-cols-[16rem_8rem_minmax(0,1fr)]">
      <MomentField
        label={intl.formatMessage({ id: "desk.price.from" })}
        value={head.from}
        required
        fault={issueAt(issues, "effectiveFrom")}
        onChange={(from) => onChange({ ...head, from })}
      />
      <TextField
        label={intl.formatMessage({ id: "desk.price.currency" })}
        value={head.currency}
        required
        maxLength={3}
        fault={issueAt(issues, "currency")}
        onChange={({ target }) => onChange({ ...head, currency: target.value.toUpperCase() })}
      />
      <TextAreaField
        label={intl.formatMessage({ id: "desk.column.note" })}
        value={head.note}
        rows={1}
        maxLength={2000}
        fault={issueAt(issues, "note")}
        onChange={({ target }) => onChange({ ...head, note: target.value })}
      />
    </div>
  );
}
