import { AlarmsBlock } from "../alarms-block.tsx";
import { needRoom } from "../choose-alarms.ts";
import { EnergyBlock } from "../energy-block.tsx";
import { LadderBlock } from "../ladder-block.tsx";
import { RacksBlock } from "../racks-block.tsx";
import { TenantsBlock } from "../tenants-block.tsx";
import { WorthBlock } from "../worth-block.tsx";
import type { SceneProps } from "./scene-body.tsx";

/** Larger type leaves room for one tenant less. */
const fiveRowsUpToU = 4.05;

/** The power chain with PUE and its price, the racks, what is wrong, and what becomes of the capacity. */
export function OverviewScene(props: SceneProps) {
  const { wall, board, reporting, alarms, density, typeU, theme, ladderUnit } = props;
  const isTall = props.shape === "tall";
  const { pueToday, pueLive, pueYear, facilityPower, upsPower, coolingPower, itPower, rackPower } = wall;
  const { unmetered } = wall;
  const energy = {
    unmetered,
    pueToday,
    pueLive,
    pueYear,
    facilityPower,
    upsPower,
    coolingPower,
    itPower,
    rackPower,
  };
  // Where everything stands one above the other, what is wrong comes first.
  const hasWorth = !needRoom(alarms) || !(isTall && density === "sparse");
  const side = (
    <div className="wall-side">
      <AlarmsBlock
        {...{ alarms, reporting, most: isTall && density === "sparse" ? 1 : 3 }}
        day={density === "full" ? wall.itPowerDay : undefined}
      />
      {hasWorth && (
        <WorthBlock
          pueHundredth={wall.pueHundredth}
          itEnergyYear={wall.itEnergyYear}
          energyPrice={wall.energyPrice}
        />
      )}
    </div>
  );
  if (density === "sparse")
    return (
      <>
        <EnergyBlock {...energy} />
        {side}
      </>
    );
  return (
    <>
      <EnergyBlock {...energy} hasRacks={!isTall} />
      <RacksBlock
        {...{ board, alarms, theme, metric: "power" }}
        use={wall.rackOccupancy}
        power={isTall ? rackPower : undefined}
      />
      {side}
      <LadderBlock
        ladder={wall.ladder}
        occupancy={wall.occupancy}
        unit={ladderUnit}
        computeClass={wall.center.computeClass}
      />
      <TenantsBlock tenants={wall.tenants} most={!isTall && typeU <= fiveRowsUpToU ? 5 : 4} />
    </>
  );
}
