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
import type { LeaseInForce } from "../tenancy/leases-in-force.ts";
import { localMonthAt } from "../time/days.ts";
import { holdsAt } from "../time/intervals.ts";

export type ExposureReason = NonNullable<Exposure["perMinute"]["reason"]>;

/** Of one unit that the lease holds, an accelerator, or a rack for space and power; and of all that has no place yet. */
export type LeaseRate =
  | { readonly of: "accelerator" | "rack"; readonly nanoPerMinute: bigint; readonly openPerMinute: bigint }
  | { readonly of: "accelerator" | "rack"; readonly nanoPerMinute: null; readonly reason: ExposureReason };

const minuteMs = 60_000n;
const nanoPerMajor = 1_000_000_000n;

/** @param versions of the platform's book @returns by contract; only those in force now */
export function rateLeases(
  document: CenterDocument,
  { held }: Contracts,
  leases: readonly LeaseInForce[],
  { versions, nowMs }: { readonly versions: readonly PriceVersion[]; readonly nowMs: number },
): ReadonlyMap<string, LeaseRate> {
  const places = Map.groupBy(
    held.filter((place) => holdsAt(place, nowMs)),
    ({ contract }) => contract,
  );
  const models = countModels(document).map(({ model }) => model);
  const onlyModel = models.length === 1 ? (models[0] ?? null) : null;
  const rates = new Map<string, LeaseRate>();
  for (const one of leases) {
    const { lease, contract } = one;
    const own = places.get(contract) ?? [];
    const of = isCompute(lease) ? "accelerator" : "rack";
    const units = new Set<string | number>(
      of === "rack" ? own.map(({ rack }) => rack) : own.flatMap(({ accelerators }) => accelerators),
    ).size;
    const price = priceOf({ document, versions, nowMs }, { ...lease, model: lease.model ?? onlyModel });
    if (typeof price === "string") rates.set(contract, { of, nanoPerMinute: null, reason: price });
    else rates.set(contract, { of, ...sharesOf(price, one, units) });
  }
  return rates;
}

export const isCompute = ({ resource }: Pick<Lease, "resource">): boolean =>
  resource === "accelerators" || resource === "pflops";

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

/** What is placed is shared by all that the lease holds. */
function sharesOf(whole: bigint, { lease, placed }: LeaseInForce, units: number) {
  const amount = nanoOf(lease.amount);
  const given = nanoOf(placed);
  return {
    nanoPerMinute: units === 0 ? 0n : roundHalfUp(whole * given, amount * BigInt(units)),
    openPerMinute: roundHalfUp(whole * (amount - given), amount),
  };
}
