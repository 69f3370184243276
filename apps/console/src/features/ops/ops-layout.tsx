import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useLocation, useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { isOperator } from "../../api/viewer.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { useWallState } from "../../live/use-live-topic.ts";
import { useReloadOnNewBuild } from "../../live/use-reload-on-new-build.ts";
import { splitName } from "../../ui/center-name.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { NoCenter } from "../../ui/no-center.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { DeskKeysProvider } from "./desk-keys.tsx";
import { labelOfPage } from "./desk-pages.ts";
import { ExplainDrawer } from "./explain/explain-drawer.tsx";
import { NoDesk } from "./no-desk.tsx";
import { OpsCenterProvider, useOpsCenter } from "./ops-center.tsx";
import { OpsHead } from "./ops-head.tsx";
import { OpsNav } from "./ops-nav.tsx";
import { OpsViewerProvider } from "./ops-viewer.tsx";
import { PaletteProvider } from "./palette/palette-switch.tsx";
import { Shortcuts } from "./shortcuts.tsx";

const route = getRouteApi("/ops");

/** The desk: who may not sit here learns how to get in; everybody else gets one live connection for all pages. */
export function OpsLayout() {
  const session = useQuery(api.access.whoAmI.queryOptions({ refetchInterval: 60_000 }));
  if (session.isPending) return <Skeleton />;
  if (!session.data) {
    const { code, requestId } = describeFailure(session.error);
    return (
      <main className="mx-auto max-w-3xl p-8">
        <FailureNote code={code} requestId={requestId} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (!isOperator(session.data)) return <NoDesk viewer={session.data} />;
  return (
    <LiveProvider>
      <OpsViewerProvider value={session.data}>
        <DeskKeysProvider>
          <PaletteProvider>
            <Desk />
          </PaletteProvider>
        </DeskKeysProvider>
      </OpsViewerProvider>
    </LiveProvider>
  );
}

function Desk() {
  const intl = useIntl();
  const { center: wanted } = route.useSearch();
  const { center: ofPage } = useParams({ strict: false });
  const centers = useQuery(api.centers.list.queryOptions());
  const asked = ofPage ?? wanted;
  // A center that was asked for and is not there must not be answered with another one's numbers.
  const center = centers.data?.find(({ id }) => asked === undefined || id === asked);
  if (centers.isPending) return <Skeleton lines={10} />;
  if (!centers.data) {
    const { code, requestId } = describeFailure(centers.error);
    return <FailureNote code={code} requestId={requestId} onRetry={() => void centers.refetch()} />;
  }
  if (!center)
    return (
      <NoCenter
        asked={asked}
        centers={centers.data}
        link={({ id }, name) => (
          <Link to="/ops" search={{ center: id }} className="underline">
            {name}
          </Link>
        )}
      />
    );
  return (
    <OpsCenterProvider value={center}>
      <a
        href="#page"
        className="sr-only rounded bg-panel focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-3 focus:py-2"
      >
        {intl.formatMessage({ id: "ops.skip" })}
      </a>
      <div className="grid min-h-screen grid-cols-1 md:grid-cols-[11rem_minmax(0,1fr)]">
        <OpsNav centers={centers.data} />
        <div className="min-w-0 px-4 pb-12 md:px-7">
          <OpsHead />
          <div id="page" tabIndex={-1} className="outline-none">
            <PageTitle />
            <Outlet />
          </div>
        </div>
      </div>
      <ExplainDrawer />
      <Shortcuts />
      <Reloader />
    </OpsCenterProvider>
  );
}

/** A person at a desk is in the middle of something as long as the page is seen; the reload waits. */
function Reloader() {
  const wall = useWallState(useOpsCenter().id).value;
  const isQuiet = useCallback(() => document.visibilityState === "hidden", []);
  useReloadOnNewBuild(wall?.build ?? null, isQuiet);
  return null;
}

/** For the tab, and for who hears the page. A page about one rack or tenant has its name as the first heading. */
function PageTitle() {
  const intl = useIntl();
  const { rack, tenant } = useParams({ strict: false });
  const label = labelOfPage(useLocation({ select: ({ pathname }) => pathname }));
  const [name] = splitName(useOpsCenter(), intl.locale);
  usePageTitle(label && intl.formatMessage({ id: label }), name);
  if (!label || rack !== undefined || tenant !== undefined) return null;
  return <h1 className="sr-only">{intl.formatMessage({ id: label })}</h1>;
}
