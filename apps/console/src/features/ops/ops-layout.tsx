import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet, useParams } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { isOperator } from "../../api/viewer.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { useWallState } from "../../live/use-live-topic.ts";
import { useReloadOnNewBuild } from "../../live/use-reload-on-new-build.ts";
import { CommandLine } from "../../ui/command-line.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { FailureNote } from "../../ui/failure-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DeskKeysProvider } from "./desk-keys.tsx";
import { ExplainDrawer } from "./explain/explain-drawer.tsx";
import { NoDesk } from "./no-desk.tsx";
import { OpsCenterProvider, useOpsCenter } from "./ops-center.tsx";
import { OpsHead } from "./ops-head.tsx";
import { OpsNav } from "./ops-nav.tsx";
import { OpsViewerProvider } from "./ops-viewer.tsx";
import { PaletteProvider } from "./palette/palette-switch.tsx";
import { Shortcuts } from "./shortcuts.tsx";

const route = getRouteApi("/ops");
const importCommand = "npm run -s aidc -- center import center.yaml";

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
  const center = centers.data?.find(({ id }) => id === (ofPage ?? wanted)) ?? centers.data?.[0];
  if (centers.isPending) return <Skeleton lines={10} />;
  if (!centers.data) {
    const { code, requestId } = describeFailure(centers.error);
    return <FailureNote code={code} requestId={requestId} onRetry={() => void centers.refetch()} />;
  }
  if (!center) {
    return (
      <main className="mx-auto max-w-3xl p-8 pt-[12vh]">
        <EmptyNote title={intl.formatMessage({ id: "ops.nocenter.title" })}>
          <p>{intl.formatMessage({ id: "ops.nocenter.how" })}</p>
          <CommandLine command={importCommand} />
        </EmptyNote>
      </main>
    );
  }
  return (
    <OpsCenterProvider value={center}>
      <div className="grid min-h-screen grid-cols-1 md:grid-cols-[11rem_minmax(0,1fr)]">
        <OpsNav centers={centers.data} />
        <div className="min-w-0 px-4 pb-12 md:px-7">
          <OpsHead />
          <Outlet />
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
  const name = wall?.center.name;
  const intl = useIntl();
  useEffect(() => {
    document.title = [name, intl.formatMessage({ id: "app.name" })].filter(Boolean).join(" · ");
  }, [name, intl]);
  return null;
}
