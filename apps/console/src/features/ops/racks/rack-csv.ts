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

/** Excel reads UTF-8 only with this mark. */
const byteOrderMark = "\ufeff";
/** A cell that begins like this is a formula to a spreadsheet. */
const formulaStart = /^[=+\-@\t\r]/;

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
  return byteOrderMark + [columns, ...lines].map((line) => line.map(writeCell).join(",")).join("\r\n");
}

function writeCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
