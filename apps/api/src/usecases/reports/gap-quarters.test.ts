import type { CenterDocumentInput, WindowMs } from "@aidc/contract";
import { clipIntervals, intersectIntervals, kwhOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, daySumsOf, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { readEnergy } from "./read-energy.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 3, 16);
/** Two local days. */
const window = { fromMs: startMs, toMs: startMs + 48 * hourMs };
const wide = { fromMs: startMs - hourMs, toMs: window.toMs + hourMs };
const hours = (from: number, to: number): WindowMs => ({
  fromMs: startMs + from * hourMs,
  toMs: startMs + to * hourMs,
});

const meters: CenterDocumentInput["meters"] = [
  { id: "a", name: "A", role: "grid_import" },
  { id: "b", name: "B", role: "grid_import" },
  { id: "ups", name: "UPS", role: "ups_output" },
];

interface Sent {
  readonly quantity?: "power" | "energy";
  readonly silent?: readonly WindowMs[];
}

interface AllSent {
  readonly a?: Sent;
  readonly b?: Sent;
  readonly bRegister?: Sent;
  readonly ups?: Sent;
}

/** Every minute but in the silences; A may send a register instead of its power, B one beside it. */
async function energyOf(sent: AllSent) {
  const timeZone = "Asia/Shanghai";
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone, itBoundary: "ups_output" },
    meters,
  });
  const telemetry = new MemoryTelemetry(timeZone);
  const series: readonly [id: string, quantity: "power" | "energy", Sent | undefined][] = [
    ["a", sent.a?.quantity ?? "power", sent.a ?? {}],
    ["b", "power", sent.b ?? {}],
    ["b", "energy", sent.bRegister],
    ["ups", "power", sent.ups ?? {}],
  ];
  const points = series.flatMap(([id, quantity, of], seriesId) => {
    if (of === undefined) return [];
    const isHeard = ([at]: readonly [number, number]) =>
      !of.silent?.some(({ fromMs, toMs }) => at > fromMs && at < toMs);
    const value = (at: number) => (quantity === "power" ? 1000 : (at - startMs + hourMs) / 3_600);
    telemetry.set(seriesId, everyMs(wide, 60_000, value).filter(isHeard));
    return [aPoint({ subject: { kind: "meter", id }, quantity, seriesId })];
  });
  const context = figureContext({ history: telemetry }, { document, points }, window, {
    known: nothingKnown,
  });
  return readEnergy(context, daySumsOf(telemetry), await energySources(context), window);
}

const inHours = ({ fromMs, toMs }: WindowMs) => [(fromMs - startMs) / hourMs, (toMs - startMs) / hourMs];

async function gapsOf(sent: AllSent) {
  const { days } = await energyOf(sent);
  const told = (list: readonly WindowMs[] | undefined) => list?.map(inHours);
  return days.map(({ gaps }) => ({ facility: told(gaps?.facility), it: told(gaps?.it) }));
}

const whole = { facility: undefined, it: undefined };

describe("when something was not heard", () => {
  it("is told to the quarter hour: 10:20 to 13:35 is 10:15 to 13:45, and not a day", async () => {
    const found = await gapsOf({ a: { silent: [hours(10 + 1 / 3, 13 + 7 / 12)] } });
    expect(found).toEqual([{ facility: [[10.25, 13.75]], it: undefined }, whole]);
  });

  it("of several meters is when any of them was silent, on its own side only", async () => {
    const found = await gapsOf({
      a: { silent: [hours(2, 3)] },
      b: { silent: [hours(2.5, 4)] },
      ups: { silent: [hours(20, 26)] },
    });
    expect(found).toEqual([
      { facility: [[2, 4]], it: [[20, 24]] },
      { facility: undefined, it: [[24, 26]] },
    ]);
  });

  it("is looked at no finer where a meter was silent all day", async () => {
    expect(await gapsOf({ a: { silent: [hours(-1, 30)] }, b: { silent: [hours(2, 3)] } })).toEqual([
      whole,
      { facility: [[24, 30]], it: undefined },
    ]);
  });

  it("of a register with power beside it is when neither tells", async () => {
    const found = await gapsOf({
      b: { silent: [hours(5, 9)] },
      bRegister: { quantity: "energy", silent: [hours(-1, 7)] },
    });
    expect(found).toEqual([{ facility: [[5, 7]], it: undefined }, whole]);
  });
});

describe("a register that was silent and went on counting", () => {
  const told = async (silent: readonly WindowMs[]) => {
    const energy = await energyOf({ a: { quantity: "energy", silent } });
    return {
      silences: energy.silences?.map(({ side, window: own }) => [side, ...inHours(own)]),
      days: energy.days.map(({ facility }) => facility.coveredMs / hourMs),
      spans: energy.spans.map(({ kind, facility }) => [kind, facility.coveredMs / hourMs]),
      // 1 kW each of both meters, over two days.
      kwh: [...energy.days, ...energy.spans].reduce((sum, { facility }) => sum + kwhOf(facility.integral), 0),
    };
  };

  it("within a day has its energy in the day, and is told as a silence although the day has no gap", async () => {
    expect(await told([hours(10.5, 14)])).toEqual({
      silences: [["facility", 10.5, 14]],
      days: [48, 48],
      spans: [],
      kwh: 96,
    });
  });

  it("over the midnight is in no day and in the energy of both: 96, not 92", async () => {
    expect(await told([hours(22, 26)])).toEqual({
      silences: [["facility", 22, 26]],
      days: [46, 46],
      spans: [["silence", 4]],
      kwh: 96,
    });
  });

  it("is told of minutes within one clock hour, and over the edge of an hour", async () => {
    expect(await told([hours(10.25, 10.5)])).toEqual({
      silences: [["facility", 10.25, 10.5]],
      days: [48, 48],
      spans: [],
      kwh: 96,
    });
    expect((await told([hours(10.9, 11.1)])).silences).toEqual([["facility", 10.9, 11.1]]);
  });

  it("is not told of what its largest gap bridges, nor of what was heard all the time", async () => {
    expect((await told([hours(10.25, 10.25 + 3 / 60)])).silences).toEqual([]);
    expect((await told([])).silences).toEqual([]);
  });

  it("is told with the meters that were silent", async () => {
    const register = { quantity: "energy" as const };
    const { silences, silencesSeen } = await energyOf({ a: { ...register, silent: [hours(3, 3.5)] } });
    expect(silences).toEqual([{ side: "facility", window: hours(3, 3.5), meters: ["a"] }]);
    expect(silencesSeen).toEqual({ facility: "5m", it: "5m" });
  });
});

describe("what is listed and what is covered", () => {
  const minute = (at: number) => startMs + at * 60_000;
  /** Silences of whole minutes, apart, from a few minutes to hours. */
  function silencesOf(seed: number): WindowMs[] {
    let state = seed;
    const next = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const found: WindowMs[] = [];
    for (let at = 10 + next(300); at < 47 * 60; ) {
      const toAt = at + 2 + next([8, 40, 300][next(3)] ?? 8);
      if (toAt < 47 * 60) found.push({ fromMs: minute(at), toMs: minute(toAt) });
      at = toAt + 5 + next(400);
    }
    return found;
  }
  const total = (list: readonly WindowMs[]) => list.reduce((sum, one) => sum + one.toMs - one.fromMs, 0);
  const isBridged = ({ fromMs, toMs }: WindowMs) => toMs - fromMs <= 3 * 60_000;
  const isOverMidnight = ({ fromMs, toMs }: WindowMs) => fromMs < minute(1440) && minute(1440) < toMs;

  it.each([3, 17, 101, 4_242, 99_991])(
    "agree for power: a gap is listed where and only where time is missing (%i)",
    async (seed) => {
      const silent = silencesOf(seed).filter((one) => !isBridged(one));
      const { days } = await energyOf({ a: { silent } });
      for (const { window: day, facility, gaps } of days) {
        const missing = clipIntervals(silent, day);
        const listed = gaps?.facility ?? [];
        expect(facility.coveredMs).toBe(2 * (day.toMs - day.fromMs) - total(missing));
        expect(total(intersectIntervals(missing, listed))).toBe(total(missing));
        for (const { fromMs } of listed)
          for (const quarter of quartersIn(listed.filter((one) => one.fromMs === fromMs)))
            expect(clipIntervals(missing, quarter)).not.toEqual([]);
      }
    },
  );

  it.each([3, 17, 101, 4_242, 99_991])(
    "agree for a register: every silence is listed and its energy is known (%i)",
    async (seed) => {
      const silent = silencesOf(seed);
      const { days, spans, silences } = await energyOf({ a: { quantity: "energy", silent } });
      const long = silent.filter((one) => !isBridged(one) && !isWithinFive(one));
      expect(silences?.map(({ window: own }) => own)).toEqual(long);
      const over = silent.filter((one) => !isBridged(one) && isOverMidnight(one));
      const coveredMs = [...days, ...spans].reduce((sum, { facility }) => sum + facility.coveredMs, 0);
      expect(coveredMs).toBe(2 * total([window]));
      expect(spans).toHaveLength(over.length);
    },
  );

  const isWithinFive = ({ fromMs, toMs }: WindowMs) =>
    Math.floor(fromMs / 300_000) === Math.floor((toMs - 1) / 300_000);
  const quartersIn = (list: readonly WindowMs[]) =>
    list.flatMap(({ fromMs, toMs }) =>
      Array.from({ length: (toMs - fromMs) / 900_000 }, (_, at) => ({
        fromMs: fromMs + at * 900_000,
        toMs: fromMs + (at + 1) * 900_000,
      })),
    );
});
