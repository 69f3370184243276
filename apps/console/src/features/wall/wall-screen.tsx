import type { AlarmBoard, WallState } from "@aidc/contract";
import { topics } from "@aidc/contract";
import { useCallback, useMemo, useRef } from "react";
import { useLive } from "../../live/live-provider.tsx";
import { judgeLiveness, pictureTimeMs } from "../../live/live-state.ts";
import type { RackBoard } from "../../live/rack-board.ts";
import { useAlarmTopic, useLink, useRackBoard, useWallState } from "../../live/use-live-topic.ts";
import { useReloadOnNewBuild } from "../../live/use-reload-on-new-build.ts";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { AlarmsBlock } from "./alarms-block.tsx";
import { EnergyBlock } from "./energy-block.tsx";
import type { LadderUnit } from "./ladder-block.tsx";
import { LadderBlock } from "./ladder-block.tsx";
import { RacksBlock } from "./racks-block.tsx";
import { TenantsBlock } from "./tenants-block.tsx";
import { TrendBlock } from "./trend-block.tsx";
import { useDrawnReport } from "./use-drawn-report.ts";
import { usePixelShift, useWakeLock } from "./use-panel-care.ts";
import { WallHead } from "./wall-head.tsx";
import { WallMomentContext } from "./wall-moment.tsx";
import { LinkLost, StorageAway, WallNotice } from "./wall-notices.tsx";

/** A wall has no person in the middle of something; a picture with a lost link waits until the link is back. */
const lostAfterMs = 3_000;

/** The wall of one center: at most seven blocks, no navigation, no hover, nothing that moves for show. */
export function WallScreen(props: { centerId: string; theme: string; ladderUnit: LadderUnit | undefined }) {
  const { centerId, theme, ladderUnit } = props;
  const wall = useWallState(centerId);
  const board = useRackBoard(centerId);
  const alarms = useAlarmTopic(centerId);
  const link = useLink();
  const picture = useRef<HTMLDivElement>(null);
  const build = wall.value?.build ?? null;
  const isQuiet = useCallback(() => link.state === "connected" || link.state === "outdated", [link.state]);
  usePixelShift(picture);
  useWakeLock();
  useReloadOnNewBuild(build, isQuiet);
  useDrawnReport(picture, {
    topic: topics.wall(centerId),
    seq: wall.seq,
    build: build ?? "",
    boardSeq: board.seq,
  });

  if (link.state === "ended" || wall.refused === "not_found")
    return <WallNotice mark="info" message="wall.ended" detail="wall.ended.why" />;
  if (!wall.value)
    return (
      <WallNotice
        mark={link.state === "lost" ? "critical" : "unknown"}
        message={link.state === "lost" ? "wall.failed" : "wall.connecting"}
      />
    );
  return (
    <div ref={picture} className="size-full">
      <WallPicture
        wall={wall.value}
        board={board.value}
        alarms={alarms.value}
        theme={theme}
        ladderUnit={ladderUnit}
      />
    </div>
  );
}

function WallPicture(props: {
  wall: WallState;
  board: RackBoard | null;
  alarms: AlarmBoard | null;
  theme: string;
  ladderUnit: LadderUnit | undefined;
}) {
  const { wall, board, alarms, theme, ladderUnit } = props;
  const link = useLink();
  const { clock } = useLive();
  const nowMs = useServerNowMs();
  const liveness = judgeLiveness(link.state, wall, nowMs);
  const pictureMs = pictureTimeMs(wall, nowMs);
  const isStale = liveness.state === "stale" || liveness.state === "offline";
  const moment = useMemo(
    () => ({ state: liveness.state, ageMs: liveness.ageMs, isStale, pictureMs }),
    [liveness.state, liveness.ageMs, isStale, pictureMs],
  );
  const lostMs = link.lostAtMs === null ? 0 : Date.now() - link.lostAtMs;
  const isLost = lostMs >= lostAfterMs;
  const isAway = (wall.storage === "away" || link.storageAway) && !isLost;
  return (
    <WallMomentContext value={moment}>
      <div
        className="size-full"
        data-link={isLost ? "lost" : "held"}
        data-state={liveness.state}
        data-storage={isAway ? "away" : "ok"}
      >
        <div className="wall-picture">
          <WallHead center={wall.center} />
          <EnergyBlock
            pueToday={wall.pueToday}
            pueLive={wall.pueLive}
            pueYear={wall.pueYear}
            facilityPower={wall.facilityPower}
            itPower={wall.itPower}
            coolingPower={wall.coolingPower}
          />
          <RacksBlock board={board} use={wall.rackOccupancy} theme={theme} />
          <div className="wall-side">
            <AlarmsBlock alarms={alarms} board={board} sources={wall.sources} />
            <TrendBlock trend={wall.itPowerTrend} />
          </div>
          <LadderBlock ladder={wall.ladder} unit={ladderUnit} />
          <TenantsBlock tenants={wall.tenants} occupancy={wall.occupancy} />
        </div>
        {isAway && <StorageAway />}
        {isLost && (
          <LinkLost
            silentMs={lostMs}
            lastPictureMs={clock.nowMs() - lostMs}
            timeZone={wall.center.timeZone}
          />
        )}
      </div>
    </WallMomentContext>
  );
}
