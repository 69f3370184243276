import type { WindowMs } from "@aidc/contract";
import type { DaySum, EnergyDay, EnergyInputs } from "@aidc/domain";
import { facilityInputs, itInputs, localDaysOver, worstGrade } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, Rollup, TelemetryStore } from "@aidc/store";
import { chooseSources } from "../figures/energy-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { jointEnergies } from "../figures/joint-energy.ts";

/** Sums of days that the database adds up itself. */
export type DaySums = Pick<TelemetryStore, "sumDays" | "sumPoints">;

export interface EnergySources {
  readonly facility: readonly SignedSource[];
  readonly it: readonly SignedSource[];
}
export type SignedSource = Awaited<ReturnType<typeof chooseSources>>[number];

/** Chosen over the window of the context, so that they are those of its figures. */
export async function energySources(context: FigureContext): Promise<EnergySources> {
  const { document, points } = context;
  return {
    facility: await chooseSources(context, facilityInputs(document, points)),
    it: await chooseSources(context, itInputs(document, points)),
  };
}

/** Groups that are summed together; a register with a gauge beside it is looked at by itself. */
interface Split {
  readonly plus: readonly BoundPoint[];
  readonly minus: readonly BoundPoint[];
  readonly pairs: readonly SignedSource[];
}

function splitOf(sources: readonly SignedSource[]): Split {
  const single = (sign: 1 | -1) =>
    sources
      .filter((source) => source.sign === sign && (source.counter === null || source.gauge === null))
      .flatMap(({ counter, gauge }) => counter ?? gauge ?? []);
  return {
    plus: single(1),
    minus: single(-1),
    pairs: sources.filter(({ counter, gauge }) => counter !== null && gauge !== null),
  };
}

/**
 * The energy balance by local day. A day that every meter covers wholly counts from sums of roll-ups, one that some
 * meter does not cover at all has no joint energy, and only what lies between is looked up finer.
 */
export async function readEnergy(
  context: FigureContext,
  sums: DaySums,
  sources: EnergySources,
  reach: WindowMs,
): Promise<EnergyInputs> {
  const facility = splitOf(sources.facility);
  const it = splitOf(sources.it);
  const pairs = [...facility.pairs, ...it.pairs];
  const groups = await sums.sumDays([facility.plus, facility.minus, it.plus, it.minus], reach);
  const byDay = groups.map((days) => new Map(days.map((day) => [day.startMs, day])));
  const pairDays = await readPairs(context, pairs, reach);
  const reader = new DayReader(context, sources, [facility.plus, facility.minus, it.plus, it.minus]);
  const days: EnergyDay[] = [];
  for (const window of localDaysOver(reach, context.timeZone)) {
    const found = byDay.map((group) => group.get(window.fromMs) ?? null);
    const ofPairs = pairs.map((_, at) => pairDays[at]?.get(window.fromMs) ?? null);
    days.push(await reader.read(window, found, pairs, ofPairs));
  }
  return {
    facility: { count: sources.facility.length, grade: gradeOf(sources.facility) },
    it: { count: sources.it.length, grade: gradeOf(sources.it) },
    days,
  };
}

export function gradeOf(sources: readonly SignedSource[]) {
  return worstGrade(sources.flatMap(({ counter, gauge }) => (counter ?? gauge)?.grade ?? []));
}

interface PairDay {
  readonly counter: Rollup | null;
  readonly gauge: Rollup | null;
}

async function readPairs(
  context: FigureContext,
  pairs: readonly SignedSource[],
  reach: WindowMs,
): Promise<Map<number, PairDay>[]> {
  const points = pairs.flatMap(({ counter, gauge }) => [counter, gauge].filter((point) => point !== null));
  const rows = points.length === 0 ? [] : await context.telemetry.readRollups(points, reach, "1d");
  return pairs.map((_, at) => {
    const [counter, gauge] = [rows[2 * at] ?? [], rows[2 * at + 1] ?? []];
    const gauges = new Map(gauge.map((row) => [row.startMs, row]));
    const counters = new Map(counter.map((row) => [row.startMs, row]));
    const starts = new Set([...gauges.keys(), ...counters.keys()]);
    return new Map(
      [...starts].map((start) => [
        start,
        { counter: counters.get(start) ?? null, gauge: gauges.get(start) ?? null },
      ]),
    );
  });
}

type PairSum = DaySum & { readonly state: "whole" | "partly" | "none" };

const nothing: DaySum = { integral: 0n, coveredMs: 0, resets: 0 };

class DayReader {
  private readonly context: FigureContext;
  private readonly sources: EnergySources;
  /** facility +, facility -, IT +, IT - */
  private readonly sizes: readonly number[];
  private readonly isSilent: boolean;

  constructor(context: FigureContext, sources: EnergySources, groups: readonly (readonly BoundPoint[])[]) {
    this.context = context;
    this.sources = sources;
    this.sizes = groups.map(({ length }) => length);
    const all = [...sources.facility, ...sources.it];
    this.isSilent = all.some(({ counter, gauge }) => counter === null && gauge === null);
  }

  async read(
    window: WindowMs,
    groups: readonly (DayOfGroup | null)[],
    pairs: readonly SignedSource[],
    pairDays: readonly (PairDay | null)[],
  ): Promise<EnergyDay> {
    const pairSums: PairSum[] = [];
    for (const [at, source] of pairs.entries())
      pairSums.push(await this.pairSum(window, source, pairDays[at] ?? null));
    const facilityPairs = pairSums.slice(0, pairs.length - this.itPairs(pairs));
    const itPairs = pairSums.slice(facilityPairs.length);
    const facility = add([groups[0], negated(groups[1]), ...facilityPairs]);
    const it = add([groups[2], negated(groups[3]), ...itPairs]);
    return { window, facility, it, joint: await this.joint(window, groups, pairSums, { facility, it }) };
  }

  private itPairs(pairs: readonly SignedSource[]): number {
    return pairs.filter((pair) => this.sources.it.includes(pair)).length;
  }

  private async pairSum(window: WindowMs, source: SignedSource, day: PairDay | null): Promise<PairSum> {
    const lengthMs = window.toMs - window.fromMs;
    const { counter = null, gauge = null } = day ?? {};
    const signed = (sum: DaySum): DaySum => ({ ...sum, integral: sum.integral * BigInt(source.sign) });
    if (!counter?.coveredMs && !gauge?.coveredMs) return { ...nothing, state: "none" };
    // A bridged register knows of no resets, as in the figure of its window.
    if (counter && counter.coveredMs >= lengthMs)
      return { ...signed({ ...counter, resets: 0 }), state: "whole" };
    if (gauge && gauge.coveredMs >= lengthMs && !counter?.coveredMs)
      return { ...signed({ ...gauge, resets: 0 }), state: "whole" };
    const { millijoules, coveredMs } = await jointEnergies(this.context, [source], window);
    const state = coveredMs >= lengthMs ? "whole" : "partly";
    return { ...signed({ integral: millijoules[0] ?? 0n, coveredMs, resets: 0 }), state };
  }

  private async joint(
    window: WindowMs,
    groups: readonly (DayOfGroup | null)[],
    pairs: readonly PairSum[],
    sums: { readonly facility: DaySum; readonly it: DaySum },
  ): Promise<EnergyDay["joint"]> {
    const none = { facilityMj: 0n, itMj: 0n, coveredMs: 0 };
    const { facility, it } = this.sources;
    if (this.isSilent || facility.length === 0 || it.length === 0) return none;
    const states = [
      ...this.sizes.map((size, at) => stateOf(size, groups[at] ?? null, window)),
      ...pairs.map(({ state }) => state),
    ];
    if (states.includes("none")) return none;
    const lengthMs = window.toMs - window.fromMs;
    if (states.every((state) => state === "whole"))
      return { facilityMj: sums.facility.integral, itMj: sums.it.integral, coveredMs: lengthMs };
    const all = [...facility, ...it];
    const { millijoules, coveredMs } = await jointEnergies(this.context, all, window);
    const sumOf = (from: number, to: number) =>
      all
        .slice(from, to)
        .reduce((sum, { sign }, at) => sum + BigInt(sign) * (millijoules[from + at] ?? 0n), 0n);
    return {
      facilityMj: sumOf(0, facility.length),
      itMj: sumOf(facility.length, all.length),
      coveredMs,
    };
  }
}

/** Of a group of single points over a day: none as soon as one of them is not covered at all. */
function stateOf(size: number, day: DayOfGroup | null, window: WindowMs): PairSum["state"] {
  if (size === 0) return "whole";
  if (day === null || day.points < size) return "none";
  return day.leastCoveredMs >= window.toMs - window.fromMs ? "whole" : "partly";
}

function negated(day: DayOfGroup | null | undefined): DaySum | null {
  return day ? { ...day, integral: -day.integral } : null;
}

function add(parts: readonly (DaySum | null | undefined)[]): DaySum {
  return parts.reduce<DaySum>(
    (sum, part) =>
      part
        ? {
            integral: sum.integral + part.integral,
            coveredMs: sum.coveredMs + part.coveredMs,
            resets: sum.resets + part.resets,
          }
        : sum,
    nothing,
  );
}
