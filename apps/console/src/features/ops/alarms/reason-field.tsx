import { useIntl } from "react-intl";
import { TextField } from "../../../ui/field.tsx";

/** Why somebody silences an alarm or takes it out of service: never left empty. */
export function ReasonField({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  const intl = useIntl();
  return (
    <TextField
      label={intl.formatMessage({ id: "alarms.reason" })}
      value={reason}
      required
      pattern=".*\S.*"
      maxLength={500}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
