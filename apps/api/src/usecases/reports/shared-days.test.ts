import type { WindowMs } from "@aidc/contract";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import fc from "fast-check";
import { expect, it } from "vitest";
import { aPoint } from "../figures/memory-telemetry.fixture.ts";
import { shareDays } from "./shared-days.ts";

const dayMs = 86_400_000;
const reach = { fromMs: 0, toMs: 6 * dayMs };
const points = Array.from({ length: 8 }, (_, seriesId) =>
  aPoint({ subject: { kind: "rack", id: `k${seriesId}` }, quantity: "power", seriesId }),
);

/** Of a point over a day; some have no row, some cover less than the day or nothing. */
function rowOf({ seriesId }: BoundPoint, day: number): { integral: bigint; coveredMs: number } | null {
  const mixed = ((seriesId ?? 0) * 31 + day * 17) % 11;
  if (mixed === 0) return null;
  return { integral: BigInt(mixed * 1000 + day), coveredMs: mixed === 1 ? 0 : dayMs - (mixed % 3) * 1000 };
}

function sumsThatCount() {
  const asked: { readonly points: number; readonly window: WindowMs }[] = [];
  const dayOf = (group: readonly BoundPoint[], day: number): DayOfGroup[] => {
    const rows = group.flatMap((point) => rowOf(point, day) ?? []);
    if (rows.length === 0) return [];
    return [
      {
        startMs: day * dayMs,
        endMs: (day + 1) * dayMs,
        resets: rows.length % 2,
        integral: rows.reduce((sum, { integral }) => sum + integral, 0n),
        coveredMs: rows.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
        points: rows.filter(({ coveredMs }) => coveredMs > 0).length,
        leastCoveredMs: Math.min(...rows.map(({ coveredMs }) => coveredMs)),
      },
    ];
  };
  const sums = {
    async sumDays(groups: readonly (readonly BoundPoint[])[], window: WindowMs) {
      const count = groups.reduce((sum, group) => sum + group.length, 0);
      if (count > 0) asked.push({ points: count, window });
      const days = Array.from({ length: (window.toMs - window.fromMs) / dayMs }, (_, at) => at);
      return groups.map((group) => days.flatMap((at) => dayOf(group, window.fromMs / dayMs + at)));
    },
    sumPoints: async () => [],
  };
  return { sums, asked };
}

const halfOf = ({ fromMs, toMs }: WindowMs) => ({ fromMs, toMs: fromMs + (toMs - fromMs) / 2 });

const withoutResets = (days: readonly (readonly DayOfGroup[])[]) =>
  days.map((group) => group.map(({ resets: _, ...day }) => day));

it("answers whatever is asked as the database would, whatever was said ahead", async () => {
  const groups = fc.array(fc.subarray(points), { maxLength: 4 });
  const windows = fc
    .tuple(fc.nat(6), fc.nat(6))
    .map(([a, b]) => ({ fromMs: Math.min(a, b) * dayMs, toMs: Math.max(a, b) * dayMs }));
  await fc.assert(
    fc.asyncProperty(groups, groups, windows, async (ahead, asked, window) => {
      const { sums } = sumsThatCount();
      const shared = shareDays(
        sums,
        ahead.map((points, at) => ({ points, window: at % 2 === 0 ? reach : halfOf(reach) })),
      );
      const found = await shared.sumDays(asked, window);
      expect(withoutResets(found)).toEqual(withoutResets(await sums.sumDays(asked, window)));
    }),
  );
});

it("reads once what two groups have in common, and what only one of them holds over its own window", async () => {
  const { sums, asked } = sumsThatCount();
  const [one, two] = [points.slice(0, 6), points.slice(2, 8)];
  const shared = shareDays(sums, [
    { points: one, window: reach },
    { points: two, window: reach },
  ]);
  const window = { fromMs: dayMs, toMs: 3 * dayMs };
  await Promise.all([shared.sumDays([one, []], reach), shared.sumDays([two], window)]);
  expect(asked).toEqual([
    { points: 4, window: reach },
    { points: 2, window: reach },
    { points: 2, window },
  ]);
});

it("reads what is asked of a period over the period, though something else is asked of years", async () => {
  const { sums, asked } = sumsThatCount();
  const period = { fromMs: 4 * dayMs, toMs: 6 * dayMs };
  const [years, racks, halls] = [points.slice(0, 2), points.slice(1, 6), points.slice(1, 8)];
  const shared = shareDays(sums, [
    { points: years, window: reach },
    { points: racks, window: period },
    { points: halls, window: period },
  ]);
  await Promise.all([shared.sumDays([racks], period), shared.sumDays([halls], period)]);
  expect(asked).toEqual([
    { points: 1, window: reach },
    { points: 4, window: period },
    { points: 2, window: period },
  ]);
});
