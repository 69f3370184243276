import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { auth } from "../../api/auth.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** The code of the app, or one of the codes that were kept for the day the phone is gone. */
export function SecondFactorForm(props: { onDone: () => Promise<void>; onBack: () => void }) {
  const { onDone, onBack } = props;
  const intl = useIntl();
  const [code, setCode] = useState("");
  const [isBackup, setBackup] = useState(false);
  const give = useMutation({
    mutationFn: () => (isBackup ? auth.giveBackupCode(code.trim()) : auth.giveCode(code.replaceAll(" ", ""))),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-4">
      <TextField
        key={isBackup ? "backup" : "app"}
        label={intl.formatMessage({ id: isBackup ? "signin.backup" : "signin.code" })}
        hint={intl.formatMessage({ id: isBackup ? "signin.backup.how" : "signin.code.how" })}
        inputMode={isBackup ? "text" : "numeric"}
        autoComplete="one-time-code"
        required
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <RefusalNote error={give.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="strong" disabled={give.isPending}>
          {intl.formatMessage({ id: "signin.title" })}
        </Button>
        <Button look="quiet" onClick={() => setBackup(!isBackup)}>
          {intl.formatMessage({ id: isBackup ? "signin.code.use" : "signin.backup.use" })}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {intl.formatMessage({ id: "signin.back" })}
        </Button>
      </div>
    </form>
  );
}
