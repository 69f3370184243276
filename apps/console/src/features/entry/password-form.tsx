import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { auth } from "../../api/auth.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** E-mail and password; a password manager may fill both, and nothing keeps anybody from pasting. */
export function PasswordForm(props: { onDone: () => Promise<void>; onFactor: () => void }) {
  const { onDone, onFactor } = props;
  const intl = useIntl();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => auth.signIn(email.trim(), password),
    onSuccess: (needsFactor) => (needsFactor ? onFactor() : onDone()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-4">
      <TextField
        label={intl.formatMessage({ id: "signin.email" })}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <TextField
        label={intl.formatMessage({ id: "signin.password" })}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <RefusalNote error={signIn.error} />
      <Button type="submit" look="strong" className="w-fit" disabled={signIn.isPending}>
        {intl.formatMessage({ id: "signin.title" })}
      </Button>
    </form>
  );
}
