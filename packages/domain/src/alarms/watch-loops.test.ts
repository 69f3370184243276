import type { AlarmRule, Quantity, SubjectKind } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { judgeRule } from "./judge-rule.fixture.ts";
import { needsMoments } from "./needs-moments.ts";
import { openPastAndLive } from "./past-live.fixture.ts";

const now = 1_000_000_000;
const fresh = now - 5000;
const stale = now - 60_000;
const condition = { kind: "condensation", raiseAt: 2, deadBand: 1 } as const;
type Wanted = readonly [SubjectKind, string, Quantity];

const { loops } = centerDocumentSchema.parse({
  ...exampleCenter(),
  loops: [
    { id: "fws", name: "Facility water" },
    { id: "tcs", name: "CDU 1", parent: "fws", racks: ["R1", "R2"] },
    { id: "air", name: "Wall of fans", kind: "air", racks: ["R3"] },
  ],
});
const document = { loops };
const points: Wanted[] = [
  ["loop", "tcs", "supply_temperature"],
  ["rack", "R1", "dew_point"],
  ["rack", "R2", "dew_point"],
];
type Sample = readonly [atMs: number, celsius: number] | null;

const judged = (...samples: readonly Sample[]) =>
  judgeRule({ condition, points, latest: latestOf(...samples), nowMs: now, document });

describe("liquid beside the dew point of the air at its racks", () => {
  test.each([
    [17, "raise"],
    [16.9, "raise"],
    [17.5, "hold"],
    [18, "clear"],
  ])("%s °C where the dampest rack has 15 °C: %s", (celsius, verdict) => {
    expect(judged([fresh, celsius], [fresh, 12], [fresh, 15])).toEqual({ "loop/tcs": verdict });
  });
  test("what is silent may be damper: it may raise, and never clears", () => {
    expect(judged([fresh, 30], [fresh, 12], [stale, 15])).toEqual({ "loop/tcs": null });
    expect(judged([fresh, 13], [fresh, 12], null)).toEqual({ "loop/tcs": "raise" });
    expect(judged([stale, 13], [fresh, 12], [fresh, 12])).toEqual({ "loop/tcs": null });
    expect(judged([fresh, 13], null, null)).toEqual({ "loop/tcs": null });
  });
  test("is reckoned from humidity and inlet, or taken from the hall's sensor, as the page of a rack has it", () => {
    const reckoned = judgeRule({
      condition,
      points: [
        ["loop", "tcs", "supply_temperature"],
        ["rack", "R1", "inlet_temperature"],
        ["rack", "R1", "relative_humidity"],
      ],
      // 24 °C at 60 % has a dew point of 15.75 °C.
      latest: latestOf([fresh, 17.7], [fresh, 24], [fresh, 0.6]),
      nowMs: now,
      document,
    });
    expect(reckoned).toEqual({ "loop/tcs": "raise" });
    const ofHall = judgeRule({
      condition,
      points: [
        ["loop", "tcs", "supply_temperature"],
        ["hall", "A", "dew_point"],
      ],
      latest: latestOf([fresh, 17.7], [fresh, 14]),
      nowMs: now,
      document,
    });
    expect(ofHall).toEqual({ "loop/tcs": "clear" });
  });
  test("not of water that reaches no rack, nor of a loop that cools air, nor where nobody measures moisture", () => {
    const asked: Wanted[] = [
      ["loop", "fws", "supply_temperature"],
      ["loop", "air", "supply_temperature"],
      ["loop", "tcs", "supply_temperature"],
      ["rack", "R3", "dew_point"],
    ];
    const latest = latestOf([fresh, 7], [fresh, 7], [fresh, 7], [fresh, 15]);
    expect(judgeRule({ condition, points: asked, latest, nowMs: now, document })).toEqual({});
  });
  test("is judged in a dry run as the ticks judged it", () => {
    const supply = Array.from({ length: 120 }, (_, step) => (step >= 20 && step < 50 ? 16 : 30));
    const rule: AlarmRule = {
      id: "r",
      name: "R",
      severity: "major",
      condition,
      onDelayS: 30,
      offDelayS: 30,
    };
    const series = [
      supply,
      supply.map(() => 12),
      supply.map((_, step) => (step % 3 === 0 ? 15 : Number.NaN)),
    ];
    const room = openPastAndLive({ document: exampleCenter(document), points, series, rule });
    expect(needsMoments(condition, exampleCenter(document), pointsOf(...points))).toBe(true);
    expect(room.live()).toMatchObject([{ alarm: "loop/tcs", to: expect.any(Number) }]);
    expect(room.dry()).toEqual(room.live());
  });
});
