import {
  EnergyOfCenter,
  HallsOfCenter,
  PowerOfCenter,
  PueOfCenter,
  UseOfCenter,
} from "../visitor-blocks.tsx";
import type { SceneProps } from "./scene-body.tsx";

/** For guests: what the center is and what it does, in five quiet blocks. No tenant's name, nothing of alarms. */
export function VisitorScene({ wall, board, density, theme }: SceneProps) {
  return (
    <>
      <div className="wall-greats">
        <PowerOfCenter ladder={wall.ladder} computeClass={wall.center.computeClass} />
        <PueOfCenter
          pueYear={wall.pueYear}
          pueToday={wall.pueToday}
          facilityPower={wall.facilityPower}
          itPower={wall.itPower}
          unmetered={wall.unmetered}
        />
        <EnergyOfCenter itEnergyYear={wall.itEnergyYear} itPower={wall.itPower} />
        <UseOfCenter occupancy={wall.occupancy} utilisation={wall.utilisation} />
      </div>
      {density === "full" && <HallsOfCenter board={board} of={wall.rackPower} theme={theme} />}
    </>
  );
}
