import type { AlarmBoard, MapMetric, WallScene, WallState } from "@aidc/contract";
import type { Script } from "@aidc/domain";
import { chooseLayout, urgentAlarms } from "@aidc/domain";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../live/rack-board.ts";
import { showClock, showDate, showZone } from "../../ui/format/time.ts";
import { useThemeChoice } from "../../ui/theme/theme-provider.tsx";
import { SceneBody } from "./scenes/scene-body.tsx";
import { typeStyle } from "./type-style.ts";
import { WallName } from "./wall-head.tsx";
import type { MomentRoom } from "./wall-moment.tsx";
import { createMomentRoom, WallMomentProvider } from "./wall-moment.tsx";
import "./wall.css";
import "./wall-scenes.css";

/** What most walls have; the frame of a replay has it too. */
const aspect = 16 / 9;

/**
 * A scene as a wall of usual size would have drawn it at a past instant, in a frame of its own. Nobody can take it for
 * a live one: the head says what it is and when it was, and the frame and a band across it stay in every scene.
 */
export function ReplayedPicture(props: {
  wall: WallState;
  board: RackBoard;
  alarms: AlarmBoard | null;
  scene: WallScene;
  metric: MapMetric;
  atMs: number;
}) {
  const { wall, board, alarms, scene, metric, atMs } = props;
  const intl = useIntl();
  const { theme } = useThemeChoice();
  const script: Script = intl.locale.startsWith("zh") ? "han" : "latin";
  const layout = chooseLayout(scene, { distanceM: null, diagonalIn: null, aspect }, script);
  const isUrgent = useMemo(() => urgentAlarms(alarms?.alarms ?? []).length > 0, [alarms]);
  const moments = usePastMoments(wall, atMs);
  if (layout.density === null) return null;
  return (
    <WallMomentProvider room={moments}>
      <div className="wall-replay-room">
        <div className="wall wall-replayed" lang={intl.locale} data-state={moments.now().state}>
          <div
            className="wall-picture"
            data-scene={scene}
            data-density={layout.density}
            data-shape="wide"
            style={typeStyle(layout.typeU)}
          >
            <PastHead center={wall.center} atMs={atMs} />
            <SceneBody
              {...{ scene, wall, board, alarms, isUrgent, metric, theme }}
              density={layout.density}
              shape="wide"
              typeU={layout.typeU}
              ladderUnit={undefined}
            />
          </div>
        </div>
      </div>
    </WallMomentProvider>
  );
}

/** As old as it was then: judged against the instant, not against now. */
function usePastMoments({ freshness }: WallState, atMs: number): MomentRoom {
  const { newestSampleAtMs, state } = freshness;
  return useMemo(() => {
    const isStale = state === "stale" || state === "none";
    const ageMs = newestSampleAtMs === null ? null : Math.max(0, atMs - newestSampleAtMs);
    const known = isStale ? "stale" : "live";
    return createMomentRoom({
      state: ageMs === null ? "none" : known,
      ageMs,
      pictureMs: atMs,
      nowMs: atMs,
    });
  }, [state, newestSampleAtMs, atMs]);
}

/** Where a wall says that it is live, this one says that it is not, and of which day. */
function PastHead({ center, atMs }: { center: WallState["center"]; atMs: number }) {
  const intl = useIntl();
  const { timeZone } = center;
  return (
    <header className="wall-head">
      <WallName center={center} />
      <strong className="wall-past">{intl.formatMessage({ id: "replay.mark" })}</strong>
      <div className="wall-clock">
        <span>{showDate(atMs, timeZone, intl.locale)}</span>
        <time dateTime={new Date(atMs).toISOString()}>{showClock(atMs, timeZone, intl.locale)}</time>
        <span>{showZone(atMs, timeZone)}</span>
      </div>
    </header>
  );
}
