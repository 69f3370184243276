import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { WallNotice } from "./wall-notices.tsx";
import { WallScreen } from "./wall-screen.tsx";
import "./wall.css";

const route = getRouteApi("/wall/$token");
const retryMs = 5_000;

/** `/wall/:token`: an unattended screen. It asks for its center again and again until it gets an answer. */
export function WallPage() {
  const { token } = route.useParams();
  const { unit, theme = "dark" } = route.useSearch();
  const intl = useIntl();
  const wall = useQuery({
    ...api.access.wall.queryOptions({ context: { wallToken: token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (query.state.status === "error" ? retryMs : false),
  });
  const centerId = wall.data?.centerId;
  useEffect(() => {
    document.title = intl.formatMessage({ id: "wall.title" }, { center: centerId ?? "" });
  }, [intl, centerId]);
  return (
    <main className="wall" lang={intl.locale}>
      {centerId === undefined ? (
        <BeforeCenter error={wall.error} />
      ) : (
        <LiveProvider wallToken={token}>
          <WallScreen centerId={centerId} theme={theme} ladderUnit={unit} />
        </LiveProvider>
      )}
    </main>
  );
}

function BeforeCenter({ error }: { error: Error | null }) {
  if (!error) return <WallNotice mark="unknown" message="wall.connecting" />;
  const { code } = describeFailure(error);
  const ended = code === "unauthenticated" || code === "forbidden" || code === "not_found";
  if (ended) return <WallNotice mark="info" message="wall.ended" detail="wall.ended.why" />;
  return <WallNotice mark="critical" message="wall.failed" detail="wall.lost.trying" />;
}
