/**
 * A rule that could never judge anything is refused when it is set, not found silent on the day it is needed; nor is one
 * taken that could never clear: it would stand on the wall for ever.
 */
import type { AlarmCondition, Issue } from "@aidc/contract";
import { thermalClasses } from "@aidc/contract";
import { refuseQuantity } from "../binding/quantities-of.ts";
import { rangeOf } from "../telemetry/gate.ts";
import { envelopes } from "../thermal/envelope.ts";
import { readLimit } from "./condition.ts";

type Limit = Extract<AlarmCondition, { kind: "limit" }>;
type EnvelopeCondition = Extract<AlarmCondition, { kind: "envelope" }>;

const never = "it could never clear";

/** @returns the first field at fault within the condition, and what would do; null: there is something to judge */
export function refuseCondition(condition: AlarmCondition): Issue | null {
  switch (condition.kind) {
    case "limit":
      return refuseSubject(condition) ?? refuseBounds(condition);
    case "rack_share":
    case "feed_share":
      if (condition.deadBand <= condition.raiseAt) return null;
      return { path: "deadBand", message: `${never}; give at most ${condition.raiseAt}` };
    case "envelope":
      return refuseBand(condition);
    default:
      return null;
  }
}

function refuseSubject({ subjectKind, quantity }: Limit): Issue | null {
  // Which role a meter has is not the rule's to know: one with a register of litres may be meant.
  const role = quantity === "volume" && subjectKind === "meter" ? "water_intake" : null;
  const fault = refuseQuantity(subjectKind, quantity, role);
  if (!fault) return null;
  return { ...fault, path: fault.path === "quantity" ? "quantity" : "subjectKind" };
}

/** Both the limit and where it clears lie within what the gate lets in; nothing else is ever judged. */
function refuseBounds(limit: Limit): Issue | null {
  const { subjectKind, quantity, side, raiseAt } = limit;
  const { min, max } = rangeOf(quantity, subjectKind === "meter");
  const measured = `of ${quantity} only from ${min} to ${max} is taken in`;
  if (raiseAt < min || raiseAt > max)
    return { path: "raiseAt", message: `lies outside of what is measured: ${measured}` };
  const farthest = side === "above" ? min : max;
  if (readLimit(farthest, limit).beyond === "clear") return null;
  const widest = Math.abs(raiseAt - farthest);
  return widest === 0
    ? { path: "raiseAt", message: `${never}: ${measured}` }
    : { path: "deadBand", message: `${never}: ${measured}; give at most ${widest}` };
}

/** Dew points and humidities have ranges wider than twice the widest band. */
function refuseBand({ of, envelope, deadBand }: EnvelopeCondition): Issue | null {
  if (of !== "temperature") return null;
  const wide = thermalClasses.map((name) => {
    const { lowC, highC } = envelopes[name][envelope];
    return { name, width: highC - lowC };
  });
  const narrowest = wide.reduce((least, one) => (one.width < least.width ? one : least));
  const { name, width } = narrowest;
  if (deadBand <= width / 2) return null;
  return {
    path: "deadBand",
    message: `${never} at a rack of class ${name}, whose range is ${width} K wide; give at most ${width / 2}`,
  };
}
