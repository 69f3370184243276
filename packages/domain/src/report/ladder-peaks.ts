/**
 * What a card of a tenant's count is worth. Leases and schedulers count cards and name none, so a count takes the mean
 * peak of the cards assigned to its tenant over the period, and without assignment that of what is installed: the rule
 * of the wall's ladder, over a period. Source: standards 2.1, 2.2.
 */
import type { WindowMs } from "@aidc/contract";
import { isEveryDayTellable, isTellable } from "../billing/neighbour-privacy.ts";
import { densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { overlapMs } from "../time/intervals.ts";
import { daysIn } from "./energy-figures.ts";
import type { HoldingDay, ReportInputs } from "./inputs.ts";

type Document = ReportInputs["document"];
/** Means of the same peak differ in the last bits. */
const digitsOfPeak = 9;
export type Basis = keyof HoldingDay["byTenant"];

/** TFLOPS of the mean card assigned to each tenant; who holds no card of known peak is left out. */
export function assignedPeaks(document: Document, window: WindowMs): Map<string, number> {
  const tenantOf = new Map(document.leases.map(({ id, tenant }) => [id, tenant]));
  const peaks = peaksOfPlaces(document);
  const sums = new Map<string, { cardMs: number; tflopMs: number }>();
  for (const assignment of document.assignments) {
    const tenant = tenantOf.get(assignment.lease);
    if (tenant === undefined) continue;
    const place =
      assignment.rack === undefined ? `card ${assignment.accelerator}` : `rack ${assignment.rack}`;
    const ms = overlapMs(intervalOf(assignment), window);
    const sum = sums.get(tenant) ?? { cardMs: 0, tflopMs: 0 };
    for (const peak of peaks.get(place) ?? []) {
      sum.cardMs += ms;
      sum.tflopMs += ms * peak;
    }
    sums.set(tenant, sum);
  }
  return new Map(
    [...sums].flatMap(([tenant, { cardMs, tflopMs }]) => (cardMs > 0 ? [[tenant, tflopMs / cardMs]] : [])),
  );
}

/** Known peaks of the accelerators in each rack and of each accelerator. */
function peaksOfPlaces({ center, catalogue, servers }: Document): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { id, rack, accelerators } of servers) {
    if (!accelerators) continue;
    const model = findModel(accelerators.model, catalogue);
    const peak = densePeakOf(model, headlinePrecision[center.computeClass]);
    if (peak === null) continue;
    const inRack = places.get(`rack ${rack}`) ?? [];
    places.set(`rack ${rack}`, inRack);
    for (let slot = 0; slot < accelerators.count; slot++) {
      inRack.push(peak);
      places.set(`card ${id}:${slot}`, [peak]);
    }
  }
  return places;
}

/**
 * TFLOPS of the mean card of a count over the period.
 * @param installed TFLOPS of the mean installed card
 * @returns null where it would tell a tenant: a count and its PFLOPS are two sums, from which the parts of two kinds
 *   of card follow, so each of the two must be tellable by itself
 */
export function meanPeakOf(
  { document, holdings, period }: ReportInputs,
  basis: Basis,
  installed: number,
): number | null {
  const assigned = assignedPeaks(document, period.window);
  const peaks = document.tenants.map(({ id }) => assigned.get(id) ?? installed);
  const days = daysIn(holdings.days, period.window).map(({ byTenant }) => byTenant[basis]);
  const cardMs = peaks.map((_, tenant) => days.reduce((sum, day) => sum + (day[tenant] ?? 0), 0));
  const totalMs = cardMs.reduce((sum, one) => sum + one, 0);
  if (totalMs === 0) return installed;
  const kinds = [...Map.groupBy(cardMs.keys(), (tenant) => peaks[tenant]?.toPrecision(digitsOfPeak)).values()]
    .map((tenants) => [...tenants].map((tenant) => cardMs[tenant] ?? 0))
    .filter((kind) => kind.some((one) => one > 0));
  if (kinds.length === 2 && !kinds.every(isTellable)) return null;
  const weighted = (counts: readonly number[]) => counts.map((one, tenant) => one * (peaks[tenant] ?? 0));
  if (!isEveryDayTellable(days.map(weighted))) return null;
  return weighted(cardMs).reduce((sum, one) => sum + one, 0) / totalMs;
}
