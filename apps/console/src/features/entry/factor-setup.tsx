import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { NewFactor } from "../../api/auth.ts";
import { auth } from "../../api/auth.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { QrCode } from "./qr-code.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** The secret as a picture and as text, the codes for the day the phone is gone, and the proof that it works. */
export function FactorSetup(props: { setup: NewFactor; onDone: () => Promise<void> }) {
  const { setup, onDone } = props;
  const intl = useIntl();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => auth.giveCode(code.replaceAll(" ", "")),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  const secret = new URL(setup.totpURI).searchParams.get("secret") ?? "";
  return (
    <div className="grid gap-5">
      <p>{intl.formatMessage({ id: "account.factor.scan" })}</p>
      <div className="flex flex-wrap items-start gap-6">
        <QrCode text={setup.totpURI} label={intl.formatMessage({ id: "account.factor.qr" })} />
        <div className="grid gap-2 text-sm">
          <p className="text-faint">{intl.formatMessage({ id: "account.factor.secret" })}</p>
          <code className="max-w-xs select-all break-all">{secret}</code>
          <a className="underline" href={setup.totpURI}>
            {intl.formatMessage({ id: "account.factor.open" })}
          </a>
        </div>
      </div>
      <div className="grid gap-2">
        <p>{intl.formatMessage({ id: "account.factor.backup" })}</p>
        <ul className="num grid grid-cols-2 gap-x-6 font-mono text-sm sm:grid-cols-5">
          {setup.backupCodes.map((each) => (
            <li key={each} className="select-all">
              {each}
            </li>
          ))}
        </ul>
        <div>
          <CopyButton text={setup.backupCodes.join("\n")} />
        </div>
      </div>
      <form onSubmit={submit} className="grid max-w-sm gap-4">
        <TextField
          label={intl.formatMessage({ id: "signin.code" })}
          hint={intl.formatMessage({ id: "account.factor.prove" })}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <RefusalNote error={confirm.error} />
        <Button type="submit" look="strong" className="w-fit" disabled={confirm.isPending}>
          {intl.formatMessage({ id: "account.factor.confirm" })}
        </Button>
      </form>
    </div>
  );
}
