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
    row.powerShareRatio === null ? null : Number(row.powerShareRatio.toFixed(4)),
    row.inletCelsius,
  ]);
  return writeCsv(columns, lines);
}
