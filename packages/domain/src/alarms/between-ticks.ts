/**
 * Recorded time jumps: a replay may bring hours between two ticks, in which somebody fell silent. What is silent still
 * is judged at the instants in between, so that its delay runs in recorded time. Only silence can be: of what sent
 * again meanwhile nothing is kept but its newest sample, so it has the benefit of the doubt until that.
 */
import type { AlarmRule } from "@aidc/contract";
import { signalTime } from "../live/signals.ts";
import type { AlarmMoment, AlarmPlan } from "./watched.ts";

/** Longer jumps are walked in longer steps than a cadence. */
const mostInstants = 300;

/** Whether the times of the newest samples are all that the rule looks at. */
export function isJudgedBetween({ condition }: AlarmRule): boolean {
  return condition.kind === "silent" || condition.kind === "source_lost";
}

/**
 * Instants between two ticks of a replayed center, each with the newest samples as they may have been then; none for
 * other centers, whose clock runs by itself. A moment is valid until the next one is asked for.
 * @param judgedMs when it was judged last; null: never. Nobody is silent before the oldest of the newest samples
 */
export function* instantsBetween(
  plan: AlarmPlan,
  moment: AlarmMoment,
  judgedMs: number | null,
): Generator<AlarmMoment> {
  const { signals, center } = plan.index;
  if (center.origin !== "replay") return;
  const times = Array.from(signals.seriesIds, (_, signal) => signalTime(signals, moment.latest, signal));
  const oldestMs = times.reduce((least, atMs) => (atMs < least ? atMs : least), moment.nowMs);
  const fromMs = Math.max(oldestMs, judgedMs ?? oldestMs);
  const cadenceMs = signals.intervalsMs.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
  const stepMs = Math.max(cadenceMs, Math.ceil((moment.nowMs - fromMs) / (mostInstants + 1)));
  if (fromMs + stepMs >= moment.nowMs) return;
  const firstMs = fromMs === judgedMs ? fromMs + stepMs : fromMs;
  const timesMs = moment.latest.timesMs.slice();
  for (let nowMs = firstMs; nowMs < moment.nowMs; nowMs += stepMs) {
    for (const [signal, atMs] of times.entries())
      timesMs[signals.seriesIds[signal] as number] = Math.min(atMs, nowMs);
    yield { ...moment, nowMs, latest: { ...moment.latest, timesMs, heardMs: timesMs } };
  }
}
