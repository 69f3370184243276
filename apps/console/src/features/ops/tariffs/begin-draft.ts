import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { beginAt } from "../versions/begin-at.ts";

/**
 * Where a new version begins: the newest one as it stands, from the next full hour that may still be chosen. Without
 * one, the form of a tariff with nothing in it: no price is ever suggested.
 * @param versions newest first
 */
export function beginDraft(versions: readonly TariffVersion[], currency: string, nowMs: number): string {
  const [newest] = versions;
  const effectiveFrom = beginAt(versions, nowMs);
  const draft: TariffDraft = newest
    ? {
        effectiveFrom,
        currency: newest.currency,
        source: newest.source,
        note: newest.note,
        components: newest.components,
        bands: newest.bands,
        demand: newest.demand,
      }
    : {
        effectiveFrom,
        currency,
        source: "",
        note: "",
        components: [{ id: "energy", name: "", perKwh: "", banded: true }],
        bands: [],
        demand: null,
      };
  return JSON.stringify(draft, null, 2);
}
