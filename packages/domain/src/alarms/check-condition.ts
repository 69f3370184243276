/** A rule that could never judge anything is refused when it is set, not found silent on the day it is needed. */
import type { AlarmCondition, Issue } from "@aidc/contract";
import { refuseQuantity } from "../binding/quantities-of.ts";

/** @returns the first field at fault within the condition, and what would do; null: there is something to judge */
export function refuseCondition(condition: AlarmCondition): Issue | null {
  if (condition.kind !== "limit") return null;
  const { subjectKind, quantity } = condition;
  // Which role a meter has is not the rule's to know: one with a register of litres may be meant.
  const role = quantity === "volume" && subjectKind === "meter" ? "water_intake" : null;
  const fault = refuseQuantity(subjectKind, quantity, role);
  if (!fault) return null;
  return { ...fault, path: fault.path === "quantity" ? "quantity" : "subjectKind" };
}
