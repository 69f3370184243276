/**
 * Time of which nothing is on record: it ended before the first line of the inventory, no lease runs in it and nothing
 * was heard. That nothing was leased then, and what stood there, nobody said: unknown is not 0. Source: standards 0.
 */
import type { Figure, Reason, WindowMs } from "@aidc/contract";
import { daysIn } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";

export function isOnRecord({ states, energy, holdings }: ReportInputs, window: WindowMs): boolean {
  // Lines of after the period are not read: where there is none, the first import came later than all of it.
  if (states.some(({ atMs }) => atMs < window.toMs)) return true;
  const isHeard = daysIn(energy.days, window).some(
    ({ facility, it }) => facility.coveredMs + it.coveredMs > 0,
  );
  const days = daysIn(holdings.days, window);
  const isCounted = days.some(({ allocated, active }) => allocated.coveredMs + active.coveredMs > 0);
  return isHeard || isCounted || days.some(({ leased }) => leased.termMs > 0);
}

/** The figure of a window; of one that nothing is on record of, why it is not known. */
export function ifOnRecord(inputs: ReportInputs, window: WindowMs, figure: Figure, reason: Reason): Figure {
  if (figure.value === null || isOnRecord(inputs, window)) return figure;
  return { ...figure, value: null, reason, coverage: 0, status: "invalid" };
}
