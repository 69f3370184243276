import { useIntl } from "react-intl";
import { TextAreaField, TextField } from "../../../ui/field.tsx";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import type { FormPart } from "./target-form.tsx";

/** Where exactly: receivers of a mail, or an address with the secret that may go with it. */
export function AddressFields({ isNew, mail, ...part }: FormPart & { isNew: boolean; mail: boolean }) {
  const { kind } = part.draft;
  if (kind === "email") return <Receivers {...part} mail={mail} />;
  return (
    <div className="grid gap-4">
      <UrlField {...part} kind={kind} isNew={isNew} />
      {kind !== "wecom" && <SecretField {...part} kind={kind} />}
    </div>
  );
}

function Receivers({ draft, set, faults, mail }: FormPart & { mail: boolean }) {
  const intl = useIntl();
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
}

type Robot = "webhook" | "wecom" | "dingtalk" | "feishu";

/** With where to find it; what is stored is never shown again. */
function UrlField({ draft, set, faults, kind, isNew }: FormPart & { kind: Robot; isNew: boolean }) {
  const intl = useIntl();
  const help = intl.formatMessage({ id: `notices.help.${kind}` });
  return (
    <TextField
      type="url"
      label={intl.formatMessage({ id: "notices.url" })}
      hint={isNew ? help : `${help} ${intl.formatMessage({ id: "notices.kept" })}`}
      value={draft.url}
      // A secret alone has nowhere to go: it belongs to an address.
      required={isNew || draft.secret.trim() !== ""}
      maxLength={2000}
      autoComplete="off"
      spellCheck={false}
      fault={faults.at.url}
      onChange={({ target }) => set({ url: target.value })}
    />
  );
}

function SecretField({ draft, set, faults, kind }: FormPart & { kind: Exclude<Robot, "wecom"> }) {
  const intl = useIntl();
  return (
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
  );
}
