import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { FailureNote } from "../../ui/failure-note.tsx";
import { isUsable, NewPasswordFields } from "./new-password-fields.tsx";

/** Where an invitation or a reset leads: a new password, and the person is in. A fault leaves the link usable. */
export function SetPasswordForm({ token, onDone }: { token: string; onDone: () => Promise<void> }) {
  const intl = useIntl();
  const [password, setPassword] = useState({ first: "", second: "" });
  const set = useMutation({ ...api.access.signIn.mutationOptions(), onSuccess: onDone });
  const failure = set.error && describeFailure(set.error);
  if (failure?.code === "unauthenticated") {
    return (
      <EmptyNote title={intl.formatMessage({ id: "auth.link_spent" })}>
        <p>{intl.formatMessage({ id: "setpassword.ask" })}</p>
      </EmptyNote>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUsable(password)) set.mutate({ token, password: password.first });
  };
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-4">
      <p className="text-soft">{intl.formatMessage({ id: "setpassword.what" })}</p>
      <NewPasswordFields value={password} onChange={setPassword} />
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      <Button type="submit" look="strong" className="w-fit" disabled={set.isPending || !isUsable(password)}>
        {intl.formatMessage({ id: "setpassword.save" })}
      </Button>
    </form>
  );
}
