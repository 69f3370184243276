import type { AlarmView } from "@aidc/contract";

/** What raised it, and where it has returned what was read then: a code that has gone is still why. null: nothing was. */
export function readWords(
  { value, raisedValue, clearedMs, unit }: Pick<AlarmView, "value" | "raisedValue" | "clearedMs" | "unit">,
  quantity: (value: number, unit: string) => string,
  join: (raised: string, cleared: string) => string,
): string | null {
  if (value === null) return raisedValue === undefined ? null : quantity(raisedValue, unit);
  const now = quantity(value, unit);
  if (clearedMs === null || raisedValue === undefined || raisedValue === value) return now;
  const raised = quantity(raisedValue, unit);
  // No reason to throttle has no word.
  return now === "" ? raised : join(raised, now);
}
