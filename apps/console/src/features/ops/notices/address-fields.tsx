import { useIntl } from "react-intl";
import { TextAreaField, TextField } from "../../../ui/field.tsx";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import type { FormPart } from "./target-form.tsx";

/** Where to find the address at each kind, and the secret that may go with it. Neither is ever shown again. */
export function AddressFields({
  draft,
  set,
  faults,
  isNew,
  mail,
}: FormPart & { isNew: boolean; mail: boolean }) {
  const intl = useIntl();
  const { kind } = draft;
  if (kind === "email")
    return (
      <div className="grid gap-2">
        <TextAreaField
          label={intl.formatMessage({ id: "notices.to" })}
          hint={intl.formatMessage({ id: "notices.help.email" })}
          value={draft.to}
          required
          fault={faults.at.to}
          onChange={({ target }) => set({ to: target.value })}
        />
        {!mail && (
          <MarkedNote mark="warning" title={intl.formatMessage({ id: "notices.mail.none" })}>
            <p className="text-faint">{intl.formatMessage({ id: "notices.mail.none.do" })}</p>
          </MarkedNote>
        )}
      </div>
    );
  return (
    <div className="grid gap-4">
      <TextField
        type="url"
        label={intl.formatMessage({ id: "notices.url" })}
        hint={
          <>
            {intl.formatMessage({ id: `notices.help.${kind}` })}
            {!isNew && ` ${intl.formatMessage({ id: "notices.kept" })}`}
          </>
        }
        value={draft.url}
        required={isNew}
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        fault={faults.at.url}
        onChange={({ target }) => set({ url: target.value })}
      />
      {kind !== "wecom" && (
        <TextField
          label={intl.formatMessage({ id: "notices.secret" })}
          hint={intl.formatMessage({ id: `notices.secret.${kind}` })}
          value={draft.secret}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          fault={faults.at.secret}
          onChange={({ target }) => set({ secret: target.value })}
        />
      )}
    </div>
  );
}
