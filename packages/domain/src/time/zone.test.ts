import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilTimeAt, instantOfCivil, offsetMsAt, parseCivilTime } from "./zone.ts";

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);

describe("civil time", () => {
  test.each([
    ["2020-05-01 00:00:00", "Asia/Shanghai", "2020-04-30T16:00:00Z"],
    ["2020-05-01T08:30", "Asia/Shanghai", "2020-05-01T00:30:00Z"],
    ["2020-05-01", "Asia/Shanghai", "2020-04-30T16:00:00Z"],
    ["2024-05-17 15:38:27.185", "UTC", "2024-05-17T15:38:27.185Z"],
    ["1988-07-01 09:00:00", "Asia/Shanghai", "1988-07-01T00:00:00Z"],
    ["2026-07-01 00:00:00", "Asia/Kolkata", "2026-06-30T18:30:00Z"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(parseCivilTime(text, zone)).toBe(at(instant));
  });

  test.each([
    "",
    "yesterday",
    "2020-13-01",
    "2020-02-30 00:00:00",
    "2020-05-01 24:00:00",
    "2020-05-01 00:00:00Z",
    "2020-05-01 00:61:00",
  ])("refuses %j", (text) => {
    expect(parseCivilTime(text, "UTC")).toBeNull();
  });

  test("a time that the clock change skips is the first instant after it", () => {
    expect(parseCivilTime("2026-03-29 02:30:00", "Europe/Berlin")).toBe(at("2026-03-29T01:00:00Z"));
  });
  test("a time that occurs twice is the earlier", () => {
    expect(parseCivilTime("2026-10-25 02:30:00", "Europe/Berlin")).toBe(at("2026-10-25T00:30:00Z"));
  });

  test("Shanghai had summer time in 1988 and has none today", () => {
    expect(offsetMsAt(at("1988-07-01T00:00:00Z"), "Asia/Shanghai")).toBe(9 * hour);
    expect(offsetMsAt(at("2026-07-01T00:00:00Z"), "Asia/Shanghai")).toBe(8 * hour);
    expect(civilTimeAt(at("1988-07-01T00:00:00Z"), "Asia/Shanghai")).toMatchObject({ hour: 9, day: 1 });
  });

  test("an unknown zone is an error, not UTC", () => {
    expect(() => civilTimeAt(0, "Mars/Olympus")).toThrow(RangeError);
  });

  test.each([
    ["Australia/Lord_Howe", "2024-04-06T15:00:00Z"],
    ["Africa/Casablanca", "2024-03-10T02:00:00Z"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z"],
    ["Africa/Monrovia", "1972-01-07T00:44:30Z"],
    ["America/Caracas", "2016-05-01T07:00:00Z"],
  ])("around a clock change in %s an instant is shown as the runtime shows it", (timeZone, change) => {
    const runtime = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    const two = (n: number) => String(n).padStart(2, "0");
    for (let ms = at(change) - 36 * hour; ms < at(change) + 36 * hour; ms += 37 * 60_000 + 1000) {
      const { year, month, day, hour: h, minute, second } = civilTimeAt(ms, timeZone);
      expect(`${year}-${two(month)}-${two(day)} ${two(h)}:${two(minute)}:${two(second)}`).toBe(
        runtime.format(ms),
      );
    }
  });

  test("there and back again, but for the repeated hour", () => {
    const zones = fc.constantFrom(
      "Asia/Shanghai",
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "UTC",
    );
    const instants = fc.integer({ min: at("1980-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z") });
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const back = instantOfCivil(civilTimeAt(instant, zone), zone);
        expect([0, hour]).toContain(instant - back);
        expect(civilTimeAt(back, zone)).toEqual(civilTimeAt(instant, zone));
      }),
    );
  });
});
