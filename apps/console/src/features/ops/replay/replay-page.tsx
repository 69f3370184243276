import type { AlarmBoard, MapMetric, WallState } from "@aidc/contract";
import type { ComponentType, ReactNode } from "react";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../../live/rack-board.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { LadderTable } from "../overview/ladder-table.tsx";
import { TenantTable } from "../overview/tenant-table.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { PastAlarms } from "./past-alarms.tsx";
import { PastRacks } from "./past-racks.tsx";
import type { SceneOfReplay } from "./read-replay-key.ts";
import { ReplayBar } from "./replay-bar.tsx";
import { SceneChoice, useSceneChoice } from "./scene-choice.tsx";
import { isWatched, Unwatched } from "./unwatched.tsx";
import { useReplay } from "./use-replay.ts";
import { useReplayKeys } from "./use-replay-keys.ts";

/** Draws one scene of the wall as it was. */
type Picture = ComponentType<{
  wall: WallState;
  board: RackBoard;
  /** null: nobody judged them then, and none is told of. */
  alarms: AlarmBoard | null;
  scene: SceneOfReplay;
  metric: MapMetric;
  atMs: number;
}>;

/**
 * The wall of a past hour, made from the stored samples and the journal. Every part of it says that it is past: the
 * frame, the bar that stays in sight, the head of the picture, and times of day where the live pages have ages.
 */
export function ReplayPage({ picture }: { picture: Picture }) {
  const nowMs = useDeskNowMs();
  const replay = useReplay(nowMs);
  if (nowMs === null || replay.atMs === null) return <Skeleton lines={12} />;
  return <Replayed picture={picture} replay={replay} atMs={replay.atMs} nowMs={nowMs} />;
}

function Replayed(props: {
  picture: Picture;
  replay: ReturnType<typeof useReplay>;
  atMs: number;
  nowMs: number;
}) {
  const { picture: Drawn, replay, atMs, nowMs } = props;
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const shown = useSceneChoice();
  useReplayKeys(replay, shown.setScene, { atMs, nowMs });
  const racks = replay.picture.data?.racks;
  const board = useMemo<RackBoard | null>(() => {
    if (!racks) return null;
    return { places: racks.places, table: racks.columns.map((column) => Int16Array.from(column)) };
  }, [racks]);
  return (
    <main className="rounded border-4 border-double border-info">
      <ReplayBar replay={replay} atMs={atMs} nowMs={nowMs}>
        <SceneChoice {...shown} />
      </ReplayBar>
      <div className="grid gap-6 px-4 py-2">
        <Asked query={replay.picture} lines={10}>
          {({ at, wall, alarms, alarmsSince }) => (
            <>
              <Stage>
                <Unwatched at={at} since={alarmsSince} />
                {board && (
                  <Drawn
                    {...{ wall, board, scene: shown.scene, metric: shown.metric }}
                    alarms={isWatched(at, alarmsSince) ? alarms : null}
                    atMs={Date.parse(at)}
                  />
                )}
              </Stage>
              <p className="text-sm text-faint">{intl.formatMessage({ id: "replay.hands" })}</p>
              <div className="grid gap-6 xl:grid-cols-2">
                <Section title={intl.formatMessage({ id: "replay.racks" })}>
                  {board && <PastRacks board={board} />}
                </Section>
                <PastAlarms board={alarms} isWatched={isWatched(at, alarmsSince)} />
                <LadderTable ladder={wall.ladder} />
                <TenantTable tenants={wall.tenants} />
              </div>
              <p className="text-sm text-faint">
                {intl.formatMessage({ id: "replay.what" }, { zone: timeZone })}
              </p>
            </>
          )}
        </Asked>
      </div>
    </main>
  );
}

/** What the heads of desk and replay leave of the screen: the picture is whole without scrolling, as a wall is. */
function Stage({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-[calc(100dvh-15rem)] max-h-[60vw] flex-col min-[112rem]:h-[calc(100dvh-12.5rem)] gap-2">
      {children}
    </div>
  );
}
