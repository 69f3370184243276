import type { CenterDocumentInput, WindowMs } from "@aidc/contract";
import { nothingKnown } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, daySumsOf, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { registerSilences } from "./register-silences.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 3);
const hours = (from: number, to: number): WindowMs => ({
  fromMs: startMs + from * hourMs,
  toMs: startMs + to * hourMs,
});

interface Sent {
  readonly silent: Readonly<Record<string, readonly WindowMs[]>>;
  readonly days?: number;
  readonly keptFromMs?: number;
  readonly point?: Partial<BoundPoint>;
}

/** Registers of the facility, each read every minute but in its silences. */
async function silencesOf({ silent, days = 1, keptFromMs, point }: Sent) {
  const period = hours(0, 24 * days);
  const ids = Object.keys(silent);
  const meters: CenterDocumentInput["meters"] = ids.map((id) => ({ id, name: id, role: "grid_import" }));
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC", itBoundary: "ups_output" },
    meters,
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points = ids.map((id, seriesId) => {
    const own = silent[id] ?? [];
    const isHeard = ([at]: readonly [number, number]) =>
      !own.some(({ fromMs, toMs }) => at > fromMs && at < toMs);
    telemetry.set(seriesId, everyMs(hours(-1, 24 * days + 1), 60_000, (at) => at / 3_600).filter(isHeard));
    return aPoint({ subject: { kind: "meter", id }, quantity: "energy", seriesId, ...point });
  });
  if (keptFromMs !== undefined) telemetry.keptFromMs = keptFromMs;
  const context = figureContext({ history: telemetry }, { document, points }, period, {
    known: nothingKnown,
  });
  const { silences, silencesSeen } = await registerSilences(
    context,
    daySumsOf(telemetry),
    await energySources(context),
    { overMidnight: [], days: Array.from({ length: days }, (_, at) => hours(24 * at, 24 * at + 24)) },
  );
  return {
    told: silences.map(({ meters: of, window: { fromMs, toMs } }) => [
      of.join(),
      (fromMs - startMs) / hourMs,
      (toMs - startMs) / hourMs,
    ]),
    seen: silencesSeen.facility,
    reads: telemetry.rawReads.length,
  };
}

describe("silences of several meters", () => {
  it.each([
    {
      of: "that overlap are each its own: of neither was all of that time silent",
      silent: { a: [hours(1, 10)], b: [hours(9, 20)] },
      told: [
        ["a", 1, 10],
        ["b", 9, 20],
      ],
    },
    {
      of: "that are of the same time are one",
      silent: { a: [hours(1, 10), hours(12, 13)], b: [hours(1, 10)] },
      told: [
        ["a,b", 1, 10],
        ["a", 12, 13],
      ],
    },
    {
      of: "that go on where another's end are each its own",
      silent: { a: [hours(1, 5)], b: [hours(5, 8)] },
      told: [
        ["a", 1, 5],
        ["b", 5, 8],
      ],
    },
  ])("$of", async ({ silent, told }) => {
    expect((await silencesOf({ silent })).told).toEqual(told);
  });
});

describe("which silences were looked for", () => {
  const quarter = [hours(3, 3.5)];
  it.each([
    { of: "kept samples", sent: { silent: { a: quarter } }, told: [["a", 3, 3.5]], seen: "5m" },
    {
      of: "samples that are no longer kept",
      sent: { silent: { a: quarter }, keptFromMs: startMs + 30 * hourMs },
      told: [],
      seen: "part",
    },
    {
      of: "a day of which samples are no longer kept, beside a later one",
      sent: { silent: { a: [...quarter, hours(30, 31)] }, days: 2, keptFromMs: startMs + 24 * hourMs },
      told: [["a", 30, 31]],
      seen: "part",
    },
    {
      of: "a day that one of two meters was not heard on, and whose samples are no longer kept",
      sent: { silent: { a: quarter, b: [hours(-2, 26)] }, keptFromMs: startMs + 30 * hourMs },
      told: [],
      seen: "part",
    },
    { of: "a day that nobody was heard on", sent: { silent: { a: [hours(-2, 26)] } }, told: [], seen: "5m" },
  ])("of $of", async ({ sent, told, seen }) => {
    expect(await silencesOf(sent)).toMatchObject({ told, seen });
  });
});

describe("what looking costs", () => {
  /** Six minutes twice an hour. */
  const lossy = (days: number) =>
    Array.from({ length: 48 * days }, (_, at) => hours(at / 2 + 0.2, at / 2 + 0.3));

  it("is few statements for many short silences: each of 1,488 was one", async () => {
    const { told, seen, reads } = await silencesOf({ silent: { a: lossy(31) }, days: 31 });
    expect(told).toHaveLength(48 * 31);
    expect(seen).toBe("5m");
    expect(reads).toBeLessThanOrEqual(31);
  });

  it("is bounded where so much comes between them that they are not read together", async () => {
    const point = { intervalMs: 20, maxGapMs: 180_000 };
    const few = Array.from({ length: 300 }, (_, at) => hours(2.4 * at + 0.2, 2.4 * at + 0.3));
    const { told, seen, reads } = await silencesOf({ silent: { a: few }, days: 30, point });
    expect(seen).toBe("part");
    expect(told.length).toBeGreaterThan(0);
    expect(reads).toBe(told.length);
    expect(reads).toBeLessThanOrEqual(200);
  });
});
