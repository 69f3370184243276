import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { useSignOut } from "../../api/use-sign-out.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { Section } from "../../ui/section.tsx";
import { SignOutButton } from "../../ui/sign-out-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Sessions } from "./sessions.tsx";

/** A person's own account: who, password, second factor, sessions. */
export function AccountPage() {
  const intl = useIntl();
  const session = useQuery(api.access.whoAmI.queryOptions());
  return (
    <EntryFrame title={intl.formatMessage({ id: "account.title" })}>
      {session.isPending && <Skeleton lines={8} />}
      {session.error && (
        <FailureNote {...describeFailure(session.error)} onRetry={() => void session.refetch()} />
      )}
      {session.data && !session.data.person && (
        <Navigate to="/sign-in" search={{ next: "/account" }} replace />
      )}
      {session.data?.person && <Account person={session.data.person} />}
    </EntryFrame>
  );
}

function Account({
  person,
}: {
  person: { name: string; email: string; hasPassword: boolean; twoFactor: boolean };
}) {
  const intl = useIntl();
  const signOut = useSignOut();
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <span className="font-medium">{person.name}</span>
          <span className="ml-3 text-faint">{person.email}</span>
        </p>
        <div className="flex gap-2">
          <Link to="/" className="inline-flex min-h-8 items-center rounded px-2.5 text-sm hover:bg-raised">
            {intl.formatMessage({ id: "notfound.home" })}
          </Link>
          <SignOutButton onSignOut={signOut} />
        </div>
      </div>
      {person.hasPassword ? (
        <>
          <Section title={intl.formatMessage({ id: "signin.password" })}>
            <ChangePasswordForm />
          </Section>
          <Section title={intl.formatMessage({ id: "account.factor" })}>
            <SecondFactor isOn={person.twoFactor} />
          </Section>
        </>
      ) : (
        <p className="text-soft">{intl.formatMessage({ id: "account.nopassword" })}</p>
      )}
      <Section title={intl.formatMessage({ id: "account.sessions" })}>
        <Sessions />
      </Section>
    </div>
  );
}
