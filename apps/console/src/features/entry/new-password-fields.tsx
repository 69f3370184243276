import { passwordSchema } from "@aidc/contract";
import { useIntl } from "react-intl";
import { TextField } from "../../ui/field.tsx";

export interface NewPassword {
  readonly first: string;
  readonly second: string;
}

export function isUsable({ first, second }: NewPassword): boolean {
  return first === second && passwordSchema.safeParse(first).success;
}

/** Twice the same new password; length is the only rule. */
export function NewPasswordFields(props: { value: NewPassword; onChange: (value: NewPassword) => void }) {
  const { value, onChange } = props;
  const intl = useIntl();
  const isShort = value.first !== "" && !passwordSchema.safeParse(value.first).success;
  const differs = value.second !== "" && value.first !== value.second;
  return (
    <>
      <TextField
        label={intl.formatMessage({ id: "account.password.new" })}
        hint={intl.formatMessage({ id: "account.password.rule" })}
        fault={
          isShort && value.second !== "" ? intl.formatMessage({ id: "auth.password_length" }) : undefined
        }
        type="password"
        autoComplete="new-password"
        required
        value={value.first}
        onChange={({ target }) => onChange({ ...value, first: target.value })}
      />
      <TextField
        label={intl.formatMessage({ id: "account.password.again" })}
        fault={differs ? intl.formatMessage({ id: "account.password.differs" }) : undefined}
        type="password"
        autoComplete="new-password"
        required
        value={value.second}
        onChange={({ target }) => onChange({ ...value, second: target.value })}
      />
    </>
  );
}
