import type { RackRow } from "./rack-row.ts";

/** A rack in use, for tests. */
export function rackRow(changes: Partial<RackRow> = {}): RackRow {
  return {
    id: "B-07",
    name: "B-07",
    hall: "Hall B",
    row: "B1",
    tenant: null,
    state: "live",
    board: 0,
    powerW: 15_700,
    powerLimitW: 17_200,
    powerShareRatio: 0.912_79,
    inletCelsius: 24,
    utilisationRatio: 0.8,
    heldRatio: 1,
    faultyAccelerators: 0,
    thermalClass: "A1",
    alarm: null,
    ...changes,
  };
}
