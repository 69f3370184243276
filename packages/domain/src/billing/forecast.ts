/**
 * Forecast of a month: commitments by their contracts, use at the pace of the last whole days. An estimate with the
 * name of its rule. Source: issue text "this month so far, forecast"; policy of this console.
 */
import type { ForecastRule, WindowMs } from "@aidc/contract";
import { roundHalfUp } from "./decimal.ts";
import { formatMinor, sumOf } from "./money.ts";

export interface ForecastInput {
  readonly month: WindowMs;
  readonly nowMs: number;
  readonly currency: string;
  /** Minor units: the whole month by contract, whether it has passed or not, and corrections. */
  readonly fixedOfMonth: bigint;
  /** Minor units: charged as used, so far. */
  readonly useSoFar: bigint;
  /** Minor units of use on the last whole local days, at most seven, and the time they are made of. */
  readonly recentDays: readonly { readonly billed: bigint; readonly coveredMs: number }[];
}

const rule: ForecastRule = "commitments_and_pace";

/** Null: part of the month is still to come and no whole day is measured to take a pace from. */
export function forecastMonth(input: ForecastInput): { forecast: string | null; rule: ForecastRule } {
  const restMs = BigInt(Math.max(0, input.month.toMs - Math.max(input.nowMs, input.month.fromMs)));
  const coveredMs = BigInt(input.recentDays.reduce((sum, day) => sum + day.coveredMs, 0));
  if (restMs > 0n && coveredMs <= 0n) return { forecast: null, rule };
  const recent = sumOf(input.recentDays.map((day) => day.billed));
  const toCome = restMs > 0n ? roundHalfUp(recent * restMs, coveredMs) : 0n;
  const forecast = formatMinor(input.fixedOfMonth + input.useSoFar + toCome, input.currency);
  return { forecast, rule };
}
