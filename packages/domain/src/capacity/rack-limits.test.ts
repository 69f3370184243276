import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import type { RackLine } from "./rack-limits.ts";
import { rackLimitsOver } from "./rack-limits.ts";

const window = { fromMs: 1000, toMs: 2000 };
const document = {
  rows: [
    { id: "A1", hall: "A", name: "A1" },
    { id: "B1", hall: "B", name: "B1" },
  ],
  racks: exampleCenter().racks.slice(0, 1),
};
const line = (atMs: number, limitW: number | null, row: string | null = "A1", id = "R1"): RackLine => ({
  id,
  atMs,
  row,
  limitW,
});
const whole = { rack: "R1", hall: "A", ...window };

test.each([
  ["no line is kept: as the inventory says now", [], [{ ...whole, limitW: 5000 }]],
  ["time before the first line takes that line", [line(1500, 700)], [{ ...whole, limitW: 700 }]],
  [
    "a limit that was changed holds from its change on",
    [line(500, 700), line(1400, 900)],
    [
      { ...whole, toMs: 1400, limitW: 700 },
      { ...whole, fromMs: 1400, limitW: 900 },
    ],
  ],
  [
    "what else was changed of a rack makes no new piece",
    [line(500, 700), line(1400, 700), line(1600, 700)],
    [{ ...whole, limitW: 700 }],
  ],
  [
    "a rack that came later is no part of the time before",
    [line(500, 700), line(1600, 300, "A1", "R2")],
    [
      { ...whole, limitW: 700 },
      { rack: "R2", hall: "A", fromMs: 1600, toMs: 2000, limitW: 300 },
    ],
  ],
  [
    "a rack that is gone stood until then",
    [line(500, 700), line(1200, null, null)],
    [{ ...whole, toMs: 1200, limitW: 700 }],
  ],
  [
    "a rack that was moved stood in each hall for its time",
    [line(500, 700), line(1200, 700, "B1")],
    [
      { ...whole, toMs: 1200, limitW: 700 },
      { ...whole, hall: "B", fromMs: 1200, limitW: 700 },
    ],
  ],
  [
    "a rack without a limit is compared with nothing",
    [line(500, null), line(1200, 300)],
    [{ ...whole, fromMs: 1200, limitW: 300 }],
  ],
  [
    "what was changed after the window is none of it",
    [line(500, 700), line(2000, 900)],
    [{ ...whole, limitW: 700 }],
  ],
])("%s", (_, lines, pieces) => {
  expect(rackLimitsOver(document, lines, window)).toEqual(pieces);
});
