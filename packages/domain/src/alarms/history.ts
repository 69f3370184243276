/**
 * A condition over stored samples, as the live evaluation would have seen it: judged at each sample, and unknown once
 * the newest is stale, which neither raises nor clears. Source: standards 4.2.
 */
import { lateCadences } from "../telemetry/freshness.ts";
import type { StatedCadence } from "../telemetry/past-cadence.ts";
import { cadenceBefore } from "../telemetry/past-cadence.ts";
import type { ConditionState, Delays, Reading } from "./condition.ts";
import { clearCondition, nextCondition } from "./condition.ts";

export interface Occurred {
  readonly fromMs: number;
  /** null: it still held with the last sample. */
  readonly toMs: number | null;
}

interface Columns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/**
 * A delay ends between two samples at the latest with the second: the value before holds until it is stale.
 * @param fromMs what is earlier is not judged: it tells the steps that a history comes in
 */
export function occurrencesIn(
  { timesMs, values }: Columns,
  { fromMs = Number.NEGATIVE_INFINITY, ...stated }: StatedCadence & { readonly fromMs?: number },
  read: (value: number) => Reading,
  delays: Delays,
  next: typeof nextCondition = nextCondition,
): Occurred[] {
  const found: { fromMs: number; toMs: number | null }[] = [];
  let state: ConditionState = clearCondition;
  const step = (reading: Reading, atMs: number) => {
    const { state: after, turn } = next(state, reading, delays, atMs);
    state = after;
    if (turn?.to === "active") found.push({ fromMs: turn.changedAtMs, toMs: null });
    const last = found.at(-1);
    if (turn?.to === "clear" && last) last.toMs = turn.changedAtMs;
  };
  for (let i = 0; i < timesMs.length; i++) {
    const atMs = timesMs[i] as number;
    if (atMs < fromMs) continue;
    const reading = read(values[i] as number);
    step(reading, atMs);
    const staleMs = atMs + lateCadences * cadenceBefore(timesMs, i, stated);
    const untilMs = Math.min(timesMs[i + 1] ?? staleMs, staleMs);
    const dueMs = dueAt(state, delays);
    if (dueMs !== null && dueMs < untilMs) step(reading, dueMs);
    if (staleMs < (timesMs[i + 1] ?? Number.NEGATIVE_INFINITY)) step({ beyond: null }, staleMs);
  }
  return found;
}

/** When the delay that is running will have elapsed. */
function dueAt({ active, turningSinceMs }: ConditionState, { onDelayMs, offDelayMs }: Delays): number | null {
  return turningSinceMs === null ? null : turningSinceMs + (active ? offDelayMs : onDelayMs);
}
