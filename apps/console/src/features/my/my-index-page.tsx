import type { Viewer } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { PageSettings } from "../../ui/page-settings.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SessionFailure } from "./session-failure.tsx";

/** `/my`: on to the only tenant, or a choice between one's own; nobody else's is ever named. */
export function MyIndexPage() {
  const session = useQuery(api.access.whoAmI.queryOptions());
  if (session.isPending) return <Skeleton />;
  if (!session.data) return <SessionFailure session={session} />;
  const { memberships, kind } = session.data;
  const [only] = memberships;
  if (kind === "none") return <Navigate to="/sign-in" search={{ next: "/my" }} replace />;
  if (only && memberships.length === 1) {
    const { center, tenant } = only;
    return <Navigate to="/my/$center/$tenant" params={{ center, tenant }} replace />;
  }
  return <Picker memberships={memberships} />;
}

function Picker({ memberships }: { memberships: Viewer["memberships"] }) {
  const intl = useIntl();
  return (
    <main className="mx-auto grid max-w-2xl gap-8 p-4 pt-6 sm:p-8 sm:pt-[10vh]">
      <PageSettings />
      <h1 className="text-3xl font-semibold">
        {intl.formatMessage({ id: memberships.length === 0 ? "my.nowhere" : "my.choose" })}
      </h1>
      {memberships.length === 0 ? (
        <EmptyNote title={intl.formatMessage({ id: "my.nowhere.how" })}>
          <Link to="/" className="underline">
            {intl.formatMessage({ id: "later.home" })}
          </Link>
        </EmptyNote>
      ) : (
        <ul className="grid border-b border-rule">
          {memberships.map(({ center, tenant, tenantName, centerName, role }) => (
            <li key={`${center}/${tenant}`} className="border-t border-rule">
              <Link
                to="/my/$center/$tenant"
                params={{ center, tenant }}
                className="flex flex-wrap items-baseline justify-between gap-x-6 px-1 py-4 hover:bg-raised"
              >
                <span className="text-lg font-medium">{tenantName}</span>
                <span className="text-faint">
                  {`${centerName} · ${intl.formatMessage({ id: `role.${role}` })}`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
