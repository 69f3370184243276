import { writeCsv } from "../../../ui/format/csv.ts";
import type { Split, Usage } from "./usage-rows.ts";
import { orderRows } from "./usage-rows.ts";

/** The table as a file: period in each line, units in the header, unknown is an empty cell. */
export function writeUsageCsv(usage: Usage, by: Split): string {
  const header = [
    by,
    "name",
    "from_utc",
    "to_utc",
    "leased_card_hours",
    "allocated_card_hours",
    "active_card_hours",
    "coverage_ratio",
  ];
  const lines = orderRows(usage.rows, by).map((row) => [
    row.key,
    row.name,
    row.from ?? usage.from,
    row.to ?? usage.to,
    row.leasedHours,
    row.allocatedHours,
    row.activeHours,
    row.coverage,
  ]);
  return writeCsv(header, lines);
}
