import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import { describeFailure, isPassing } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { SignInHint } from "../../ui/sign-in-hint.tsx";

const route = getRouteApi("/sign-in");

/** Spends the one-time link of the address, once, and goes on to the desk. */
export function SignInPage() {
  const { token } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const spent = useRef<string | null>(null);
  const signIn = useMutation({
    ...api.access.signIn.mutationOptions(),
    onSuccess: async () => {
      await queries.resetQueries();
      await navigate({ to: "/ops", replace: true });
    },
  });
  const spend = signIn.mutate;
  useEffect(() => {
    if (!token || spent.current === token) return;
    spent.current = token;
    spend({ token });
  }, [token, spend]);
  return (
    <main className="mx-auto max-w-2xl p-8 pt-[12vh]">
      <SignInState
        error={signIn.error}
        isWorking={token !== undefined}
        onRetry={() => token && spend({ token })}
      />
    </main>
  );
}

function SignInState(props: { error: Error | null; isWorking: boolean; onRetry: () => void }) {
  const { error, isWorking, onRetry } = props;
  const intl = useIntl();
  const failure = error ? describeFailure(error) : null;
  if (failure && isPassing(failure)) {
    return <FailureNote code={failure.code} requestId={failure.requestId} onRetry={onRetry} />;
  }
  if (!failure && isWorking) return <p role="status">{intl.formatMessage({ id: "signin.working" })}</p>;
  return <SignInHint isSpent={failure !== null} />;
}
