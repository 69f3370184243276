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

/** Whether history can tell: how screens drew and what other rule engines judged is not stored. */
export function isKept({ kind }: AlarmRule["condition"]): boolean {
  return kind !== "wall_frozen" && kind !== "external";
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
