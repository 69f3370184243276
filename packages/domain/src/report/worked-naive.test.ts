import { expect, test } from "vitest";
import { lease, rated, ruleOfInstance, version } from "../billing/billing.fixture.ts";
import { installedCapacity } from "../capacity/installed.ts";
import { bindingOf, gangCards, nodesInSpace } from "../capacity/stranded.ts";
import { integrateCounter } from "../energy/counter.ts";
import { integrateGauge } from "../energy/gauge.ts";
import { integrateStep } from "../energy/step.ts";
import { fragmentation } from "../rack/space.ts";
import { counterRules, seconds, series } from "../samples.fixture.ts";
import { dewPointC } from "../thermal/dew-point.ts";

/** Rules of metering, room and price in numbers, each beside the naive result that it refuses. */

const gap = 1800_000;
/** W x ms of irregular samples: a peak of one second in ten minutes. */
const peak = series([
  [0, 1000],
  [599, 1000],
  [600, 61_000],
]);
const joules = (watts: number, toSeconds: number) => watts * toSeconds * 1000;
const register = { ...counterRules, modulus: 1_000_000, ratedPowerW: 10_000 };
const wh = (readings: readonly (readonly [number, number])[], rules: typeof counterRules) =>
  Number(integrateCounter(series(readings), seconds(0, 30), rules).integral) / 3_600_000;
const capacityOf = (counts: { model: string; count: number }[]) =>
  installedCapacity(counts, [], "fp16").pflops;
const monthOf = () =>
  rated({
    month: "2026-01",
    versions: [version([ruleOfInstance("37000")])],
    leases: [lease({ from: "2026-01-22T00:00:00Z" })],
  }).lines[0]?.billed;

test.each<[rule: string, told: unknown, right: number, naive: number]>([
  [
    "1.1 irregular samples weigh by time, and are no mean of samples",
    Number(integrateGauge(peak, seconds(0, 600), gap, 1).integral),
    joules(1000, 599) + joules(31_000, 1),
    joules((1000 + 1000 + 61_000) / 3, 600),
  ],
  [
    "1.1 window edges are interpolated, and no segment that they cut is dropped",
    Number(
      integrateGauge(
        series([
          [0, 0],
          [60, 6000],
          [120, 0],
        ]),
        seconds(30, 90),
        gap,
        1,
      ).integral,
    ),
    joules(4500, 60),
    0,
  ],
  [
    "1.1 the last value is not carried over an outage",
    Number(
      integrateGauge(
        series([
          [0, 1000],
          [60, 1000],
          [3600, 1000],
        ]),
        seconds(0, 3600),
        180_000,
        1,
      ).integral,
    ),
    joules(1000, 60),
    joules(1000, 3600),
  ],
  [
    "1.1 what is allocated holds until it changes, and is no trapezoid",
    Number(
      integrateStep(
        series([
          [0, 0],
          [60, 8],
          [120, 8],
        ]),
        seconds(0, 120),
        {
          maxGapMs: gap,
          intervalMs: 60_000,
          integralScale: 1,
        },
      ).integral,
    ),
    8 * 60_000,
    12 * 60_000,
  ],
  [
    "1.1 a register rolls over at its modulus, and does not count back",
    wh(
      [
        [0, 999_987.4],
        [30, 12.9],
      ],
      register,
    ),
    25.5,
    12.9 - 999_987.4,
  ],
  [
    "1.1 a register that began anew adds what it counted since",
    wh(
      [
        [0, 5000],
        [30, 12],
      ],
      counterRules,
    ),
    12,
    12 - 5000,
  ],
  [
    "1.6 air of 27 degrees at 60 % is damp at 18.6, though its temperature passes",
    Number(dewPointC(27, 0.6)?.toFixed(1)),
    18.6,
    27,
  ],
  [
    "2.1 one PFLOPS is 1000 TFLOPS and not 1024",
    capacityOf([{ model: "h100-sxm", count: 512 }]),
    506.368,
    (512 * 989) / 1024,
  ],
  ["2.1 of a chip dense, and not sparse", capacityOf([{ model: "h100-sxm", count: 8 }]), 7.912, 8 * 1.979],
  ["2.3 free units in pieces take no chassis", nodesInSpace([4, 4, 2], 8), 0, Math.floor(10 / 8)],
  [
    "2.3 room in pieces is fragmented by its largest block, and not whole as its sum",
    fragmentation([4, 4, 2].map((heightU, at) => ({ positionU: 10 * at + 1, heightU }))),
    1 - 4 / 10,
    0,
  ],
  [
    "2.3 free cards of two servers make no gang",
    gangCards(
      [
        { free: 6, cards: 8 },
        { free: 3, cards: 8 },
      ],
      8,
    ),
    0,
    8,
  ],
  [
    "2.3 what can be used is the least of room, power and cooling",
    bindingOf({ bySpace: 5, byPower: 1, byCooling: 4 }).usable,
    1,
    5,
  ],
  [
    "3.2 a month's price by the days of that month, and not by 730 hours",
    Number(monthOf()),
    11_935.48,
    (37_000 * 10 * 24) / 730,
  ],
])("%s", (_, told, right, naive) => {
  expect(told).toBeCloseTo(right, 6);
  expect(naive).not.toBeCloseTo(right, 1);
});
