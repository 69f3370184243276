import type { EconomicScenario, EconomicScenarioDraft } from "@aidc/contract";
import { beginAt } from "../versions/begin-at.ts";

/**
 * Where a new version begins: the newest one as it stands. Without one, the form of a scenario with nothing in it: no
 * amount, rate or level is ever suggested.
 * @param versions newest first
 */
export function beginDraft(versions: readonly EconomicScenario[], currency: string, nowMs: number): string {
  const [newest] = versions;
  const effectiveFrom = beginAt(versions, nowMs);
  if (!newest) return JSON.stringify(emptyDraft(effectiveFrom, currency), null, 2);
  const { version, publishedAt, publishedBy, contentSha256, ...document } = newest;
  const draft: EconomicScenarioDraft = { ...document, effectiveFrom };
  return JSON.stringify(draft, null, 2);
}

function emptyDraft(effectiveFrom: string, currency: string) {
  return {
    name: "",
    effectiveFrom,
    currency,
    source: "",
    note: "",
    investment: "",
    discountRate: null,
    horizonYears: null,
    revenuePerYear: null,
    energyPerYear: null,
    costs: [],
  };
}
