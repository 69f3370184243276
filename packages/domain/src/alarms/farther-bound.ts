/**
 * Two rules that look at one reading of one subject: beyond the farther bound it is beyond the nearer one too, which
 * asks for nothing more. Source: standards 4.1 (suppressed by design), 4.3 (group by root).
 */
import type { AlarmRule } from "@aidc/contract";
import { severities } from "@aidc/contract";

type Judged = Pick<AlarmRule, "condition" | "severity">;

/** @returns whether an alarm of `worse` says all that one of `lesser` says of the same subject; a less severe one never does */
export function saysMoreThan(worse: Judged, lesser: Judged): boolean {
  const isAsSevere = severities.indexOf(worse.severity) <= severities.indexOf(lesser.severity);
  return isAsSevere && isFarther(worse.condition, lesser.condition);
}

function isFarther(a: AlarmRule["condition"], b: AlarmRule["condition"]): boolean {
  if (a.kind === "envelope" && b.kind === "envelope")
    return a.of === b.of && a.envelope === "allowable" && b.envelope === "recommended";
  if (a.kind === "rack_share" && b.kind === "rack_share") return a.raiseAt > b.raiseAt;
  if (a.kind === "feed_share" && b.kind === "feed_share") return a.of === b.of && a.raiseAt > b.raiseAt;
  if (a.kind === "condensation" && b.kind === "condensation") return a.raiseAt < b.raiseAt;
  if (a.kind !== "limit" || b.kind !== "limit") return false;
  const isSame = a.subjectKind === b.subjectKind && a.quantity === b.quantity && a.side === b.side;
  return isSame && (a.side === "above" ? a.raiseAt > b.raiseAt : a.raiseAt < b.raiseAt);
}

const boundKinds: ReadonlySet<AlarmRule["condition"]["kind"]> = new Set([
  ...(["envelope", "condensation", "rack_share", "feed_share", "limit"] as const),
]);

/** Whether there may be another rule with a farther bound on the same reading. */
export function hasBound({ kind }: AlarmRule["condition"]): boolean {
  return boundKinds.has(kind);
}
