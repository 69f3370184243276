import type { UrgentSince } from "@aidc/domain";
import { holdsTurns, noteUrgent } from "@aidc/domain";
import { useState } from "react";

/** Whether an alarm holds the turns: the page remembers since when each needs somebody. */
export function useHold(urgent: Parameters<typeof noteUrgent>[1], nowMs: number): boolean {
  const [since, setSince] = useState<UrgentSince | null>(null);
  const next = noteUrgent(since, urgent, nowMs);
  if (next !== since) setSince(next);
  return holdsTurns(next, nowMs);
}
