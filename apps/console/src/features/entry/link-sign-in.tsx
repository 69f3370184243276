import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import { describeFailure, isPassing } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { SignInHint } from "../../ui/sign-in-hint.tsx";

/** Spends the one-time link of the address, once, and goes on. */
export function LinkSignIn({ token, onDone }: { token: string; onDone: () => Promise<void> }) {
  const intl = useIntl();
  const spent = useRef<string | null>(null);
  const signIn = useMutation({ ...api.access.signIn.mutationOptions(), onSuccess: onDone });
  const spend = signIn.mutate;
  useEffect(() => {
    if (spent.current === token) return;
    spent.current = token;
    spend({ token });
  }, [token, spend]);
  const failure = signIn.error && describeFailure(signIn.error);
  if (!failure) return <p role="status">{intl.formatMessage({ id: "signin.working" })}</p>;
  if (isPassing(failure)) {
    return <FailureNote code={failure.code} requestId={failure.requestId} onRetry={() => spend({ token })} />;
  }
  return <SignInHint isSpent />;
}
