import { writeCsv } from "../../../ui/format/csv.ts";
import type { RackRow } from "./rack-row.ts";

const columns = [
  "rack",
  "hall",
  "row",
  "tenant",
  "state",
  "power_w",
  "power_limit_w",
  "power_share_ratio",
  "inlet_celsius",
  "utilisation_ratio",
  "held_ratio",
  "faulty_accelerators",
  "thermal_class",
] as const;

/** Units in the header, an empty cell for unknown, nothing that a spreadsheet would run. */
export function writeRackCsv(rows: readonly RackRow[]): string {
  const lines = rows.map((row) => [
    row.name,
    row.hall,
    row.row,
    row.tenant,
    row.state,
    row.powerW,
    row.powerLimitW,
    shareCell(row.powerShareRatio),
    row.inletCelsius,
    shareCell(row.utilisationRatio),
    shareCell(row.heldRatio),
    row.faultyAccelerators,
    row.thermalClass,
  ]);
  return writeCsv(columns, lines);
}

function shareCell(ratio: number | null): number | null {
  return ratio === null ? null : Number(ratio.toFixed(4));
}
