import { describe, expect, test } from "vitest";
import { floodBucketMs, floodBuckets, floodsIn } from "./flood.ts";
import { gradeAlarms, passedOf, watchedOf } from "./self-grade.ts";

const minute = 60_000;
const hours = (n: number) => n * 3_600_000;
const repeat = (bucket: number, count: number) =>
  Array.from({ length: count }, (_, i) => bucket * floodBucketMs + i);

describe("floods", () => {
  const window = { fromMs: 0, toMs: 8 * floodBucketMs };
  test("begin above 10 in a bucket and end below 5, not at 10", () => {
    const counts = floodBuckets(
      [10, 11, 7, 5, 4, 0, 12].flatMap((count, bucket) => repeat(bucket, count)),
      window,
    );
    expect([...counts]).toEqual([10, 11, 7, 5, 4, 0, 12, 0]);
    expect(floodsIn(counts, window)).toEqual([
      { fromMs: floodBucketMs, toMs: 4 * floodBucketMs },
      { fromMs: 6 * floodBucketMs, toMs: 7 * floodBucketMs },
    ]);
  });
  test("a day's mean of one in ten minutes hides one", () => {
    const day = { fromMs: 0, toMs: hours(24) };
    const grade = gradeAlarms(
      repeat(3, 100).map((atMs, i) => ({ alarm: `a${i}`, severity: "minor", atMs, clearedMs: atMs + 1 })),
      day,
    );
    expect(grade.perTenMinutes).toBeLessThan(1);
    expect(grade).toMatchObject({ worstTenMinutes: 100, floodShare: floodBucketMs / hours(24) });
  });
});

describe("the alarm system grades itself", () => {
  const window = { fromMs: 0, toMs: hours(48) };
  const one = (alarm: string, atMs: number, clearedMs: number | null) =>
    ({ alarm, severity: "warning", atMs, clearedMs }) as const;
  test("stale is active for more than 24 h, cleared or not", () => {
    const list = [one("a", 0, hours(24)), one("b", 0, hours(24) + 1), one("c", hours(20), null)];
    expect(gradeAlarms(list, window).stale).toBe(2);
  });
  test("of a window that still runs only what has passed counts: minutes are no day, and few are not many", () => {
    const now = hours(36) + 2 * minute;
    const list = [one("young", hours(36), null), one("old", hours(1), null)];
    const passed = passedOf({ fromMs: 0, toMs: hours(24 * 30) }, now);
    expect(passed).toEqual({ fromMs: 0, toMs: now });
    const grade = gradeAlarms(list, passed);
    expect(grade.stale).toBe(1);
    expect(grade.perTenMinutes).toBeCloseTo(2 / (now / 600_000), 12);
    expect(passedOf(window, hours(50))).toEqual(window);
    expect(passedOf(window, 0)).toEqual(window);
  });
  test("of a window in which somebody began to watch only what follows counts", () => {
    expect(watchedOf(window, hours(40))).toEqual({ fromMs: hours(40), toMs: hours(48) });
    for (const since of [null, -1, hours(48)]) expect(watchedOf(window, since)).toEqual(window);
  });
  test("chattering is three activations within a minute", () => {
    const list = [0, 30_000, minute].map((atMs) => one("fast", atMs, atMs + 1));
    const slow = [0, 30_000, minute + 1].map((atMs) => one("slow", atMs, atMs + 1));
    expect(gradeAlarms([...list, ...slow], window).chattering).toEqual(["fast"]);
  });
  test("nothing has no share, not a share of 0", () => {
    expect(gradeAlarms([], window)).toMatchObject({ topTenShare: null, annunciations: 0 });
  });
});
