import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { noDayTrend, readDayTrend } from "./day-trend.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./figures/memory-telemetry.fixture.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.UTC(2026, 4, 4, 12, 7);
const day = { fromMs: nowMs - 26 * hourMs, toMs: nowMs };
const servers = ["s1", "s2"].map((id, seriesId) =>
  aPoint({ subject: { kind: "server", id }, quantity: "power", seriesId }),
);

function center(points = servers) {
  const history = new MemoryTelemetry("UTC");
  const read = (before = noDayTrend, atMs = nowMs) =>
    readDayTrend({ history }, { document: aCenterDocument(), points }, { nowMs: atMs, before });
  return { history, read };
}

it("is the sum of the means of each quarter of an hour, up to the last that is over", async () => {
  const { history, read } = center();
  history.set(
    0,
    everyMs(day, minuteMs, () => 300),
  );
  history.set(
    1,
    everyMs(day, minuteMs, () => 200),
  );
  const { points } = await read();
  expect(points).toHaveLength(96);
  expect(points.at(-1)?.atMs).toBe(Date.UTC(2026, 4, 4, 12, 0));
  expect(points.every(({ powerW }) => powerW === 500)).toBe(true);
});

it("has a gap where a gauge was silent, not the sum of the others", async () => {
  const { history, read } = center();
  history.set(
    0,
    everyMs(day, minuteMs, () => 300),
  );
  const silent = { fromMs: Date.UTC(2026, 4, 4, 3), toMs: Date.UTC(2026, 4, 4, 4) };
  history.set(
    1,
    everyMs(day, minuteMs, () => 200).filter(([at]) => at < silent.fromMs || at > silent.toMs),
  );
  const { points } = await read();
  const gaps = points.filter(({ powerW }) => powerW === null).map(({ atMs }) => atMs);
  expect(gaps).toEqual([15, 30, 45, 60].map((minutes) => silent.fromMs + minutes * minuteMs));
  expect(new Set(points.map(({ powerW }) => powerW))).toEqual(new Set([500, null]));
});

it("is kept for minutes, a shorter time while history grows, and not at all on a clock that went back", async () => {
  const { history, read } = center();
  history.set(
    0,
    everyMs(day, minuteMs, () => 300),
  );
  const growing = await read();
  expect(growing.points.every(({ powerW }) => powerW === null)).toBe(true);
  history.set(
    1,
    everyMs(day, minuteMs, () => 200),
  );
  expect(await read(growing, nowMs + 59_000)).toBe(growing);
  const whole = await read(growing, nowMs + 60_000);
  expect(whole.points[0]?.powerW).toBe(500);
  expect(await read(whole, nowMs + 299_000)).toBe(whole);
  expect(await read(whole, nowMs - 1)).not.toBe(whole);
});

it("has no points in a center without gauges", async () => {
  expect((await center([]).read()).points).toEqual([]);
});
