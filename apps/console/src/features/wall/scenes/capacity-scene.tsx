import { AlarmsBlock } from "../alarms-block.tsx";
import { ClassesBlock } from "../classes-block.tsx";
import { RatiosBlock } from "../ratios-block.tsx";
import { WaterfallBlock } from "../waterfall-block.tsx";
import type { SceneProps } from "./scene-body.tsx";

/**
 * Where the PFLOPS go, and which class of tenants has them; no tenant is named. A tall picture leaves out what is racked,
 * as the ladder does: the inventory knows no card outside a rack.
 */
export function CapacityScene({ wall, reporting, alarms, isUrgent, density, shape, ladderUnit }: SceneProps) {
  return (
    <>
      <WaterfallBlock
        ladder={shape === "tall" ? wall.ladder.filter(({ step }) => step !== "racked") : wall.ladder}
        unit={ladderUnit}
        computeClass={wall.center.computeClass}
      />
      {density === "full" && (
        <div className="wall-side">
          {isUrgent ? (
            <AlarmsBlock alarms={alarms} reporting={reporting} most={1} />
          ) : (
            <RatiosBlock
              occupancy={wall.occupancy}
              allocation={wall.allocation}
              utilisation={wall.utilisation}
            />
          )}
          <ClassesBlock tenants={wall.tenants} ladder={wall.ladder} />
        </div>
      )}
    </>
  );
}
