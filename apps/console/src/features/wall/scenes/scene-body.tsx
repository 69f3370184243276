import type { AlarmBoard, MapMetric, WallScene, WallState } from "@aidc/contract";
import type { Density, Shape } from "@aidc/domain";
import { replaceEqualDeep } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { useMemo, useRef } from "react";
import type { RackBoard } from "../../../live/rack-board.ts";
import type { Reporting } from "../find-signals.ts";
import { judgeReporting } from "../find-signals.ts";
import type { LadderUnit } from "../ladder-block.tsx";
import { AlarmsScene } from "./alarms-scene.tsx";
import { CapacityScene } from "./capacity-scene.tsx";
import { OverviewScene } from "./overview-scene.tsx";
import { RacksScene } from "./racks-scene.tsx";
import { VisitorScene } from "./visitor-scene.tsx";

/** What a scene is drawn from. */
export interface SceneProps {
  readonly wall: WallState;
  readonly board: RackBoard | null;
  /** The same object while nothing of it changes, however often the racks do. */
  readonly reporting: Reporting;
  readonly alarms: AlarmBoard | null;
  /** An alarm needs somebody: the scene names it, whatever it is about. */
  readonly isUrgent: boolean;
  readonly density: Density;
  readonly shape: Shape;
  /** Smallest type, in hundredths of the picture's height. */
  readonly typeU: number;
  readonly metric: MapMetric;
  /** Another scheme is another palette of the map. */
  readonly theme: string;
  readonly ladderUnit: LadderUnit | undefined;
}

const scenes: Readonly<Record<WallScene, ComponentType<SceneProps>>> = {
  overview: OverviewScene,
  racks: RacksScene,
  capacity: CapacityScene,
  alarms: AlarmsScene,
  visitor: VisitorScene,
};

export function SceneBody({ scene, ...props }: Omit<SceneProps, "reporting"> & { scene: WallScene }) {
  const Scene = scenes[scene];
  return <Scene {...props} reporting={useReporting(props)} />;
}

function useReporting({ board, wall: { sources } }: Pick<SceneProps, "board" | "wall">): Reporting {
  const judged = useMemo(() => judgeReporting(board, sources), [board, sources]);
  const known = useRef(judged);
  known.current = replaceEqualDeep(known.current, judged);
  return known.current;
}
