/**
 * What a month's demand costs beside its energy: the greatest 15-minute mean in kW, or the contracted kVA whatever
 * was drawn. Neither the peak of an instant nor the mean of the month is billed. Source: standards 3.3.
 */
import type { TariffVersion, WindowMs } from "@aidc/contract";
import { nano, nanoOf, parseDecimal } from "../billing/decimal.ts";
import { toMinor } from "../billing/money.ts";
import { tariffAt } from "./cut-by-tariff.ts";

export interface DemandCharge {
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
 * @returns null when no tariff in force at the end of the month has a demand charge, or what it is paid on is unknown
 */
export function demandChargeOf(
  tariffs: readonly TariffVersion[],
  month: WindowMs,
  watts: number | null,
): DemandCharge | null {
  const tariff = tariffAt(tariffs, month.toMs - 1);
  if (!tariff?.demand) return null;
  const { demand, currency } = tariff;
  if ("perKvaMonth" in demand) return chargeFor("kVA", demand.contractedKva, demand.perKvaMonth, currency);
  return watts === null ? null : chargeFor("kW", watts / 1000, demand.perKwMonth, currency);
}

function chargeFor(basis: DemandCharge["basis"], amount: number, price: string, currency: string) {
  const exact = { numerator: nanoOf(amount) * parseDecimal(price), denominator: nano * nano };
  return { basis, amount, price, costMinor: toMinor(exact, currency) };
}
