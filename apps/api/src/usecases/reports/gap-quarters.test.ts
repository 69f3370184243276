import type { CenterDocumentInput, WindowMs } from "@aidc/contract";
import { kwhOf, nothingKnown } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, Resolution } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
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
  return readEnergy(context, sumsOf(telemetry), await energySources(context), window);
}

const inHours = ({ fromMs, toMs }: WindowMs) => [(fromMs - startMs) / hourMs, (toMs - startMs) / hourMs];

async function gapsOf(sent: AllSent) {
  const { days } = await energyOf(sent);
  const told = (list: readonly WindowMs[] | undefined) => list?.map(inHours);
  return days.map(({ gaps }) => ({ facility: told(gaps?.facility), it: told(gaps?.it) }));
}

/** As the database adds them up. */
function sumsOf(telemetry: MemoryTelemetry) {
  return {
    sumDays: async (
      groups: readonly (readonly BoundPoint[])[],
      over: WindowMs | readonly WindowMs[],
      size: Resolution = "1d",
    ) =>
      Promise.all(
        groups.map(async (group): Promise<DayOfGroup[]> => {
          const windows = "fromMs" in over ? [over] : over;
          const read = windows.map((one) => telemetry.readRollups(group, one, size));
          const rows = (await Promise.all(read)).flat(2).filter(({ coveredMs }) => coveredMs > 0);
          return [...Map.groupBy(rows, (row) => row.startMs)].map(([from, own]) => ({
            startMs: from,
            endMs: own[0]?.endMs ?? from,
            resets: 0,
            points: own.length,
            integral: own.reduce((sum, { integral }) => sum + integral, 0n),
            coveredMs: own.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
            leastCoveredMs: Math.min(...own.map(({ coveredMs }) => coveredMs)),
          }));
        }),
      ),
    sumPoints: async () => [],
  };
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

  it("is not told of a few minutes within an hour, nor of what was heard all the time", async () => {
    expect((await told([hours(10.25, 10.5)])).silences).toEqual([]);
    expect((await told([])).silences).toEqual([]);
  });
});
