/**
 * What the holder of one accelerator, or of one rack, pays for it a minute at the prices in force: the lease's own
 * price, in the band of the moment, shared by what it holds. A lease on demand counts as if all of it were in use.
 * What has no price says why and is never free. Source: contract nouns/price-book, features 2 idea 6.
 */
import type { CenterDocument, Exposure, Lease, PriceVersion } from "@aidc/contract";
import { exposureReasons } from "@aidc/contract";
import { cutByBands } from "../billing/bands.ts";
import { nanoOf, roundHalfUp } from "../billing/decimal.ts";
import { findRule } from "../billing/find-rule.ts";
import { isChargedByLease } from "../billing/meter-leases.ts";
import { amountOf, quantityOf, unitPriceOf } from "../billing/price-unit.ts";
import { versionAt } from "../billing/versions.ts";
import { countModels } from "../capacity/installed.ts";
import type { Contracts } from "../live/contracts.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { localMonthAt } from "../time/days.ts";
import { holdsAt } from "../time/intervals.ts";

export type ExposureReason = NonNullable<Exposure["perMinute"]["reason"]>;

/** Of one unit that the lease holds: an accelerator, or a rack for space and power. */
export type LeaseRate =
  | { readonly of: "accelerator" | "rack"; readonly nanoPerMinute: bigint }
  | { readonly of: "accelerator" | "rack"; readonly nanoPerMinute: null; readonly reason: ExposureReason };

const minuteMs = 60_000n;
const nanoPerMajor = 1_000_000_000n;

/** @param versions of the platform's book @returns by lease; only those in force now */
export function rateLeases(
  document: CenterDocument,
  { held }: Contracts,
  versions: readonly PriceVersion[],
  nowMs: number,
): ReadonlyMap<string, LeaseRate> {
  const places = Map.groupBy(
    held.filter((place) => holdsAt(place, nowMs)),
    ({ lease }) => lease,
  );
  const models = countModels(document).map(({ model }) => model);
  const onlyModel = models.length === 1 ? (models[0] ?? null) : null;
  const rates = new Map<string, LeaseRate>();
  for (const lease of document.leases) {
    const own = places.get(lease.id);
    if (!own || !holdsAt(intervalOf(lease), nowMs)) continue;
    const of = isCompute(lease) ? "accelerator" : "rack";
    const units = new Set<string | number>(
      of === "rack" ? own.map(({ rack }) => rack) : own.flatMap(({ accelerators }) => accelerators),
    ).size;
    const price = priceOf({ document, versions, nowMs }, { ...lease, model: lease.model ?? onlyModel });
    if (typeof price === "string") rates.set(lease.id, { of, nanoPerMinute: null, reason: price });
    else rates.set(lease.id, { of, nanoPerMinute: shareOf(price, lease, units) });
  }
  return rates;
}

const isCompute = ({ resource }: Lease): boolean => resource === "accelerators" || resource === "pflops";

interface Moment {
  readonly document: CenterDocument;
  readonly versions: readonly PriceVersion[];
  readonly nowMs: number;
}

/** Of the whole lease, 10^-9 of the currency's major unit a minute. */
function priceOf(
  { document, versions, nowMs }: Moment,
  lease: Omit<Lease, "model"> & { readonly model: string | null },
): bigint | ExposureReason {
  const version = versionAt(versions, nowMs);
  if (!version) return "no_price";
  const { timeZone } = document.center;
  const quantity = nanoOf(lease.amount);
  const basis = isChargedByLease(lease) ? "leased" : "allocated";
  const held = { basis, resource: lease.resource, model: lease.model, quantity } as const;
  const found = findRule(version, held, document.catalogue);
  if (!("rule" in found)) return exposureReasons.find((reason) => reason === found.code) ?? "no_price";
  const { rule } = found;
  const bands = "bands" in rule ? rule.bands : [];
  const band = cutByBands({ fromMs: nowMs, toMs: nowMs + 1 }, bands, timeZone)[0]?.band ?? null;
  const aMinute = quantityOf(quantity * minuteMs, found, localMonthAt(nowMs, timeZone));
  const { numerator, denominator } = amountOf(aMinute, unitPriceOf(rule, band));
  return roundHalfUp(numerator * nanoPerMajor, denominator);
}

/** What is counted in units has a price each; what is not is shared by all that it holds. */
function shareOf(whole: bigint, { resource, amount }: Lease, units: number): bigint {
  const isCounted = resource === "accelerators" || resource === "racks";
  const shares = nanoOf(isCounted ? Math.max(amount, units) : Math.max(1, units));
  return shares === 0n ? 0n : roundHalfUp(whole * nanoPerMajor, shares);
}
