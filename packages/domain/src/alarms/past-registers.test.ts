import type { AlarmRule } from "@aidc/contract";
import { meterSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { atStep, openPastAndLive, stepMs } from "./past-live.fixture.ts";

const steps = 160;
const plain = exampleCenter();
/** The PDU meter has a register and no gauge: what it advances by is 53 kW, and 90 kW for ten minutes. */
const wattsAt = (step: number) => (step >= 60 && step < 100 ? 90_000 : 53_000);
const register: number[] = [];
for (let step = 0; step < steps; step++)
  register.push((register.at(-1) ?? 1_000) + (wattsAt(step) * stepMs) / 3_600_000);

const rule: AlarmRule = {
  id: "r",
  name: "R",
  severity: "minor",
  condition: { kind: "disagreement", band: 0.1 },
  onDelayS: 60,
  offDelayS: 30,
};
const { live, dry } = openPastAndLive({
  rule,
  document: exampleCenter({
    meters: [...plain.meters, meterSchema.parse({ id: "pdu", name: "PDU", role: "pdu_output" })],
  }),
  points: [
    ["meter", "pdu", "energy"],
    ["rack", "R1", "power"],
    ["rack", "R2", "power"],
  ],
  series: [register, register.map(() => 30_000), register.map(() => 22_000)],
});

test("a meter with a register only is judged in a dry run as the ticks judged it", () => {
  const told = live();
  expect(told).toMatchObject([{ alarm: "meter/pdu", to: expect.any(Number) }]);
  expect(dry()).toEqual(told);
});

test("what the register said before the window counts, as it did then", () => {
  const [first, ...others] = dry(65);
  expect(others).toEqual([]);
  // Beyond its band from the first moment on: only the delay is waited for, not half a minute of readings.
  expect(first).toMatchObject({ alarm: "meter/pdu", from: atStep(65) + rule.onDelayS * 1000 });
});
