import type { MemberRole, Viewer } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { roleInTenant } from "../../api/viewer.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { useLink, useTenantState } from "../../live/use-live-topic.ts";
import { useReloadOnNewBuild } from "../../live/use-reload-on-new-build.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MyHead } from "./my-head.tsx";
import { MyNav } from "./my-nav.tsx";
import { MyTenantProvider } from "./my-tenant.tsx";
import { NoAccess } from "./no-access.tsx";
import { SessionFailure } from "./session-failure.tsx";

const route = getRouteApi("/my/$center/$tenant");

/** The tenant's door: who has no place here learns so before anything is asked about the tenant. */
export function MyLayout() {
  const { center, tenant } = route.useParams();
  const here = useLocation({ select: ({ href }) => href });
  const session = useQuery(api.access.whoAmI.queryOptions({ refetchInterval: 60_000 }));
  if (session.isPending) return <Skeleton />;
  if (!session.data) return <SessionFailure session={session} />;
  if (session.data.kind === "none") return <Navigate to="/sign-in" search={{ next: here }} replace />;
  const role = roleInTenant(session.data, center, tenant);
  if (!role) return <NoAccess />;
  return (
    <LiveProvider>
      <Tenant key={`${center}/${tenant}`} viewer={session.data} role={role} />
    </LiveProvider>
  );
}

function Tenant({ viewer, role }: { viewer: Viewer; role: MemberRole }) {
  const { center, tenant } = route.useParams();
  const live = useTenantState(center, tenant);
  const { state: link } = useLink();
  // What the socket says is newer; the answer by HTTP draws the page where sockets are blocked.
  const asked = useQuery({
    ...api.my.allocation.queryOptions({ input: { center, tenant } }),
    enabled: live.value === null,
  });
  const state = live.value ?? asked.data?.state ?? null;
  const value = useMemo(
    () => (state ? { center, tenant, role, state } : null),
    [center, tenant, role, state],
  );
  if (link === "ended") return <NoAccess isEnded />;
  if (!value) {
    if (!asked.error) return <Skeleton lines={12} />;
    return (
      <main className="mx-auto max-w-3xl p-8">
        <FailureNote {...describeFailure(asked.error)} onRetry={() => void asked.refetch()} />
        <ToOwn />
      </main>
    );
  }
  return (
    <MyTenantProvider value={value}>
      <div className="grid min-h-screen grid-cols-1 content-start md:grid-cols-[13rem_minmax(0,1fr)]">
        <MyNav viewer={viewer} />
        <div className="min-w-0 px-4 pb-16 md:px-8">
          <MyHead />
          <div className="max-w-[88rem]">
            <Outlet />
          </div>
        </div>
      </div>
      <Housekeeping build={value.state.build} />
    </MyTenantProvider>
  );
}

/** Whoever can open every door may have misspelt one. */
function ToOwn() {
  const intl = useIntl();
  return (
    <p className="mt-4">
      <Link to="/my" className="underline">
        {intl.formatMessage({ id: "my.toown" })}
      </Link>
    </p>
  );
}

function Housekeeping({ build }: { build: string }) {
  const isQuiet = useCallback(() => document.visibilityState === "hidden", []);
  useReloadOnNewBuild(build, isQuiet);
  return null;
}
