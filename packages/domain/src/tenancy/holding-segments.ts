/**
 * A window cut where a tenant's assignments begin or end, so that within each piece the tenant holds the same
 * equipment. Half-open. Source: product glossary "assignment"; standards 1.1 (energy only where it was held).
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import { intervalOf } from "./leases.ts";

export function holdingSegments(
  document: Pick<CenterDocument, "leases" | "assignments">,
  tenantId: string,
  window: WindowMs,
): WindowMs[] {
  const own = new Set(document.leases.filter(({ tenant }) => tenant === tenantId).map(({ id }) => id));
  const cuts = new Set([window.fromMs, window.toMs]);
  for (const assignment of document.assignments) {
    if (!own.has(assignment.lease)) continue;
    const { fromMs, toMs } = intervalOf(assignment);
    for (const cut of [fromMs, toMs]) {
      if (cut !== null && cut > window.fromMs && cut < window.toMs) cuts.add(cut);
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((toMs, i) => ({ fromMs: sorted[i] ?? toMs, toMs }));
}
