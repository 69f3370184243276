/** What a rule makes of a single point, for history: sums, sources and walls are judged as they happen only. */
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

const keptKinds = ["limit", "fault", "leak", "envelope", "rack_share"] as const;

/** Whether history can tell; what is missing shows only beside its neighbours. */
export function isKept(condition: AlarmRule["condition"]): boolean {
  if (condition.kind === "fault" && condition.of === "missing") return false;
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
