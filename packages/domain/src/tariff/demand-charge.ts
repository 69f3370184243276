/**
 * What a month's demand costs beside its energy: the greatest 15-minute mean in kW, or the contracted kVA whatever
 * was drawn. Neither the peak of an instant nor the mean of the month is billed. The price is one of a month: where the
 * tariff changes within it, each price is owed for the share of the month that it was in force, on the one greatest
 * mean. Source: standards 3.3; decision 41.
 */
import type { TariffVersion, WindowMs } from "@aidc/contract";
import { cutAt } from "../billing/cut.ts";
import { nano, nanoOf, parseDecimal } from "../billing/decimal.ts";
import { toMinor } from "../billing/money.ts";
import { versionAt } from "../billing/versions.ts";

/** Of the time that one price was in force. */
export interface DemandCharge extends WindowMs {
  /** Of the month, 0..1. */
  readonly share: number;
  readonly basis: "kW" | "kVA";
  /** kW measured, or kVA contracted. */
  readonly amount: number;
  /** Of one kW or kVA a month, decimal text. */
  readonly price: string;
  /** Minor units of the currency, rounded once. */
  readonly costMinor: bigint;
}

/**
 * @param watts greatest 15-minute mean of the month; null: no quarter is known
 * @returns a line for each price in order, none for time whose tariff has no demand charge; null when some of the month
 * has no tariff, or what a line is paid on is unknown
 */
export function demandChargeOf(
  tariffs: readonly TariffVersion[],
  month: WindowMs,
  watts: number | null,
): DemandCharge[] | null {
  const lines: DemandCharge[] = [];
  for (const { fromMs, toMs, tariff } of tariffsOver(tariffs, month)) {
    if (tariff === null) return null;
    if (tariff.demand === null) continue;
    const owed = owedFor(tariff.demand, watts);
    if (owed === null) return null;
    const monthMs = month.toMs - month.fromMs;
    const numerator = nanoOf(owed.amount) * parseDecimal(owed.price) * BigInt(toMs - fromMs);
    const exact = { numerator, denominator: nano * nano * BigInt(monthMs) };
    const costMinor = toMinor(exact, tariff.currency);
    lines.push({ fromMs, toMs, share: (toMs - fromMs) / monthMs, ...owed, costMinor });
  }
  return lines;
}

/** Pieces of the window in order, each with the tariff in force; null before the first. */
export function tariffsOver(tariffs: readonly TariffVersion[], window: WindowMs) {
  const starts = tariffs.map(({ effectiveFrom }) => Date.parse(effectiveFrom));
  return cutAt({ fromMs: window.fromMs, toMs: window.toMs }, starts).map((piece) => ({
    ...piece,
    tariff: versionAt(tariffs, piece.fromMs),
  }));
}

function owedFor(
  demand: NonNullable<TariffVersion["demand"]>,
  watts: number | null,
): Pick<DemandCharge, "basis" | "amount" | "price"> | null {
  if ("perKvaMonth" in demand)
    return { basis: "kVA", amount: demand.contractedKva, price: demand.perKvaMonth };
  return watts === null ? null : { basis: "kW", amount: watts / 1000, price: demand.perKwMonth };
}
