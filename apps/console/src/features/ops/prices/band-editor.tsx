import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { useDayWords } from "../bands/use-day-words.ts";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { issueAt } from "../drafts/draft-issues.ts";
import type { BandDraft } from "./draft.ts";
import { emptyBand } from "./draft.ts";

const all = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Times of day at another price; the first band that holds counts. Weekdays and months are kept, and changed in the text. */
export function BandEditor(props: {
  bands: readonly BandDraft[];
  issues: readonly DraftIssue[];
  path: string;
  onChange: (bands: readonly BandDraft[]) => void;
}) {
  const { bands, issues, path, onChange } = props;
  const intl = useIntl();
  return (
    <div className="grid gap-2 pl-4">
      {bands.map((band, index) => (
        <BandFields
          key={band.key}
          band={band}
          fault={(field) => issueAt(issues, `${path}.${index}.${field}`)}
          onChange={(next) => onChange(bands.map((each) => (each.key === band.key ? next : each)))}
          onDrop={() => onChange(bands.filter(({ key }) => key !== band.key))}
        />
      ))}
      <div>
        <Button look="quiet" onClick={() => onChange([...bands, emptyBand()])}>
          {intl.formatMessage({ id: "desk.publish.band.add" })}
        </Button>
      </div>
    </div>
  );
}

function BandFields(props: {
  band: BandDraft;
  fault: (field: string) => string | undefined;
  onChange: (band: BandDraft) => void;
  onDrop: () => void;
}) {
  const { band, fault, onChange, onDrop } = props;
  const intl = useIntl();
  const wordDays = useDayWords();
  const hasDays = band.weekdays !== undefined || band.months !== undefined;
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[8rem_8rem_8rem_8rem_auto]">
      <TextField
        label={intl.formatMessage({ id: "desk.price.band" })}
        value={band.id}
        fault={fault("id")}
        onChange={({ target }) => onChange({ ...band, id: target.value })}
      />
      <TextField
        type="time"
        label={intl.formatMessage({ id: "desk.column.from" })}
        value={band.from}
        fault={fault("from")}
        onChange={({ target }) => onChange({ ...band, from: target.value })}
      />
      <TextField
        type="time"
        label={intl.formatMessage({ id: "desk.column.to" })}
        value={band.to}
        fault={fault("to")}
        onChange={({ target }) => onChange({ ...band, to: target.value })}
      />
      <TextField
        label={intl.formatMessage({ id: "desk.price.factor" })}
        inputMode="decimal"
        value={band.factor}
        fault={fault("factor")}
        onChange={({ target }) => onChange({ ...band, factor: target.value })}
      />
      <div className="flex flex-wrap items-center gap-3 pt-5 text-sm text-faint">
        {hasDays && <span>{wordDays(band.weekdays ?? all(7), band.months ?? all(12))}</span>}
        <Button look="quiet" onClick={onDrop}>
          {intl.formatMessage({ id: "desk.publish.band.drop" })}
        </Button>
      </div>
    </div>
  );
}
