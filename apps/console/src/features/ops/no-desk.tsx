import type { Viewer } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { SignInHint } from "../../ui/sign-in-hint.tsx";

const door =
  "inline-flex min-h-8 items-center rounded border border-ink bg-ink px-2.5 text-sm text-ground hover:opacity-90";

/** Somebody who may not sit at the desk is told which door is theirs; never a dead end. */
export function NoDesk({ viewer }: { viewer: Viewer }) {
  const intl = useIntl();
  const say = (id: MessageId) => intl.formatMessage({ id });
  if (viewer.kind !== "person")
    return (
      <Page>
        <SignInHint isSpent={false} />
      </Page>
    );
  if (viewer.staffRole === "planner")
    return (
      <Page>
        <EmptyNote title={say("desk.planner.title")}>
          <p>{say("desk.planner.how")}</p>
          <Link to="/reports" className={door}>
            {say("desk.planner.go")}
          </Link>
        </EmptyNote>
      </Page>
    );
  if (viewer.memberships.length > 0)
    return (
      <Page>
        <EmptyNote title={say("desk.member.title")}>
          <p>{say("desk.member.how")}</p>
          <Link to="/my" className={door}>
            {say("desk.member.go")}
          </Link>
        </EmptyNote>
      </Page>
    );
  return (
    <Page>
      <EmptyNote title={say("desk.nobody.title")}>
        <p>{say("desk.nobody.how")}</p>
      </EmptyNote>
    </Page>
  );
}

function Page({ children }: { children: ReactNode }) {
  return <main className="mx-auto max-w-3xl p-8 pt-[12vh]">{children}</main>;
}
