import type { WallSettings } from "@aidc/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { preferredLanguage } from "../../i18n/languages.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { useLink } from "../../live/use-live-topic.ts";
import { applyTheme } from "../../ui/theme/theme.ts";
import type { LadderUnit } from "./ladder-block.tsx";
import { settleDisplay } from "./wall-display.ts";
import { WallNotice } from "./wall-notices.tsx";
import { WallScreen } from "./wall-screen.tsx";
import "./wall.css";
import "./wall-scenes.css";
import "./wall-tall.css";

const route = getRouteApi("/wall/$token");
const retryMs = 5_000;
/** Settings that nobody told of: a word that was lost on its way is made up for. */
const settingsEveryMs = 120_000;

/** `/wall/:token`: an unattended screen. It asks for its center again and again until it gets an answer. */
export function WallPage() {
  const { token } = route.useParams();
  const { unit, ...overrides } = route.useSearch();
  const wall = useQuery({
    ...api.access.wall.queryOptions({ context: { wallToken: token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (query.state.status === "error" ? retryMs : settingsEveryMs),
    refetchIntervalInBackground: true,
  });
  if (!wall.data) return <BeforeCenter error={wall.error} />;
  return (
    <SetWall
      token={token}
      centerId={wall.data.centerId}
      settings={settleDisplay(wall.data.settings, overrides)}
      isPinned={overrides.scene !== undefined}
      ladderUnit={unit}
    />
  );
}

/** The wall in the language and the scheme of its settings; the address and the browser come before and after them. */
function SetWall(props: {
  token: string;
  centerId: string;
  settings: WallSettings;
  isPinned: boolean;
  ladderUnit: LadderUnit | undefined;
}) {
  const { token, centerId, settings, isPinned, ladderUnit } = props;
  const { language, scheme } = settings;
  useEffect(() => applyTheme(scheme), [scheme]);
  return (
    <LanguageProvider language={language ?? preferredLanguage()}>
      <WallMain title={centerId}>
        <LiveProvider wallToken={token}>
          <SettingsWatch />
          <WallScreen centerId={centerId} settings={settings} isPinned={isPinned} ladderUnit={ladderUnit} />
        </LiveProvider>
      </WallMain>
    </LanguageProvider>
  );
}

/** Asks for the settings when they were changed, and after a time in which nobody could have said so. */
function SettingsWatch() {
  const client = useQueryClient();
  const { state, settingsChanges } = useLink();
  const known = state === "connected" ? settingsChanges : null;
  useEffect(() => {
    if (known !== null) void client.invalidateQueries({ queryKey: api.access.wall.key() });
  }, [client, known]);
  return null;
}

function WallMain({ title, children }: { title: string; children: React.ReactNode }) {
  const intl = useIntl();
  useEffect(() => {
    document.title = intl.formatMessage({ id: "wall.title" }, { center: title });
  }, [intl, title]);
  return (
    <main className="wall" lang={intl.locale}>
      {children}
    </main>
  );
}

function BeforeCenter({ error }: { error: Error | null }) {
  return <WallMain title="">{error ? <NoCenter error={error} /> : connecting}</WallMain>;
}

const connecting = <WallNotice mark="unknown" message="wall.connecting" />;

function NoCenter({ error }: { error: Error }) {
  const { code } = describeFailure(error);
  const ended = code === "unauthenticated" || code === "forbidden" || code === "not_found";
  if (ended) return <WallNotice mark="info" message="wall.ended" detail="wall.ended.why" />;
  return <WallNotice mark="critical" message="wall.failed" detail="wall.lost.trying" />;
}
