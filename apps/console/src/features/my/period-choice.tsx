import { dayNameAt } from "@aidc/domain";
import { useIntl } from "react-intl";
import { Choice } from "../../ui/choice.tsx";
import { TextField } from "../../ui/field.tsx";
import { showSpan } from "../../ui/format/time.ts";
import { useWords } from "../../ui/use-words.ts";
import { useMyTenant } from "./my-tenant.tsx";
import type { PeriodChoice } from "./period.ts";
import { ranges } from "./period.ts";
import type { AskedPeriod } from "./use-period.ts";

/** The period of a page: named ones, or two dates. What is chosen is printed in full below it. */
export function PeriodPicker(props: {
  choice: PeriodChoice;
  period: AskedPeriod | null;
  onChange: (choice: PeriodChoice) => void;
}) {
  const { choice, period, onChange } = props;
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const range = choice.period ?? "month";
  const dates = period && {
    from: dayNameAt(period.window.fromMs, timeZone),
    to: dayNameAt(period.window.toMs - 1, timeZone),
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Choice
        label={intl.formatMessage({ id: "range.label" })}
        value={range}
        options={ranges.map((value) => ({ value, text: intl.formatMessage({ id: `my.range.${value}` }) }))}
        onChange={(chosen) => onChange(chosen === "own" ? { period: chosen, ...dates } : { period: chosen })}
      />
      {range === "own" && (
        <>
          <TextField
            type="date"
            label={intl.formatMessage({ id: "my.range.from" })}
            value={choice.from ?? ""}
            max={choice.to}
            onChange={({ target }) => onChange({ ...choice, from: target.value || undefined })}
          />
          <TextField
            type="date"
            label={intl.formatMessage({ id: "my.range.to" })}
            value={choice.to ?? ""}
            min={choice.from}
            onChange={({ target }) => onChange({ ...choice, to: target.value || undefined })}
          />
        </>
      )}
    </div>
  );
}

/** `1 May 2026, 00:00:00 – 22 May 2026, 11:05:00 UTC+8`: stands beside every sum over time. */
export function PeriodText({ from, to }: { from: number; to: number }) {
  const words = useWords();
  const { timeZone } = useMyTenant().state.center;
  return <span className="num text-sm text-faint">{showSpan(from, to, timeZone, words.language)}</span>;
}
