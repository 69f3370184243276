/**
 * What two readings of a register say about the energy between them. A decrease is one of three events, and
 * only evidence tells which: rollover at the modulus, software reset (lower bound), meter exchange (needs its
 * record). Source: standards 1.1 "Counter decrease", "Modulus".
 */
import { roundHalfAway } from "./integral.ts";

/** A meter was replaced; the only evidence on which a foreign first reading may be used. */
export interface MeterExchange {
  readonly atMs: number;
  readonly finalReading: number;
  readonly initialReading: number;
  /** What a unit of the new register is worth in units of the point; absent: one. */
  readonly factor?: number | undefined;
}

/** Readings, modulus and resolution are in register units (Wh); `integralScale` makes them mJ. */
export interface RegisterRules {
  readonly integralScale: number;
  readonly modulus?: number | undefined;
  readonly resolution?: number | undefined;
  readonly ratedPowerW?: number | undefined;
  readonly exchanges?: readonly MeterExchange[] | undefined;
}

/** `delta` null: the readings cannot be joined, the time between is not covered. */
export interface RegisterStep {
  readonly delta: number | null;
  readonly reset: boolean;
}

/** Policy: a register without a rating is believed to restart only below this power. */
export const unratedLimitW = 1_000_000;

const hourMs = 3_600_000;

/**
 * `later - earlier` in scaled integer units. Whole and fraction are scaled apart, so that decimals are exact:
 * 1 000 000 - 999 987.4 + 12.9 is 25.5 although the doubles say 25.499999999976716.
 */
export function registerDifference(earlier: number, later: number, integralScale: number): number {
  const wholes = Math.trunc(later) - Math.trunc(earlier);
  const fractions =
    roundHalfAway((later - Math.trunc(later)) * integralScale) -
    roundHalfAway((earlier - Math.trunc(earlier)) * integralScale);
  return roundHalfAway(wholes * integralScale) + fractions;
}

/** From a reading at `earlierMs` to one at `laterMs`, exchanges in between included. */
export function stepOfRegister(
  earlierMs: number,
  earlier: number,
  laterMs: number,
  later: number,
  rules: RegisterRules,
): RegisterStep {
  if (!rules.exchanges?.length) return stepOfOne(earlierMs, earlier, laterMs, later, rules);
  const factor = factorAt(earlierMs, rules.exchanges);
  const between = rules.exchanges.filter((e) => e.atMs > earlierMs && e.atMs <= laterMs);
  const hours = (laterMs - earlierMs) / hourMs;
  if (between.length > 0) return stepAcrossExchanges(earlier, later, { between, factor, hours }, rules);
  const { delta, reset } = stepOfOne(earlierMs, earlier, laterMs, later, rules);
  return { delta: delta === null ? null : roundHalfAway(delta * factor), reset };
}

/** Of the register that was in place at the instant. */
function factorAt(atMs: number, exchanges: readonly MeterExchange[]): number {
  const before = exchanges.filter((exchange) => exchange.atMs <= atMs).sort((a, b) => b.atMs - a.atMs);
  return before[0]?.factor ?? 1;
}

function stepOfOne(
  earlierMs: number,
  earlier: number,
  laterMs: number,
  later: number,
  rules: RegisterRules,
): RegisterStep {
  if (later >= earlier)
    return { delta: registerDifference(earlier, later, rules.integralScale), reset: false };
  const hours = (laterMs - earlierMs) / hourMs;
  return rolledOver(earlier, later, hours, rules) ?? restarted(later, hours, rules);
}

/** Previous at least 90 % of the modulus, new at most 10 %, implied mean power at most 1.1 x rating. */
function rolledOver(
  earlier: number,
  later: number,
  hours: number,
  rules: RegisterRules,
): RegisterStep | null {
  const { modulus, integralScale } = rules;
  if (modulus === undefined || earlier > modulus || earlier < 0.9 * modulus || later > 0.1 * modulus)
    return null;
  const delta =
    registerDifference(earlier, modulus, integralScale) + registerDifference(0, later, integralScale);
  const plausible = rules.ratedPowerW === undefined || isPlausible(delta, hours, rules.ratedPowerW, rules);
  return plausible ? { delta, reset: false } : null;
}

/** A software reset counts from 0. A first reading that the time cannot explain is another meter: it adds nothing. */
function restarted(later: number, hours: number, rules: RegisterRules): RegisterStep {
  const delta = registerDifference(0, later, rules.integralScale);
  const plausible = later >= 0 && isPlausible(delta, hours, rules.ratedPowerW ?? unratedLimitW, rules);
  return { delta: plausible ? delta : null, reset: true };
}

function isPlausible(delta: number, hours: number, ratedPowerW: number, rules: RegisterRules): boolean {
  const limit = 1.1 * ratedPowerW * hours + (rules.resolution ?? 0);
  return delta <= limit * rules.integralScale;
}

/** A record with a wrong instant joins readings of one register as if they were of two, which the rating shows. */
function stepAcrossExchanges(
  earlier: number,
  later: number,
  exchanges: { readonly between: readonly MeterExchange[]; readonly factor: number; readonly hours: number },
  rules: RegisterRules,
): RegisterStep {
  let delta = 0;
  let from = earlier;
  let { factor } = exchanges;
  const add = (reading: number) => {
    delta += roundHalfAway(registerDifference(from, reading, rules.integralScale) * factor);
  };
  for (const exchange of [...exchanges.between].sort((a, b) => a.atMs - b.atMs)) {
    if (exchange.finalReading < from) return { delta: null, reset: true };
    add(exchange.finalReading);
    from = exchange.initialReading;
    factor = exchange.factor ?? 1;
  }
  if (later < from) return { delta: null, reset: true };
  add(later);
  const isBelieved = isPlausible(delta, exchanges.hours, rules.ratedPowerW ?? unratedLimitW, rules);
  return isBelieved ? { delta, reset: false } : { delta: null, reset: true };
}
