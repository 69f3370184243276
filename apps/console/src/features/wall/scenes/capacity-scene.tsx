import { AlarmsBlock } from "../alarms-block.tsx";
import { RatiosBlock } from "../ratios-block.tsx";
import { TenancyBlock } from "../tenancy-block.tsx";
import { WaterfallBlock } from "../waterfall-block.tsx";
import type { SceneProps } from "./scene-body.tsx";

/** With the others and what is free: seven rows. */
const namedTenants = 5;

/** Where the PFLOPS go, and who has them. */
export function CapacityScene({ wall, board, alarms, isUrgent, density, ladderUnit }: SceneProps) {
  return (
    <>
      <WaterfallBlock ladder={wall.ladder} unit={ladderUnit} />
      {density === "full" && (
        <div className="wall-side">
          {isUrgent ? (
            <AlarmsBlock alarms={alarms} board={board} sources={wall.sources} most={1} />
          ) : (
            <RatiosBlock
              occupancy={wall.occupancy}
              allocation={wall.allocation}
              utilisation={wall.utilisation}
            />
          )}
          <TenancyBlock tenants={wall.tenants} ladder={wall.ladder} most={namedTenants} />
        </div>
      )}
    </>
  );
}
