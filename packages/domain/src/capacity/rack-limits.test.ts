import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import type { RackLine } from "./rack-limits.ts";
import { inHallsOf, rackLimitsOver } from "./rack-limits.ts";

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

test.each([
  [
    "a row that was never changed is in its hall",
    [{ id: "A1", atMs: 500, hall: "A" }],
    [{ ...whole, limitW: 700 }],
  ],
  [
    "racks of a row that was moved stood in each hall for its time",
    [
      { id: "A1", atMs: 500, hall: "C" },
      { id: "A1", atMs: 1400, hall: "A" },
    ],
    [
      { ...whole, hall: "C", toMs: 1400, limitW: 700 },
      { ...whole, fromMs: 1400, limitW: 700 },
    ],
  ],
  [
    "what else was changed of a row makes no new piece",
    [
      { id: "A1", atMs: 500, hall: "A" },
      { id: "A1", atMs: 1400, hall: "A" },
    ],
    [{ ...whole, limitW: 700 }],
  ],
  [
    "a row of which no line is kept is where it is now",
    [{ id: "B1", atMs: 500, hall: "C" }],
    [{ ...whole, limitW: 700 }],
  ],
  [
    "time before the first line of a row takes that line",
    [{ id: "A1", atMs: 1400, hall: "C" }],
    [{ ...whole, hall: "C", limitW: 700 }],
  ],
])("%s", (_, rows, pieces) => {
  expect(rackLimitsOver(document, inHallsOf([line(500, 700)], rows), window)).toEqual(pieces);
});

test("racks that are gone with their row stood in its hall until then", () => {
  const lines = [line(500, 700, "Z1"), line(1200, null, null)];
  const rows = [
    { id: "Z1", atMs: 500, hall: "C" },
    { id: "Z1", atMs: 1200, hall: null },
  ];
  const kept = inHallsOf(lines, rows);
  expect(rackLimitsOver(document, kept, window)).toEqual([{ ...whole, hall: "C", toMs: 1200, limitW: 700 }]);
});

test("a rack put into another row is in the hall of each at its time, also where both rows move", () => {
  const lines = [line(500, 700), line(1400, 700, "B1")];
  const rows = [
    { id: "A1", atMs: 500, hall: "A" },
    { id: "A1", atMs: 1600, hall: "C" },
    { id: "B1", atMs: 500, hall: "C" },
    { id: "B1", atMs: 1400, hall: "D" },
    { id: "B1", atMs: 1800, hall: "B" },
  ];
  const halls = rackLimitsOver(document, inHallsOf(lines, rows), window);
  expect(halls.map(({ hall, fromMs, toMs }) => [hall, fromMs, toMs])).toEqual([
    ["A", 1000, 1400],
    ["D", 1400, 1800],
    ["B", 1800, 2000],
  ]);
});
