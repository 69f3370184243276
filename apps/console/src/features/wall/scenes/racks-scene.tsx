import { AlarmsBlock } from "../alarms-block.tsx";
import { needRoom } from "../choose-alarms.ts";
import { HighestBlock } from "../highest-block.tsx";
import { RacksBlock } from "../racks-block.tsx";
import { TrendBlock } from "../trend-block.tsx";
import type { SceneProps } from "./scene-body.tsx";

/** The same metric for the whole center, beside the name of the map. */
const wholes = {
  power: "rackPowerUse",
  inlet: "rackOccupancy",
  utilisation: "utilisation",
  occupancy: "occupancy",
} as const;

/** Where in the rooms it is full, warm, busy or let. */
export function RacksScene({ wall, board, reporting, alarms, density, shape, metric, theme }: SceneProps) {
  const areAlarms = needRoom(alarms);
  const hasTrend = wall.itPowerTrend.some(({ powerW }) => powerW !== null);
  return (
    <>
      <RacksBlock {...{ board, alarms, metric, theme }} use={wall[wholes[metric]]} hasLegend />
      <div className="wall-side">
        {density === "full" && (
          <HighestBlock
            board={board}
            metric={metric}
            of={wall.rackPower}
            most={areAlarms && shape === "wide" ? 2 : 4}
          />
        )}
        <AlarmsBlock alarms={alarms} reporting={reporting} most={shape === "tall" ? 2 : 3} />
        {density === "full" && (hasTrend || !areAlarms) && <TrendBlock trend={wall.itPowerTrend} />}
      </div>
    </>
  );
}
