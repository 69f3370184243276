import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { SelectField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useAlarmWords } from "./use-alarm-words.ts";

const hours = [1, 2, 4, 8, 12] as const;
const hourMs = 3_600_000;
/** The server takes nothing beyond twelve hours of its own now, which is a little before ours. */
const marginMs = 5_000;

/** Silence with a reason and an end. */
export function ShelveForm(props: {
  nowMs: number;
  isBusy: boolean;
  onCancel: () => void;
  onShelve: (reason: string, untilMs: number) => void;
}) {
  const { nowMs, isBusy, onCancel, onShelve } = props;
  const intl = useIntl();
  const words = useAlarmWords();
  const [reason, setReason] = useState("");
  const [count, setCount] = useState("2");
  const untilMs = nowMs + Number(count) * hourMs - (count === "12" ? marginMs : 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onShelve(reason.trim(), untilMs);
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <ReasonField reason={reason} onChange={setReason} />
      <SelectField
        label={intl.formatMessage({ id: "alarms.shelve.for" })}
        hint={intl.formatMessage({ id: "alarms.shelve.until" }, { until: words.short(untilMs) })}
        value={count}
        options={hours.map((value) => ({
          value: String(value),
          text: intl.formatMessage({ id: "alarms.shelve.hours" }, { count: value }),
        }))}
        onChange={({ target }) => setCount(target.value)}
      />
      <FormButtons action={intl.formatMessage({ id: "alarms.shelve" })} isBusy={isBusy} onCancel={onCancel} />
    </form>
  );
}
