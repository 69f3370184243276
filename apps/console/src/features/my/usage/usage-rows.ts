import type { api } from "../../../api/queries.ts";

export const splits = ["day", "model", "member", "job", "team"] as const;
export type Split = (typeof splits)[number];

export type Usage = Awaited<ReturnType<typeof api.my.usage.call>>;
export type UsageRow = Usage["rows"][number];

const measures = ["leasedHours", "allocatedHours", "activeHours"] as const;
export type Measure = (typeof measures)[number];

/** As many bars as a chart can name; the table below has all of them. */
const mostBars = 12;

/** Days stay in their order; everything else begins with the most. */
export function orderRows(rows: readonly UsageRow[], by: Split): UsageRow[] {
  if (by === "day") return rows.toSorted((a, b) => (a.from ?? a.key).localeCompare(b.from ?? b.key));
  return rows.toSorted((a, b) => largest(b) - largest(a) || a.name.localeCompare(b.name));
}

/** What a chart draws: every day, else the rows with the most hours. */
export function chartedRows(rows: readonly UsageRow[], by: Split): UsageRow[] {
  const ordered = orderRows(rows, by);
  return by === "day" ? ordered : ordered.slice(0, mostBars);
}

/** A measure that no row knows has no bars: not drawn, rather than drawn as nothing. */
export function knownMeasures(rows: readonly UsageRow[]): Measure[] {
  return measures.filter((measure) => rows.some((row) => row[measure] !== null));
}

function largest(row: UsageRow): number {
  return Math.max(...measures.map((measure) => row[measure] ?? Number.NEGATIVE_INFINITY));
}
