import type { AlarmBoard, AlarmView, WallScene, WallSettings, WallState } from "@aidc/contract";
import type { LayoutChoice, Script } from "@aidc/domain";
import {
  brightnessAt,
  chooseLayout,
  minutesOf,
  sceneOfAlarms,
  sceneWithAlarms,
  shapeOf,
  urgentAlarms,
} from "@aidc/domain";
import type { CSSProperties } from "react";
import { useMemo, useSyncExternalStore } from "react";
import { useIntl } from "react-intl";
import type { LinkFacts } from "../../live/link-watch.ts";
import { useLive } from "../../live/live-provider.tsx";
import type { RackBoard } from "../../live/rack-board.ts";
import { useLink } from "../../live/use-live-topic.ts";
import { showClock } from "../../ui/format/time.ts";
import type { LadderUnit } from "./ladder-block.tsx";
import { LayoutRefused } from "./layout-refused.tsx";
import { SceneBody } from "./scenes/scene-body.tsx";
import { typeStyle } from "./type-style.ts";
import { useAspect } from "./use-aspect.ts";
import { useHold } from "./use-hold.ts";
import { useLiveMoments } from "./use-live-moments.ts";
import { useRotation } from "./use-rotation.ts";
import { metricOfRound, scenesShown } from "./wall-display.ts";
import { WallHead } from "./wall-head.tsx";
import { WallMomentProvider } from "./wall-moment.tsx";
import { LinkLost, StorageAway } from "./wall-notices.tsx";

/** A wall has no person in the middle of something; a picture with a lost link waits until the link is back. */
const lostAfterMs = 3_000;

/** The scene that is up, with what is wrong with the picture as a whole over it. */
export function WallPicture(props: {
  wall: WallState;
  board: RackBoard | null;
  alarms: AlarmBoard | null;
  settings: WallSettings;
  isPinned: boolean;
  ladderUnit: LadderUnit | undefined;
}) {
  const { wall, board, alarms, settings, isPinned, ladderUnit } = props;
  const link = useLink();
  const moments = useLiveMoments(wall.center.id);
  const { state, nowMs, pictureMs } = useSyncExternalStore(moments.watch, moments.now);
  const lostMs = silentMs(link);
  const isLost = lostMs >= lostAfterMs;
  const isAway = (wall.storage === "away" || link.storageAway) && !isLost;
  const times = { nowMs, pictureMs, isLost };
  const { scene, layout, shape, round, isHeld, isUrgent } = useTurn(
    settings,
    isPinned ? null : alarms,
    times,
  );
  return (
    <WallMomentProvider room={moments}>
      <div
        className="size-full"
        data-link={isLost ? "lost" : "held"}
        data-state={state}
        data-storage={isAway ? "away" : "ok"}
        data-scene={scene}
        data-held={isHeld}
        style={dimmed(isHeld || isLost ? 1 : brightnessNow(settings, nowMs, wall.center.timeZone))}
      >
        {layout.density === null ? (
          <LayoutRefused scene={scene} settings={settings} choice={layout} />
        ) : (
          <div
            className="wall-picture"
            data-scene={scene}
            data-density={layout.density}
            data-shape={shape}
            style={typeStyle(layout.typeU)}
          >
            <WallHead center={wall.center} />
            <SceneBody
              {...{ scene, wall, board, alarms, isUrgent, ladderUnit, shape }}
              density={layout.density}
              typeU={layout.typeU}
              metric={metricOfRound(settings.mapMetric, round)}
              theme={settings.scheme}
            />
          </div>
        )}
        {isAway && <StorageAway />}
        {isLost && <Lost lostMs={lostMs} timeZone={wall.center.timeZone} />}
      </div>
    </WallMomentProvider>
  );
}

function Lost({ lostMs, timeZone }: { lostMs: number; timeZone: string }) {
  const { clock } = useLive();
  return <LinkLost silentMs={lostMs} lastPictureMs={clock.nowMs() - lostMs} timeZone={timeZone} />;
}

/** What is up, and why: a turn, or what an alarm makes of it. */
function useTurn(
  settings: WallSettings,
  alarms: AlarmBoard | null,
  { nowMs, pictureMs, isLost }: { nowMs: number; pictureMs: number; isLost: boolean },
) {
  const urgent = useUrgent(settings, alarms);
  const isUrgent = urgent !== null && urgent.length > 0;
  const isHeld = useHold(urgent, pictureMs);
  const turn = useScene(settings, { nowMs, isHeld, isLost });
  const layoutOf = useLayoutOf(settings);
  const scene = isUrgent ? sceneWithAlarms(turn.scene, layoutOf(turn.scene).density) : turn.scene;
  const shape = shapeOf(useAspect());
  return { scene, layout: layoutOf(scene), shape, round: turn.round, isHeld, isUrgent };
}

/** null: not known yet, or guests, who are told nothing of alarms; the desk and its sound go on without this screen. */
function useUrgent({ visitors }: WallSettings, alarms: AlarmBoard | null): readonly AlarmView[] | null {
  return useMemo(() => (visitors || !alarms ? null : urgentAlarms(alarms.alarms)), [visitors, alarms]);
}

/** The rotation, and what interrupts it. A lost link holds the picture that people may be reading. */
function useScene(
  settings: WallSettings,
  { nowMs, isHeld, isLost }: { nowMs: number; isHeld: boolean; isLost: boolean },
): { scene: WallScene; round: number } {
  const scenes = scenesShown(settings);
  const { secondsPerScene } = settings;
  const { at, round } = useRotation(
    { scenes: scenes.length, secondsPerScene, isHeld: isHeld || isLost },
    nowMs,
  );
  const turn = scenes[at] ?? scenes[0] ?? "overview";
  return { scene: isHeld ? sceneOfAlarms(scenes) : turn, round };
}

function useLayoutOf({ distanceM, diagonalIn }: WallSettings): (scene: WallScene) => LayoutChoice {
  const room = { distanceM, diagonalIn, aspect: useAspect() };
  const script = useScript();
  return (scene) => chooseLayout(scene, room, script);
}

function useScript(): Script {
  return useIntl().locale.startsWith("zh") ? "han" : "latin";
}

/** Since the last word of the server, ms; 0 while the link holds. */
function silentMs({ silentSinceMs }: LinkFacts): number {
  return silentSinceMs === null ? 0 : Date.now() - silentSinceMs;
}

function brightnessNow({ dimming }: WallSettings, nowMs: number, timeZone: string): number {
  return dimming === null ? 1 : brightnessAt(minutesOf(showClock(nowMs, timeZone, "en")), dimming);
}

function dimmed(brightness: number): CSSProperties {
  return brightness < 1 ? { filter: `brightness(${brightness})` } : {};
}
