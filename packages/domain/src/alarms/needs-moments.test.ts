import type { AlarmRule, Quantity, SubjectKind } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { needsMoments } from "./needs-moments.ts";
import { openPastAndLive } from "./past-live.fixture.ts";

type Wanted = readonly [SubjectKind, string, Quantity];
const document = exampleCenter();
const steps = Array.from({ length: 120 }, (_, step) => step);
const constant = (value: number) => steps.map(() => value);
const between = (from: number, to: number, high: number, low: number) =>
  steps.map((step) => (step >= from && step < to ? high : low));

function openRule(
  condition: AlarmRule["condition"],
  ...fed: readonly (readonly [Wanted, readonly number[]])[]
) {
  const rule: AlarmRule = { id: "r", name: "R", severity: "minor", condition, onDelayS: 30, offDelayS: 30 };
  const points = fed.map(([point]) => point);
  const room = openPastAndLive({ document, points, series: fed.map(([, values]) => values), rule });
  return { ...room, isByMoments: needsMoments(condition, document, pointsOf(...points)) };
}

describe("a rack whose reading is put together is judged in a dry run as the ticks judged it", () => {
  const share: AlarmRule["condition"] = { kind: "rack_share", raiseAt: 0.9, deadBand: 0.05 };
  const [s1, s2]: Wanted[] = [
    ["server", "s1", "power"],
    ["server", "s2", "dc_power"],
  ];
  if (!s1 || !s2) throw new Error("two servers");

  test("without a meter of its own it is the sum of its servers", () => {
    const room = openRule(share, [s1, between(20, 50, 3000, 1000)], [s2, constant(2000)]);
    const told = room.live();
    expect(room.isByMoments).toBe(true);
    expect(told).toMatchObject([{ alarm: "rack/R1", to: expect.any(Number) }]);
    expect(room.dry()).toEqual(told);
  });

  test("a silent part of the sum is no end of the alarm", () => {
    const silent = between(30, 120, Number.NaN, 3000);
    const room = openRule(share, [s1, silent], [s2, constant(2000)]);
    expect(room.live()).toMatchObject([{ alarm: "rack/R1", to: null }]);
    expect(room.dry()).toEqual(room.live());
  });

  test("without a sensor of its own it is as warm as its warmest server", () => {
    const warm: AlarmRule["condition"] = {
      kind: "limit",
      subjectKind: "rack",
      quantity: "inlet_temperature",
      side: "above",
      raiseAt: 30,
      deadBand: 1,
    };
    const room = openRule(
      warm,
      [["server", "s1", "inlet_temperature"], between(20, 50, 33, 22)],
      [["server", "s2", "inlet_temperature"], constant(25)],
    );
    expect(room.isByMoments).toBe(true);
    expect(room.live()).toMatchObject([{ alarm: "rack/R1" }]);
    expect(room.dry()).toEqual(room.live());
  });

  test("without a dew point of its own it is told by temperature and humidity", () => {
    const dew: AlarmRule["condition"] = {
      kind: "envelope",
      envelope: "allowable",
      of: "dew_point",
      deadBand: 1,
    };
    const room = openRule(
      dew,
      [["rack", "R1", "inlet_temperature"], constant(27)],
      [["rack", "R1", "relative_humidity"], between(20, 50, 0.95, 0.4)],
    );
    expect(room.isByMoments).toBe(true);
    expect(room.live()).toMatchObject([{ alarm: "rack/R1" }]);
    expect(room.dry()).toEqual(room.live());
  });

  test.each([
    ["temperature", [25, 40]],
    ["dew_point", [20, 33]],
  ] as const)(
    "the range of its class is judged by the servers where it has no sensor: %s",
    (of, [low, high]) => {
      const room = openRule(
        { kind: "envelope", envelope: "allowable", of, deadBand: 1 },
        [["rack", "R1", "relative_humidity"], constant(0.6)],
        [["server", "s1", "inlet_temperature"], between(20, 50, high, low)],
        [["server", "s2", "inlet_temperature"], constant(19)],
      );
      expect(room.isByMoments).toBe(true);
      expect(room.live()).toMatchObject([{ alarm: "rack/R1" }]);
      expect(room.dry()).toEqual(room.live());
    },
  );

  test("with a point of its own it is judged by that alone, quickly", () => {
    const own: Wanted = ["rack", "R1", "power"];
    const fed = [[own, constant(1)] as const, [s1, constant(1)] as const];
    expect(openRule(share, ...fed).isByMoments).toBe(false);
    expect(openRule({ kind: "leak" }, ...fed).isByMoments).toBe(false);
  });
});
