import type { AlarmBoard } from "@aidc/contract";
import { alarmBoardSchema, patchSchema, wallStateSchema } from "@aidc/contract";
import { expect, it } from "vitest";
import type { z } from "zod";
import { hasShapeOf } from "./has-shape-of.ts";
import { isPatch } from "./is-patch.ts";

const live = (value: number | null) => ({
  value,
  unit: "W",
  sampledAtMs: 1_000,
  freshness: "live",
  coverage: 0.5,
  grade: "metered",
  method: "power_sum",
});
const wall = wallStateSchema.parse({
  center: {
    id: "c1",
    name: "North",
    timeZone: "Asia/Shanghai",
    origin: "live",
    computeClass: "intelligent",
  },
  build: "b1",
  freshness: { state: "live", newestSampleAtMs: 1_000, lastReceivedAtMs: null, cadenceMs: 1_000 },
  ...Object.fromEntries(
    Object.entries(wallStateSchema.shape)
      .filter(([, schema]) => schema === wallStateSchema.shape.itPower)
      .map(([block]) => [block, live(120.5)]),
  ),
  ladder: [{ step: "installed", cards: live(8), pflops: live(null) }],
  tenants: [{ id: "t1", name: "One", leased: 8, allocated: null, active: 2.5 }],
  sources: [{ id: "s1", name: "bms", freshness: "live", lastSampleAtMs: 5, samplesPerSecond: 0.5 }],
  itPowerTrend: [{ atMs: 1, powerW: 5.5 }],
  itPowerDay: [{ atMs: 1, powerW: null }],
  storage: "ok",
});
const none = { unacknowledged: 0, active: 0, open: 3 };
const board: AlarmBoard = {
  nowMs: 1_000.5,
  alarms: [],
  more: 0,
  carried: 0,
  silenced: 1,
  pending: 2,
  stalePoints: 0,
  counts: { critical: none, major: none, minor: none, warning: none },
  flood: { sinceMs: 5, annunciations: 12 },
};
const patch = { topic: "t", epoch: "e", seq: 2, at: 5.5, changes: { itPower: 1 } };

/** Every value a hostile or broken server could put at one place of it. */
function* spoilt(known: unknown): Generator<unknown> {
  yield* [
    null,
    "x",
    "",
    true,
    -1,
    0,
    0.5,
    1,
    1.5,
    2,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    {},
    [],
    [1],
  ];
  if (typeof known !== "object" || known === null) return;
  if (Array.isArray(known)) {
    for (const [index, one] of known.entries())
      for (const other of spoilt(one)) yield known.with(index, other);
    return yield [...known, ...known];
  }
  for (const [key, one] of Object.entries(known)) {
    for (const other of spoilt(one)) yield { ...known, [key]: other };
    yield Object.fromEntries(Object.entries(known).filter(([name]) => name !== key));
  }
  yield { ...known, extra: 1 };
}

function letsPassOnly(schema: z.ZodType, known: unknown, passes: (next: unknown) => boolean): number {
  let passed = 0;
  for (const next of spoilt(known)) {
    if (!passes(next)) continue;
    passed++;
    const parsed = schema.safeParse(next);
    expect(parsed.error?.issues, JSON.stringify(next)).toBeUndefined();
    expect(parsed.data).toEqual(next);
  }
  return passed;
}

it("lets nothing pass on a wall or a board of alarms that the full check would not", () => {
  expect(letsPassOnly(wallStateSchema, wall, (next) => hasShapeOf(next, wall))).toBeGreaterThan(100);
  expect(letsPassOnly(alarmBoardSchema, board, (next) => hasShapeOf(next, board))).toBeGreaterThan(10);
});

it("lets pass what comes each second: other numbers at other times", () => {
  const later = { ...wall, itPower: { ...wall.itPower, value: 119.25, sampledAtMs: 2_000, coverage: 1 } };
  expect(hasShapeOf(later, wall)).toBe(true);
  expect(hasShapeOf({ ...wall, storage: "away" }, wall)).toBe(false);
  expect(hasShapeOf({ ...wall, itPower: { ...wall.itPower, value: null } }, wall)).toBe(false);
});

it("a message is a patch for the quick check exactly where it is one for the full check", () => {
  expect(isPatch(patch)).toBe(true);
  for (const next of [...spoilt(patch), undefined, "patch"])
    expect(isPatch(next), JSON.stringify(next)).toBe(patchSchema.safeParse(next).success);
});
