import type { AlarmRule, Quantity, SubjectKind } from "@aidc/contract";
import { meterSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { emptyRackReadings } from "../live/reduce-racks.ts";
import { RegisterReadings } from "../live/register-power.ts";
import type { ConditionState } from "./condition.ts";
import { clearCondition } from "./condition.ts";
import { timingOf } from "./observe.ts";
import { openCourse } from "./past-course.ts";
import { watchRules } from "./watch-rules.ts";

const stepMs = 15_000;
const startMs = Date.UTC(2026, 4, 1);
const steps = 160;
const at = (step: number) => startMs + step * stepMs;

const plain = exampleCenter();
const document = exampleCenter({
  meters: [...plain.meters, meterSchema.parse({ id: "pdu", name: "PDU", role: "pdu_output" })],
});
const wanted: readonly (readonly [SubjectKind, string, Quantity])[] = [
  ["meter", "pdu", "energy"],
  ["rack", "R1", "power"],
  ["rack", "R2", "power"],
];
const points = pointsOf(...wanted).map((point) => ({ ...point, sourceId: "ka" }));
const plan = { index: indexCenter(document, points), points };

/** The PDU meter has a register and no gauge: what it advances by is 53 kW, and 90 kW for ten minutes. */
const wattsAt = (step: number) => (step >= 60 && step < 100 ? 90_000 : 53_000);
const register: number[] = [];
for (let step = 0; step < steps; step++)
  register.push((register.at(-1) ?? 1_000) + (wattsAt(step) * stepMs) / 3_600_000);
const series = [register, register.map(() => 30_000), register.map(() => 22_000)];

const rule: AlarmRule = {
  id: "r",
  name: "R",
  severity: "minor",
  condition: { kind: "disagreement", band: 0.1 },
  onDelayS: 60,
  offDelayS: 30,
};
interface Told {
  readonly alarm: string;
  readonly from: number;
  to: number | null;
}

/** As the ticks judged it. */
function live(): Told[] {
  const registers = new RegisterReadings();
  const lists = { sources: null, walls: null, alerts: null };
  const [watch] = watchRules(plan, [{ rule, version: 1 }], lists);
  if (!watch) throw new Error("no watch");
  const states: ConditionState[] = watch.subjects.map(() => clearCondition);
  const delays = { onDelayMs: rule.onDelayS * 1000, offDelayMs: rule.offDelayS * 1000 };
  const told: Told[] = [];
  for (let step = 0; step < steps; step++) {
    const newest = {
      timesMs: new Float64Array(3).fill(at(step)),
      values: Float64Array.from(series, (one) => one[step] as number),
    };
    const moment = {
      ...lists,
      latest: registers.follow(plan.index.registers, newest),
      nowMs: at(step),
      serverNowMs: at(step),
      startedMs: 0,
      readings: emptyRackReadings(plan.index),
      screens: [],
    };
    for (const [row, { kind, id }] of watch.subjects.entries()) {
      const reading = watch.judge(watch.valueOf(row, moment), row);
      const next = timingOf(rule)(states[row] ?? clearCondition, reading, delays, at(step));
      states[row] = next.state;
      const alarm = `${kind}/${id}`;
      if (next.turn?.to === "active") told.push({ alarm, from: next.turn.changedAtMs, to: null });
      const last = told.findLast((one) => one.alarm === alarm);
      if (next.turn?.to === "clear" && last) last.to = next.turn.changedAtMs;
    }
  }
  return told;
}

/** The same from samples as they are stored, read in parts. */
function dry(firstStep: number): Told[] {
  const course = openCourse(plan, rule, []);
  const read = (from: number, to: number) =>
    course.rows.map((row) => ({
      timesMs: Float64Array.from({ length: to - from }, (_, n) => at(from + n)),
      values: Float64Array.from((series[row] ?? []).slice(from, to)),
    }));
  course.remember(read(0, firstStep));
  for (const [from, to] of [
    [firstStep, 70],
    [70, steps],
  ] as const)
    course.judge(read(from, to), { fromMs: at(from), toMs: at(to) });
  return course.found().map(({ subject: { kind, id }, occurred }) => {
    return { alarm: `${kind}/${id}`, from: occurred.fromMs, to: occurred.toMs };
  });
}

test("a meter with a register only is judged in a dry run as the ticks judged it", () => {
  const told = live();
  expect(told).toMatchObject([{ alarm: "meter/pdu", to: expect.any(Number) }]);
  expect(dry(0)).toEqual(told);
});

test("what the register said before the window counts, as it did then", () => {
  expect(dry(65)).toMatchObject([{ alarm: "meter/pdu" }]);
  const [first] = dry(65);
  // Beyond its band from the first moment on: only the delay is waited for, not half a minute of readings.
  expect(first?.from).toBe(at(65) + rule.onDelayS * 1000);
});
