import { nothingKnown, pairsOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { judgeOverWindow } from "./judge-window.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 4);
const wide = { fromMs: startMs - hourMs, toMs: startMs + 13 * hourMs };

/** A rack of 1,000 W, and what its only server says by the hour of the window. */
async function judged(serverW: (hour: number) => number | null, hours = 12) {
  const document = aCenterDocument();
  const telemetry = new MemoryTelemetry(document.center.timeZone);
  const points = [
    aPoint({ subject: { kind: "rack", id: "k1" }, quantity: "power", seriesId: 0 }),
    aPoint({ subject: { kind: "server", id: "s1" }, quantity: "power", seriesId: 1 }),
  ];
  telemetry.set(
    0,
    everyMs(wide, 60_000, () => 1000),
  );
  const said = everyMs(wide, 60_000, (atMs) => serverW(Math.floor((atMs - startMs) / hourMs)) ?? Number.NaN);
  telemetry.set(
    1,
    said.filter(([, value]) => !Number.isNaN(value)),
  );
  const [pair] = pairsOf(document, points);
  if (!pair) throw new Error("a rack and its server are a pair");
  const window = { fromMs: startMs, toMs: startMs + hours * hourMs };
  return judgeOverWindow(
    figureContext({ history: telemetry }, { document, points }, window, { known: nothingKnown }),
    pair,
  );
}

it("keeps both energies over the time that both cover", async () => {
  const { figures, isBreak, since } = await judged((hour) => (hour < 6 ? 900 : null));
  expect(isBreak).toBe(false);
  expect(since).toBeNull();
  expect(figures?.first.value).toBeCloseTo(6, 1);
  expect(figures?.second.value).toBeCloseTo(5.4, 1);
  expect(figures?.first.coverage).toBeCloseTo(0.5, 2);
  expect(figures?.first.status).toBe("provisional");
});

it("says since when they disagree, to the hour", async () => {
  const found = await judged((hour) => (hour < 9 ? 950 : 1600));
  // A minute before the hour the power already rises.
  expect(found.since).toBe("2026-05-04T09:00:00.000Z");
  expect(found.sinceBefore).toBe(false);
});

it("a break of all that is known may be older than the window", async () => {
  const found = await judged(() => 1600);
  expect(found).toMatchObject({ isBreak: true, since: "2026-05-04T00:00:00.000Z", sinceBefore: true });
  expect(found.figures).toMatchObject({ first: { value: 12 }, second: { value: 19.2 } });
  expect(found.figures?.high).toBeCloseTo(12 * 1.07 + 1.2, 6);
});

it("says nothing where nothing is known of one", async () => {
  const found = await judged(() => null);
  expect(found).toMatchObject({ isBreak: false, since: null });
  expect(found.figures?.second).toMatchObject({ value: null, coverage: 0 });
});
