import type { Band } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilTimeAt } from "../time/zone.ts";
import { cutByBands, holdsAtMinute } from "./bands.ts";
import { at, band, hour, minute, shanghai } from "./billing.fixture.ts";
import { checkBands } from "./check-bands.ts";
import { dayWindow } from "./month.ts";

const night = band("night", "22:00", "06:00", "0.4");

function hoursBy(day: string, zone: string, bands: readonly Band[]) {
  const hours = new Map<string, number>();
  for (const piece of cutByBands(dayWindow(day, zone), bands, zone)) {
    const id = piece.band?.id ?? "-";
    hours.set(id, (hours.get(id) ?? 0) + (piece.toMs - piece.fromMs) / hour);
  }
  return Object.fromEntries(hours);
}

describe("a band that wraps midnight", () => {
  test("22-6 in Shanghai is 00-06 and 22-24 of each local day", () => {
    const pieces = cutByBands(dayWindow("2026-05-04", shanghai), [night], shanghai);
    expect(pieces.map(({ fromMs, band }) => [new Date(fromMs).toISOString(), band?.id])).toEqual([
      ["2026-05-03T16:00:00.000Z", "night"],
      ["2026-05-03T22:00:00.000Z", undefined],
      ["2026-05-04T14:00:00.000Z", "night"],
    ]);
  });
  test("from >= 22 and < 6 read as one comparison would never hold", () => {
    expect(hoursBy("2026-05-04", shanghai, [night])).toEqual({ night: 8, "-": 16 });
  });
  test("over two days the night is one piece", () => {
    const window = { fromMs: at("2026-05-04T12:00:00Z"), toMs: at("2026-05-05T12:00:00Z") };
    expect(cutByBands(window, [night], "UTC")).toHaveLength(3);
  });
});

describe("days on which the clock changes count real hours", () => {
  test.each([
    ["2026-03-29", { night: 7, "-": 16 }], // 23 h: the skipped hour is a night hour; 8 x the price would overcharge
    ["2026-10-25", { night: 9, "-": 16 }], // 25 h: the repeated one is charged once each time
    ["2026-06-01", { night: 8, "-": 16 }],
  ])("Berlin %s", (day, hours) => {
    expect(hoursBy(day, "Europe/Berlin", [night])).toEqual(hours);
  });
  test("a band inside the repeated hour holds twice", () => {
    const early = band("early", "01:00", "02:30", "2");
    expect(hoursBy("2026-10-25", "Europe/Berlin", [early])).toEqual({ early: 2, "-": 23 });
  });
  test("a band inside the skipped hour does not hold", () => {
    expect(hoursBy("2026-03-29", "Europe/Berlin", [band("gone", "02:00", "03:00", "2")])).toEqual({
      "-": 23,
    });
  });
});

describe("days and months", () => {
  test("a weekday is that of the instant: Saturday's small hours are Saturday", () => {
    const friday = { ...night, weekdays: [5] };
    expect(hoursBy("2026-05-08", "UTC", [friday])).toEqual({ night: 8, "-": 16 });
    expect(hoursBy("2026-05-09", "UTC", [friday])).toEqual({ "-": 24 });
  });
  test("Sunday is 7", () => {
    const sunday = band("sunday", "00:00", "00:00", "0.5", { weekdays: [7] });
    expect(hoursBy("2026-05-10", "UTC", [sunday])).toEqual({ sunday: 24 });
    expect(hoursBy("2026-05-11", "UTC", [sunday])).toEqual({ "-": 24 });
  });
  test("Shanghai 2023: sharp replaces peak in July and August", () => {
    const bands = [
      band("sharp", "12:00", "14:00", "2.25", { months: [7, 8] }),
      band("peak-am", "08:00", "15:00", "1.8", { months: [7, 8, 9] }),
      band("peak-pm", "18:00", "21:00", "1.8", { months: [7, 8, 9] }),
      night,
    ];
    expect(checkBands(bands, "bands")).toEqual([]);
    expect(hoursBy("2023-07-03", shanghai, bands)).toEqual({
      sharp: 2,
      "peak-am": 5,
      "peak-pm": 3,
      night: 8,
      "-": 6,
    });
    expect(hoursBy("2023-09-04", shanghai, bands)).toEqual({ "peak-am": 7, "peak-pm": 3, night: 8, "-": 6 });
  });
});

test("pieces fill the segment to the millisecond, each in the band that a clock shows", () => {
  const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  });
  const bands = fc.array(
    fc.record({
      id: fc.uuid(),
      from: clock,
      to: clock,
      factor: fc.constant("2"),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
    }),
    { maxLength: 4 },
  );
  const zones = fc.constantFrom("UTC", shanghai, "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe");
  const starts = fc.integer({ min: at("2026-03-20T00:00:00Z"), max: at("2026-11-10T00:00:00Z") });
  fc.assert(
    fc.property(
      starts,
      fc.integer({ min: 1, max: 60 * hour }),
      bands,
      zones,
      (fromMs, lengthMs, all, zone) => {
        let reached = fromMs;
        for (const piece of cutByBands({ fromMs, toMs: fromMs + lengthMs }, all, zone)) {
          expect(piece.fromMs).toBe(reached);
          reached = piece.toMs;
          for (const inside of [
            piece.fromMs,
            Math.floor((piece.fromMs + piece.toMs - 1) / 2),
            piece.toMs - 1,
          ])
            expect(piece.band).toBe(heldAt(inside, all, zone));
        }
        expect(reached).toBe(fromMs + lengthMs);
      },
    ),
    { numRuns: 150 },
  );
});

/** The rule itself, by the civil clock of one instant. */
function heldAt(atMs: number, bands: readonly Band[], zone: string): Band | null {
  const civil = civilTimeAt(atMs, zone);
  const weekday = new Date(Date.UTC(civil.year, civil.month - 1, civil.day)).getUTCDay() || 7;
  const holds = (one: Band) =>
    (one.weekdays?.includes(weekday) ?? true) &&
    (one.months?.includes(civil.month) ?? true) &&
    holdsAtMinute(one, civil.hour * 60 + civil.minute);
  return bands.find(holds) ?? null;
}

describe("faults of bands", () => {
  const peak = band("peak", "08:00", "12:00", "1.5");
  test.each([
    ["crossing", [peak, band("noon", "11:00", "14:00", "2")], "crosses peak"],
    ["an exception behind what it cuts into", [peak, band("sharp", "10:00", "11:00", "2")], "never counts"],
    ["the same twice", [peak, { ...peak, id: "again" }], "never counts"],
    ["one id twice", [peak, { ...peak, from: "13:00", to: "14:00" }], "a second time"],
    ["a night over a late band", [band("late", "21:00", "23:00", "1"), night], "crosses late"],
  ])("%s", (_, bands, message) => {
    const issues = checkBands(bands, "rules.0.bands");
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path: "rules.0.bands.1", message: expect.stringContaining(message) });
  });

  const weekdays = { ...band("peak", "08:00", "15:00", "1.8"), weekdays: [1, 2, 3, 4, 5] };
  const sharp = band("sharp", "12:00", "14:00", "2.25");
  const valley = { ...band("valley", "22:00", "06:00", "0.4"), weekdays: [1, 2, 3, 4, 5] };
  const deep = band("deep", "00:00", "04:00", "0.2");
  test.each([
    ["a sharp band of all days before a peak of weekdays", [sharp, weekdays]],
    ["a sharp band that ends after the peak", [{ ...sharp, to: "16:00" }, weekdays]],
    ["a deep valley of all days before a valley of weekdays", [deep, valley]],
  ])("%s replaces it in its hours: no fault", (_, bands) => {
    expect(checkBands(bands, "bands")).toEqual([]);
  });
  test.each([
    ["behind the peak", [weekdays, { ...sharp, to: "16:00" }], "put sharp before peak"],
    ["over a valley: neither replaces the other", [sharp, { ...valley, from: "13:00" }], "crosses sharp"],
    ["of the same factor", [{ ...sharp, factor: "1.8" }, weekdays], "keep sharp within them"],
    ["of the flat price over a peak", [{ ...sharp, factor: "1" }, weekdays], "keep sharp within them"],
  ])("a crossing band %s is refused", (_, bands, message) => {
    expect(checkBands(bands, "bands")).toEqual([
      { path: "bands.1", message: expect.stringContaining(message) },
    ]);
  });
  test.each([
    ["an exception before", [band("sharp", "10:00", "11:00", "2"), peak]],
    ["other months", [{ ...peak, months: [1] }, band("noon", "11:00", "14:00", "2", { months: [2] })]],
    ["touching", [peak, band("noon", "12:00", "14:00", "2")]],
    [
      "a weekend of its own",
      [band("free", "00:00", "00:00", "0", { weekdays: [6, 7] }), { ...peak, weekdays: [1] }],
    ],
  ])("%s is none", (_, bands) => {
    expect(checkBands(bands, "x")).toEqual([]);
  });
  test("an instant is in a band from its first minute to before its last", () => {
    expect(holdsAtMinute(night, 22 * 60)).toBe(true);
    expect(holdsAtMinute(night, 6 * 60)).toBe(false);
    expect(minute).toBe(60_000);
  });
});
