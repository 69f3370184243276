import { useIntl } from "react-intl";
import { TextField } from "../../ui/field.tsx";
import { useOpsCenter } from "./ops-center.tsx";

/** A time on the center's clock, whatever zone the desk stands in. Empty where there may be none. */
export function MomentField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
  required?: boolean;
}) {
  const { label, value, onChange, fault, required = false } = props;
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  return (
    <TextField
      type="datetime-local"
      label={label}
      value={value}
      required={required}
      fault={fault}
      hint={intl.formatMessage({ id: "desk.time.hint" }, { zone: timeZone })}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
