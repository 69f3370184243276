import type { MeterReadings } from "@aidc/contract";
import { localMonthAt } from "@aidc/domain";

type Part = MeterReadings["parts"][number];

/** Two months of days are read as a list; a year of them is not. */
const mostDays = 62;

/**
 * The days of a long window as its months, each to be opened for its days: what was measured in them together, and how
 * much of their time. A month of which nothing was measured stays unknown. null: short enough as it is.
 */
export function gatherMonths(parts: readonly Part[], timeZone: string): Part[] | null {
  if (parts.length <= mostDays) return null;
  const months = Map.groupBy(parts, ({ from }) => localMonthAt(Date.parse(from), timeZone).fromMs);
  return [...months.values()].flatMap((days) => {
    const [first, last] = [days[0], days.at(-1)];
    return first && last ? { from: first.from, to: last.to, ...together(days) } : [];
  });
}

function together(days: readonly Part[]): Pick<Part, "value" | "coverage"> {
  const known = days.flatMap(({ value }) => value ?? []);
  const [coveredMs, wholeMs] = [
    days.reduce((sum, day) => sum + day.coverage * lengthOf(day), 0),
    days.reduce((sum, day) => sum + lengthOf(day), 0),
  ];
  return {
    value: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
    coverage: wholeMs === 0 ? 0 : coveredMs / wholeMs,
  };
}

const lengthOf = ({ from, to }: Part) => Date.parse(to) - Date.parse(from);
