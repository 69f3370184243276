/**
 * Time of which nothing is on record: it ended before the first line of the inventory, no lease runs in it and nothing
 * was heard. That nothing was leased then, and what stood there, nobody said: unknown is not 0. Source: standards 0.
 */
import type { Figure, Reason, WindowMs } from "@aidc/contract";
import type { ReportInputs } from "./inputs.ts";

export function isOnRecord(inputs: ReportInputs, window: WindowMs): boolean {
  // Lines of after the period are not read: where there is none, the first import came later than all of it.
  if (inputs.states.some(({ atMs }) => atMs < window.toMs)) return true;
  const told = known.get(inputs) ?? toldDays(inputs);
  known.set(inputs, told);
  return isAnyIn(told, window);
}

/** Shares of what is let ask for each day of two years, of each measure. */
const known = new WeakMap<ReportInputs, readonly WindowMs[]>();

/** Days on which something was heard, counted or leased, by their begin. */
function toldDays({ energy, holdings }: ReportInputs): WindowMs[] {
  const heard = energy.days.filter(({ facility, it }) => facility.coveredMs + it.coveredMs > 0);
  const held = holdings.days.filter(
    ({ allocated, active, leased }) => allocated.coveredMs + active.coveredMs > 0 || leased.termMs > 0,
  );
  return [...heard, ...held].map(({ window }) => window).sort((a, b) => a.fromMs - b.fromMs);
}

/** Days of one begin differ in length only where one is cut: few are looked at beyond the first. */
function isAnyIn(days: readonly WindowMs[], { fromMs, toMs }: WindowMs): boolean {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.fromMs ?? fromMs) < fromMs) low = middle + 1;
    else high = middle;
  }
  for (let day = days[low]; day && day.fromMs < toMs; day = days[++low]) if (day.toMs <= toMs) return true;
  return false;
}

/** The figure of a window; of one that nothing is on record of, why it is not known. */
export function ifOnRecord(inputs: ReportInputs, window: WindowMs, figure: Figure, reason: Reason): Figure {
  if (figure.value === null || isOnRecord(inputs, window)) return figure;
  return { ...figure, value: null, reason, coverage: 0, status: "invalid" };
}
