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
export function assignedPeaks(document: Document, window: WindowMs): ReadonlyMap<string, number> {
  const tenantOf = new Map(document.leases.map(({ id, tenant }) => [id, tenant]));
  const cardsAt = cardsOfPlaces(document);
  const sums = new Map<string, { cardMs: number; tflopMs: number }>();
  for (const assignment of document.assignments) {
    const tenant = tenantOf.get(assignment.lease);
    if (tenant === undefined) continue;
    const sum = sums.get(tenant) ?? { cardMs: 0, tflopMs: 0 };
    const ms = overlapMs(intervalOf(assignment), window);
    for (const { count, peak } of cardsAt(assignment)) {
      sum.cardMs += ms * count;
      sum.tflopMs += ms * count * peak;
    }
    sums.set(tenant, sum);
  }
  return new Map(
    [...sums].flatMap(([tenant, { cardMs, tflopMs }]) => (cardMs > 0 ? [[tenant, tflopMs / cardMs]] : [])),
  );
}

interface Cards {
  readonly count: number;
  readonly peak: number;
}

/** The accelerators of known peak that an assignment reaches: those in its rack, or the one it names. */
function cardsOfPlaces({ center, catalogue, servers }: Document) {
  const byRack = new Map<string, Cards[]>();
  const byServer = new Map<string, Cards>();
  for (const { id, rack, accelerators } of servers) {
    if (!accelerators) continue;
    const model = findModel(accelerators.model, catalogue);
    const peak = densePeakOf(model, headlinePrecision[center.computeClass]);
    if (peak === null) continue;
    const cards = { count: accelerators.count, peak };
    byServer.set(id, cards);
    byRack.set(rack, [...(byRack.get(rack) ?? []), cards]);
  }
  return ({ rack, accelerator }: Document["assignments"][number]): readonly Cards[] => {
    if (rack !== undefined) return byRack.get(rack) ?? [];
    const [, server, slot] = /^(.*):(\d+)$/.exec(accelerator ?? "") ?? [];
    const cards = byServer.get(server ?? "");
    return cards && Number(slot) < cards.count ? [{ count: 1, peak: cards.peak }] : [];
  };
}

/**
 * TFLOPS of the mean card of a count over the period.
 * @param peaks.assigned TFLOPS of the mean card of each tenant
 * @param peaks.installed TFLOPS of the mean installed card
 * @returns null where it would tell a tenant: a count and its PFLOPS are two sums, from which the parts of two kinds
 *   of card follow, so each of the two must be tellable by itself
 */
export function meanPeakOf(
  { document, holdings, period }: ReportInputs,
  basis: Basis,
  { assigned, installed }: { readonly assigned: ReadonlyMap<string, number>; readonly installed: number },
): number | null {
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
