import { describe, expect, test } from "vitest";
import { floodBucketMs, floodBuckets, floodsIn } from "./flood.ts";
import { floodAfter } from "./flood-watch.ts";
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
  test("lie in the ten minutes of the clock, wherever the window begins or ends: as the live flood does", () => {
    // Six at :02 and six at :08 of the second bucket.
    const times = [2, 8].flatMap((at) => Array.from({ length: 6 }, (_, i) => (10 + at) * minute + i));
    for (const fromMs of [0, 5 * minute, 9 * minute + 1, 12 * minute]) {
      const part = { fromMs, toMs: 37 * minute };
      const counts = floodBuckets(times, part);
      expect(Math.max(...counts)).toBe(12);
      const beginMs = Math.max(fromMs, floodBucketMs);
      expect(floodsIn(counts, part)).toEqual([{ fromMs: beginMs, toMs: 2 * floodBucketMs }]);
      expect(floodAfter(times).flood?.sinceMs).toBe(floodBucketMs);
    }
  });
  test("are not ended by a bucket that is not over yet", () => {
    const runs = { fromMs: 0, toMs: 21 * minute };
    expect(floodsIn(floodBuckets(repeat(1, 11), runs), runs)).toEqual([
      { fromMs: floodBucketMs, toMs: 21 * minute },
    ]);
  });
  test("a day's mean of one in ten minutes hides one", () => {
    const day = { fromMs: 0, toMs: hours(24) };
    const grade = gradeAlarms(
      repeat(3, 100).map((atMs, i) => ({
        alarm: `a${i}`,
        occurrence: 1,
        severity: "minor",
        atMs,
        clearedMs: atMs + 1,
      })),
      day,
    );
    expect(grade.perTenMinutes).toBeLessThan(1);
    expect(grade).toMatchObject({ worstTenMinutes: 100, floodShare: floodBucketMs / hours(24) });
  });
});

describe("the alarm system grades itself", () => {
  const window = { fromMs: 0, toMs: hours(48) };
  const one = (alarm: string, atMs: number, clearedMs: number | null, occurrence = 1) =>
    ({ alarm, occurrence, severity: "warning", atMs, clearedMs }) as const;
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
    const list = [0, 30_000, minute].map((atMs, n) => one("fast", atMs, atMs + 1, n));
    const slow = [0, 30_000, minute + 1].map((atMs, n) => one("slow", atMs, atMs + 1, n));
    expect(gradeAlarms([...list, ...slow], window).chattering).toEqual(["fast"]);
  });
  test("one that lasts and comes off a shelf again and again sounds each time; it is long-standing once and never chatters", () => {
    const each = Array.from({ length: 4 }, (_, n) => one("lasts", n * 10_000, null));
    expect(gradeAlarms(each, window)).toMatchObject({ annunciations: 4, stale: 1, chattering: [] });
    const again = [...each, one("lasts", hours(20), null, 2)];
    expect(gradeAlarms(again, window).stale).toBe(2);
    // It sounded first before the window, and its length counts from then.
    expect(gradeAlarms(each, { fromMs: 20_000, toMs: hours(24) + 1 }).stale).toBe(1);
  });
  test("nothing has no share, not a share of 0", () => {
    expect(gradeAlarms([], window)).toMatchObject({ topTenShare: null, annunciations: 0 });
  });
});
