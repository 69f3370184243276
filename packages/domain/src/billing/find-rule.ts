/**
 * Which rule of a price version prices a held quantity. The more exact wins: a rule that names the model, then one
 * per card or instance of any model, then one by PFLOPS of the card. No rule is a problem with a code and never a
 * price of 0. Source: contract nouns/price-book, features 7 "unknown rule = stop and alarm, not free".
 */
import type { AcceleratorModel, PriceRule, PriceVersion } from "@aidc/contract";
import { densePeakOf, findModel } from "../capacity/installed.ts";
import { nano, nanoOf } from "./decimal.ts";
import type { HeldSegment } from "./ledger.ts";
import type { RuleMissing } from "./unpriced.ts";
import { missing } from "./unpriced.ts";

export interface RuleFound {
  readonly rule: PriceRule;
  /** Dense peak of one card at the rule's precision, 10^-9 TFLOPS; null where cards are not converted. */
  readonly peak: bigint | null;
}
export type Held = Pick<HeldSegment, "basis" | "resource" | "model" | "quantity">;

/** @param own models of the center's own catalogue; the built-in one stands behind them */
export function findRule(
  version: PriceVersion,
  held: Held,
  own: readonly AcceleratorModel[],
): RuleFound | RuleMissing {
  const rules = version.rules.filter((rule) => rule.basis === held.basis);
  const { resource } = held;
  if (resource === "accelerators") return findForCards(rules, version, held, own);
  const rule = rules.find((one) => pricesResource(one, resource));
  return rule ? { rule, peak: null } : noPrice(version, held);
}

const spaceOf = { racks: "racks", rack_units: "rack_units", power_w: "power_kw" } as const;

function pricesResource(rule: PriceRule, resource: Exclude<Held["resource"], "accelerators">): boolean {
  if (resource === "pflops") return rule.unit === "pflops_hour";
  return rule.unit === "space_month" && rule.resource === spaceOf[resource];
}

function findForCards(
  rules: readonly PriceRule[],
  version: PriceVersion,
  held: Held,
  own: readonly AcceleratorModel[],
): RuleFound | RuleMissing {
  const perCard = rules.filter((rule) => rule.unit === "card_hour" || rule.unit === "instance_month");
  const named = perCard.find((rule) => rule.model !== null && rule.model === held.model);
  const rule = named ?? perCard.find((one) => one.model === null);
  if (rule) return isWholeInstances(rule, held) ? { rule, peak: null } : notWhole(rule, held);
  const byPower = rules.find((one) => one.unit === "pflops_hour");
  if (held.model === null && (byPower || perCard.length > 0))
    return missing({ why: "unknown_model", basis: held.basis });
  if (!byPower) return noPrice(version, held);
  const peak = held.model === null ? null : densePeakOf(findModel(held.model, own), byPower.precision);
  if (peak === null) return missing({ why: "no_peak", model: held.model, precision: byPower.precision });
  return { rule: byPower, peak: nanoOf(peak) };
}

/** An instance price is for whole instances; a part of one has no price. */
function isWholeInstances(rule: PriceRule, held: Held): boolean {
  return rule.unit !== "instance_month" || held.quantity % (BigInt(rule.cardsPerInstance) * nano) === 0n;
}

function notWhole(rule: PriceRule, held: Held): RuleMissing {
  const cards = Number(held.quantity) / 1e9;
  return missing({ why: "part_of_instance", cards, model: held.model, rule: rule.id });
}

function noPrice({ version }: PriceVersion, { resource, basis, model }: Held): RuleMissing {
  return missing({ why: "no_rule", version, resource, basis, model });
}
