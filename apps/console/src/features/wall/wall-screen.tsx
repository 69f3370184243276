import type { WallSettings } from "@aidc/contract";
import { useCallback, useRef } from "react";
import { useAlarmTopic, useLink, useRackBoard, useWallState } from "../../live/use-live-topic.ts";
import { useReloadOnNewBuild } from "../../live/use-reload-on-new-build.ts";
import type { LadderUnit } from "./ladder-block.tsx";
import { useDrawnReport } from "./use-drawn-report.ts";
import { usePixelShift, useWakeLock } from "./use-panel-care.ts";
import { WallNotice } from "./wall-notices.tsx";
import { WallPicture } from "./wall-picture.tsx";

/** The wall of one center: one scene at a time, no navigation, no hover, nothing that moves for show. */
export function WallScreen(props: {
  centerId: string;
  settings: WallSettings;
  /** The address asks for one scene: nothing interrupts it. */
  isPinned: boolean;
  ladderUnit: LadderUnit | undefined;
}) {
  const { centerId, settings, isPinned, ladderUnit } = props;
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
  useDrawnReport(picture, { centerId, build: build ?? "", wall, board });

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
        settings={settings}
        isPinned={isPinned}
        ladderUnit={ladderUnit}
      />
    </div>
  );
}
