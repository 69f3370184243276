import type { AlarmRule, CenterDocument, Quantity, SubjectKind } from "@aidc/contract";
import { pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { emptyRackReadings, readRacks } from "../live/reduce-racks.ts";
import { RegisterReadings } from "../live/register-power.ts";
import type { ConditionState } from "./condition.ts";
import { clearCondition } from "./condition.ts";
import { timingOf } from "./observe.ts";
import { openCourse } from "./past-course.ts";
import { watchRules } from "./watch-rules.ts";

export const stepMs = 15_000;
const startMs = Date.UTC(2026, 4, 1);
export const atStep = (step: number) => startMs + step * stepMs;

export interface Told {
  readonly alarm: string;
  readonly from: number;
  to: number | null;
}

interface Room {
  readonly document: CenterDocument;
  readonly points: readonly (readonly [SubjectKind, string, Quantity])[];
  /** A value a step and point; NaN is no sample. */
  readonly series: readonly (readonly number[])[];
  readonly rule: AlarmRule;
}

/** The same samples judged by ticks as they come, and by a dry run as they are stored. */
export function openPastAndLive({ document, points: wanted, series, rule }: Room) {
  const points = pointsOf(...wanted).map((point) => ({ ...point, sourceId: "ka", maxGapMs: 45_000 }));
  const plan = { index: indexCenter(document, points), points };
  const steps = series[0]?.length ?? 0;
  const delays = { onDelayMs: rule.onDelayS * 1000, offDelayMs: rule.offDelayS * 1000 };

  const live = (): Told[] => {
    const registers = new RegisterReadings();
    const lists = { sources: null, walls: null, alerts: null };
    const [watch] = watchRules(plan, [{ rule, version: 1 }], lists);
    if (!watch) throw new Error("no watch");
    const states: ConditionState[] = watch.subjects.map(() => clearCondition);
    const told: Told[] = [];
    const newest = {
      timesMs: new Float64Array(points.length).fill(Number.NaN),
      values: new Float64Array(points.length).fill(Number.NaN),
    };
    for (let step = 0; step < steps; step++) {
      const nowMs = atStep(step);
      for (const [row, values] of series.entries()) {
        if (Number.isNaN(values[step])) continue;
        newest.timesMs[row] = nowMs;
        newest.values[row] = values[step] as number;
      }
      const latest = registers.follow(plan.index.registers, newest);
      const readings = readRacks(plan.index, latest, nowMs, emptyRackReadings(plan.index));
      const moment = { ...lists, latest, nowMs, serverNowMs: nowMs, startedMs: 0, readings, screens: [] };
      for (const [row, { kind, id }] of watch.subjects.entries()) {
        const reading = watch.judge(watch.valueOf(row, moment), row);
        const next = timingOf(rule)(states[row] ?? clearCondition, reading, delays, nowMs);
        states[row] = next.state;
        const alarm = `${kind}/${id}`;
        if (next.turn?.to === "active") told.push({ alarm, from: next.turn.changedAtMs, to: null });
        const last = told.findLast((one) => one.alarm === alarm);
        if (next.turn?.to === "clear" && last) last.to = next.turn.changedAtMs;
      }
    }
    return told;
  };

  /** In two parts, as it is read; what came before the first step is looked at for what it left behind. */
  const dry = (firstStep = 0): Told[] => {
    const course = openCourse(plan, rule, []);
    const read = (from: number, to: number) =>
      course.rows.map((row) => {
        const own = (series[row] ?? []).slice(from, to);
        const kept = own.flatMap((value, n) =>
          Number.isNaN(value) ? [] : [{ atMs: atStep(from + n), value }],
        );
        return {
          timesMs: Float64Array.from(kept, ({ atMs }) => atMs),
          values: Float64Array.from(kept, ({ value }) => value),
        };
      });
    const middle = Math.floor((firstStep + steps) / 2);
    course.remember(read(0, firstStep));
    for (const [from, to] of [
      [firstStep, middle],
      [middle, steps],
    ] as const)
      course.judge(read(from, to), { fromMs: atStep(from), toMs: atStep(to) });
    return course.found().map(({ subject: { kind, id }, occurred }) => {
      return { alarm: `${kind}/${id}`, from: occurred.fromMs, to: occurred.toMs };
    });
  };
  return { live, dry, points };
}
