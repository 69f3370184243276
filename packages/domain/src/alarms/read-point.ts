/** What a rule makes of a single point, for history. */
import type { AlarmRule, Quantity, Rack, Subject } from "@aidc/contract";
import type { Reading } from "./condition.ts";
import { readLimit } from "./condition.ts";
import { readEnvelope } from "./watch-air.ts";
import { readFault } from "./watch-faults.ts";
import { atLeast } from "./watched.ts";

export type ReadValue = (value: number) => Reading;
interface Point {
  readonly subject: Subject;
  readonly quantity: Quantity;
}

const keptKinds = ["limit", "fault", "leak", "envelope", "rack_share", "feed_dead", "silent"] as const;

/** Whether history can tell: halls, lost sources, disagreements and walls are judged as they happen only. */
export function isKept(condition: AlarmRule["condition"]): boolean {
  if (condition.kind === "silent" && condition.subjectKind === "hall") return false;
  return keptKinds.some((kept) => kept === condition.kind);
}

/** @returns null for a point that the rule does not look at */
export function readPoint(
  condition: AlarmRule["condition"],
  { subject, quantity }: Point,
  rackById: (id: string) => Rack | undefined,
): ReadValue | null {
  const rack = subject.kind === "rack" ? rackById(subject.id) : undefined;
  switch (condition.kind) {
    case "limit":
      return subject.kind === condition.subjectKind && quantity === condition.quantity
        ? (value) => readLimit(value, condition)
        : null;
    case "fault":
      return subject.kind === "accelerator" ? readFault(condition, quantity) : null;
    case "leak":
      return quantity === "leak" ? atLeast(Number.MIN_VALUE) : null;
    case "envelope":
      return rack ? readEnvelope(condition, rack, quantity) : null;
    case "rack_share": {
      const limitW = rack?.powerLimitW;
      const limit = { ...condition, side: "above" } as const;
      return limitW !== undefined && quantity === "power"
        ? (value) => readLimit(value / limitW, limit)
        : null;
    }
    default:
      return null;
  }
}
