import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Navigate, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { SignInHint } from "../../ui/sign-in-hint.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { LinkSignIn } from "./link-sign-in.tsx";
import { OidcButton } from "./oidc-button.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { SetPasswordForm } from "./set-password-form.tsx";

const route = getRouteApi("/sign-in");

/** Every way in: a one-time link in the address, e-mail and password with a second factor, an identity provider. */
export function SignInPage() {
  const intl = useIntl();
  const { token, set, next, error } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const go = async () => {
    await queries.resetQueries();
    await navigate({ href: next ?? "/", replace: true });
  };
  return (
    <EntryFrame title={intl.formatMessage({ id: set ? "setpassword.title" : "signin.title" })}>
      {error !== undefined && (
        <p role="alert" className="flex items-start gap-2">
          <StateMark mark="critical" className="mt-1.5 size-3 shrink-0" />
          {intl.formatMessage({ id: "signin.oidc.refused" })}
        </p>
      )}
      {token === undefined && <Ways next={next ?? "/"} onDone={go} />}
      {token !== undefined && set === undefined && <LinkSignIn token={token} onDone={go} />}
      {token !== undefined && set === "password" && <SetPasswordForm token={token} onDone={go} />}
    </EntryFrame>
  );
}

function Ways({ next, onDone }: { next: string; onDone: () => Promise<void> }) {
  const intl = useIntl();
  const [needsFactor, setNeedsFactor] = useState(false);
  const session = useQuery(api.access.whoAmI.queryOptions());
  if (session.isPending) return <Skeleton lines={4} />;
  if (!session.data) {
    const { code, requestId } = describeFailure(session.error);
    return <FailureNote code={code} requestId={requestId} onRetry={() => void session.refetch()} />;
  }
  if (session.data.person !== null) return <Navigate to={next} replace />;
  if (needsFactor) return <SecondFactorForm onDone={onDone} onBack={() => setNeedsFactor(false)} />;
  const { password, oidc } = session.data.signIn;
  return (
    <div className="grid gap-8">
      {password && <PasswordForm onDone={onDone} onFactor={() => setNeedsFactor(true)} />}
      {oidc && <OidcButton name={oidc.name} />}
      <details className="border-t border-rule pt-3 text-soft">
        <summary className="min-h-8 cursor-pointer">{intl.formatMessage({ id: "signin.other" })}</summary>
        <p className="pt-2">{intl.formatMessage({ id: "signin.forgotten" })}</p>
        <SignInHint isSpent={false} />
      </details>
    </div>
  );
}
