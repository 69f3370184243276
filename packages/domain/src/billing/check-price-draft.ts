/**
 * What is wrong with a price version before it is published, because afterwards nothing can be changed: two rules
 * that price the same thing equally exactly, models nobody knows, another currency, a beginning inside a month that
 * was already billed. Source: features 7 "price book", issue text "immutable versions".
 */
import type { AcceleratorModel, Issue, PriceDraft, PriceRule, PriceVersion } from "@aidc/contract";
import { findModel } from "../capacity/installed.ts";
import { checkBands } from "./check-bands.ts";
import { monthWindow } from "./month.ts";
import { checkBeginning, checkIds } from "./versions.ts";

export interface PriceContext {
  /** Of the same seller, in any order. */
  readonly earlier: readonly PriceVersion[];
  /** Months of which any statement at these prices is issued, `2026-05`. */
  readonly issuedMonths: readonly string[];
  readonly timeZone: string;
  /** Of the center; statements are in it. */
  readonly currency: string;
  /** The center's own models; the built-in catalogue stands behind them. */
  readonly models: readonly AcceleratorModel[];
}

export function checkPriceDraft(draft: PriceDraft, context: PriceContext): Issue[] {
  return [...checkStart(draft, context), ...checkAgreed(draft, context), ...checkRules(draft, context)];
}

function checkStart(draft: PriceDraft, { earlier, issuedMonths, timeZone }: PriceContext): Issue[] {
  const issues = checkBeginning(draft, earlier);
  const [latest] = [...issuedMonths].sort().reverse();
  if (latest !== undefined && Date.parse(draft.effectiveFrom) < monthWindow(latest, timeZone).toMs)
    issues.push({
      path: "effectiveFrom",
      message: `lies before the end of ${latest}, of which statements are issued`,
    });
  return issues;
}

function checkAgreed(draft: PriceDraft, { earlier, currency }: PriceContext): Issue[] {
  const agreed = earlier[0]?.currency ?? currency;
  if (draft.currency === agreed) return [];
  return [{ path: "currency", message: `is ${draft.currency}; prices and statements here are in ${agreed}` }];
}

function checkRules(draft: PriceDraft, context: PriceContext): Issue[] {
  const issues = checkIds(draft.rules, "rules");
  const byTarget = new Map<string, number>();
  for (const [index, rule] of draft.rules.entries()) {
    const path = `rules.${index}`;
    const twin = byTarget.get(targetOf(rule));
    if (twin !== undefined)
      issues.push({ path, message: `prices the same as rule ${draft.rules[twin]?.id}, equally exactly` });
    byTarget.set(targetOf(rule), twin ?? index);
    issues.push(...checkModelOf(rule, path, context.models));
    if ("bands" in rule) issues.push(...checkBands(rule.bands, `${path}.bands`));
  }
  return issues;
}

/** Rules with the same target would both price one segment; PFLOPS of two precisions are such a pair. */
function targetOf(rule: PriceRule): string {
  if (rule.unit === "pflops_hour") return `${rule.basis} pflops`;
  if (rule.unit === "space_month") return `${rule.basis} ${rule.resource}`;
  return `${rule.basis} cards ${rule.model ?? "of any model"}`;
}

function checkModelOf(rule: PriceRule, path: string, models: readonly AcceleratorModel[]): Issue[] {
  if (!("model" in rule) || rule.model === null || findModel(rule.model, models)) return [];
  return [{ path: `${path}.model`, message: `${rule.model} is not in the catalogue of accelerator models` }];
}
