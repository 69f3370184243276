import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { auth } from "../../api/auth.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { isUsable, NewPasswordFields } from "./new-password-fields.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { sessionsKey } from "./sessions.tsx";

const nothing = { first: "", second: "" };

/** A new password ends every other session. */
export function ChangePasswordForm() {
  const intl = useIntl();
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState(nothing);
  const change = useMutation({
    mutationFn: () => auth.changePassword(current, password.first),
    onSuccess: async () => {
      setCurrent("");
      setPassword(nothing);
      await queries.invalidateQueries({ queryKey: sessionsKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUsable(password)) change.mutate();
  };
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-4">
      <TextField
        label={intl.formatMessage({ id: "account.password.current" })}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onChange={({ target }) => setCurrent(target.value)}
      />
      <NewPasswordFields value={password} onChange={setPassword} />
      <RefusalNote error={change.error} />
      {change.isSuccess && <p role="status">{intl.formatMessage({ id: "account.password.changed" })}</p>}
      <Button type="submit" className="w-fit" disabled={change.isPending || !isUsable(password)}>
        {intl.formatMessage({ id: "account.password.change" })}
      </Button>
    </form>
  );
}
