import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, DaySum, EnergyDay, EnergyInputs, SourceGaps } from "@aidc/domain";
import { daysNotStated, liesIn, localDaysOver } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, Rollup, TelemetryStore } from "@aidc/store";
import type { EnergySources, SignedSource } from "../figures/energy-sources.ts";
import { gradeOfSide, isPatched } from "../figures/energy-sources.ts";
import { expectedOf, readSpans, usedOf } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { isLookedAtAlone, isSilent, jointEnergies } from "../figures/joint-energy.ts";
import type { SideSilence } from "../figures/silence-spans.ts";
import { sideSilences } from "../figures/silence-spans.ts";
import type { SideCuts } from "./gap-quarters.ts";
import { cutOfSide, gapsOfSides } from "./gap-quarters.ts";
import { jointOfDays, single, stateOfGroup } from "./joint-days.ts";
import { registerSilences } from "./register-silences.ts";
import { gapsOfSources } from "./source-gaps.ts";

/** Sums of days that the database adds up itself. */
export type DaySums = Pick<TelemetryStore, "sumDays" | "sumPoints">;

/** What samples alone say of a day: whatever is corrected in it, and whichever documents stand beside it. */
export interface SampledDay {
  readonly facility: DaySum;
  readonly it: DaySum;
}

interface EnergyRead extends EnergyInputs {
  readonly sampled: readonly SampledDay[];
  readonly overMidnight: SideSilence[];
  readonly sourceGaps: SourceGaps;
}

/** The energy balance by local day, with what documents state of longer times, and as samples alone tell it. */
export async function readEnergy(
  context: FigureContext,
  sums: DaySums,
  sources: EnergySources,
  reach: WindowMs,
): Promise<EnergyRead> {
  const read = await readSampledDays(context, sums, sources, { reach, gapsIn: context.window });
  const days = read.map(({ sampled: _, ...day }) => day);
  const overMidnight = await sideSilences(context, sources, reach, daysWithGaps(days, sources));
  const { spans, used } = await readSpans(context, sources, reach, { silences: overMidnight });
  const ofPeriod = days.filter(({ window }) => liesIn(window, context.window));
  const side = (name: "facility" | "it") => ({
    count: expectedOf(context, sources, name),
    grade: gradeOfSide(sources[name], used.length),
  });
  const statements = [...used, ...usedOf(context, sources, reach)];
  const { named, ...silences } = await registerSilences(context, sums, sources, {
    overMidnight,
    days: ofPeriod.map(({ window }) => window),
  });
  const energy = {
    facility: side("facility"),
    it: side("it"),
    days,
    spans,
    used: statements,
    ...silences,
  };
  const sides = (["facility", "it"] as const).map((name) => ({
    side: name,
    days: daysNotStated(ofPeriod, energy, name)
      .filter((day) => lacks(day, name, sources))
      .map(({ window }) => window),
    silences: named[name],
  }));
  const sourceGaps = await gapsOfSources(context, sums, sources, sides);
  return { ...energy, overMidnight, sourceGaps, sampled: read.map(({ sampled }) => sampled) };
}

const lacks = ({ window, ...day }: EnergyDay, side: BalanceSide, sources: EnergySources): boolean =>
  day[side].coveredMs < sources[side].length * (window.toMs - window.fromMs);

function daysWithGaps(days: readonly EnergyDay[], sources: EnergySources): WindowMs[] {
  const isCut = (day: EnergyDay) => lacks(day, "facility", sources) || lacks(day, "it", sources);
  return days.filter(isCut).map(({ window }) => window);
}

/**
 * A day that every meter covers wholly counts from sums of roll-ups, one that some meter does not cover at all has no
 * joint energy, and only what lies between is looked up finer.
 */
export async function readDays(
  context: FigureContext,
  sums: DaySums,
  sources: EnergySources,
  reach: WindowMs,
): Promise<EnergyDay[]> {
  const days = await readSampledDays(context, sums, sources, { reach });
  return days.map(({ sampled: _, ...day }) => day);
}

/** @param gapsIn of days in it when a source was not heard is told to the quarter hour; absent: of none */
export async function readSampledDays(
  context: FigureContext,
  sums: DaySums,
  sources: EnergySources,
  { reach, gapsIn }: { readonly reach: WindowMs; readonly gapsIn?: WindowMs },
): Promise<(EnergyDay & { readonly sampled: SampledDay })[]> {
  const { facility, it } = sources;
  const alone = [...facility, ...it].filter(isLookedAtAlone);
  const points = [single(facility, 1), single(facility, -1), single(it, 1), single(it, -1)];
  const groups = await sums.sumDays(points, reach);
  const byDay = groups.map((days) => new Map(days.map((day) => [day.startMs, day])));
  const aloneDays = await readAlone(context, alone, reach);
  const reader = new DayReader(context, sources, points);
  const days: (ReadDay & { readonly sampled: SampledDay })[] = [];
  for (const window of localDaysOver(reach, context.timeZone)) {
    const found = byDay.map((group) => group.get(window.fromMs) ?? null);
    const rows = alone.map((_, at) => aloneDays[at]?.get(window.fromMs) ?? null);
    days.push({
      ...(await reader.read(window, found, alone, rows)),
      sampled: sampledDay(sources, found, alone, rows),
    });
  }
  const cut = days.flatMap(({ window, isCut }) => (isCut ? [window] : []));
  const joints = await jointOfDays(context, sums, sources, cut);
  const inPeriod = days.filter(({ window }) => gapsIn !== undefined && liesIn(window, gapsIn));
  const gaps = await gapsOfSides(context, sums, points, inPeriod);
  return days.map(({ isCut, cuts: _, ...day }) => {
    const found = gaps.get(day.window.fromMs);
    const joint = (isCut && joints.get(day.window.fromMs)) || day.joint;
    return found ? { ...day, joint, gaps: found } : { ...day, joint };
  });
}

type ReadDay = EnergyDay & SideCuts & { readonly isCut: boolean };

interface DayRows {
  readonly counter: Rollup | null;
  readonly gauge: Rollup | null;
}

async function readAlone(
  context: FigureContext,
  sources: readonly SignedSource[],
  reach: WindowMs,
): Promise<Map<number, DayRows>[]> {
  const points = sources.flatMap(({ counter, gauge }) => [counter, gauge].filter((point) => point !== null));
  const rows = points.length === 0 ? [] : await context.telemetry.readRollups(points, reach, "1d");
  const rowsOf = (point: BoundPoint | null): Map<number, Rollup> => {
    const found = point === null ? [] : (rows[points.indexOf(point)] ?? []);
    return new Map(found.map((row) => [row.startMs, row]));
  };
  return sources.map((source) => {
    const [counters, gauges] = [rowsOf(source.counter), rowsOf(source.gauge)];
    const starts = new Set([...gauges.keys(), ...counters.keys()]);
    return new Map(
      [...starts].map((start) => [
        start,
        { counter: counters.get(start) ?? null, gauge: gauges.get(start) ?? null },
      ]),
    );
  });
}

/** Each source by every series it has: alike whether a correction makes it be looked at alone or not. */
function sampledDay(
  { facility, it }: EnergySources,
  groups: readonly (DayOfGroup | null)[],
  alone: readonly SignedSource[],
  rows: readonly (DayRows | null)[],
): SampledDay {
  const of = (side: readonly SignedSource[]) =>
    alone.flatMap((source, at) => {
      const { counter = null, gauge = null } = rows[at] ?? {};
      const day = add([counter, gauge]);
      return side.includes(source) ? [source.sign === 1 ? day : negated(day)] : [];
    });
  return {
    facility: add([groups[0], negated(groups[1]), ...of(facility)]),
    it: add([groups[2], negated(groups[3]), ...of(it)]),
  };
}

type AloneSum = DaySum & { readonly state: "whole" | "partly" | "none" };

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
    this.isSilent = all.some(isSilent);
  }

  async read(
    window: WindowMs,
    groups: readonly (DayOfGroup | null)[],
    alone: readonly SignedSource[],
    rows: readonly (DayRows | null)[],
  ): Promise<ReadDay> {
    const aloneSums: AloneSum[] = [];
    for (const [at, source] of alone.entries())
      aloneSums.push(await this.aloneSum(window, source, rows[at] ?? null));
    const ofSide = (side: readonly SignedSource[]) =>
      aloneSums.filter((_, at) => side.some((source) => source === alone[at]));
    const facility = add([groups[0], negated(groups[1]), ...ofSide(this.sources.facility)]);
    const it = add([groups[2], negated(groups[3]), ...ofSide(this.sources.it)]);
    const state = this.stateOf(window, groups, aloneSums);
    const joint =
      state === "whole"
        ? { facilityMj: facility.integral, itMj: it.integral, coveredMs: window.toMs - window.fromMs }
        : { facilityMj: 0n, itMj: 0n, coveredMs: 0 };
    const cutOf = (side: "facility" | "it", first: number) => {
      const own = alone.flatMap((source, at) =>
        this.sources[side].includes(source)
          ? [{ source, state: aloneSums[at]?.state ?? ("none" as const) }]
          : [],
      );
      const grouped = [first, first + 1].map((at) =>
        stateOfGroup(this.sizes[at] ?? 0, groups[at] ?? null, window),
      );
      return this.sources[side].some(isSilent) ? null : cutOfSide(grouped, own);
    };
    const cuts = { facility: cutOf("facility", 0), it: cutOf("it", 2) };
    return { window, facility, it, joint, cuts, isCut: state === "partly" };
  }

  private async aloneSum(window: WindowMs, source: SignedSource, day: DayRows | null): Promise<AloneSum> {
    const lengthMs = window.toMs - window.fromMs;
    const { counter = null, gauge = null } = day ?? {};
    const signed = (sum: DaySum): DaySum => ({ ...sum, integral: sum.integral * BigInt(source.sign) });
    if (isPatched(source, window)) return this.exactSum(window, source);
    if (!counter?.coveredMs && !gauge?.coveredMs) return { ...nothing, state: "none" };
    // A bridged register knows of no resets, as in the figure of its window.
    if (counter && counter.coveredMs >= lengthMs)
      return { ...signed({ ...counter, resets: 0 }), state: "whole" };
    if (gauge && gauge.coveredMs >= lengthMs && !counter?.coveredMs)
      return { ...signed({ ...gauge, resets: 0 }), state: "whole" };
    return this.exactSum(window, source);
  }

  private async exactSum(window: WindowMs, source: SignedSource): Promise<AloneSum> {
    const { millijoules, coveredMs } = await jointEnergies(this.context, [source], window);
    if (coveredMs === 0) return { ...nothing, state: "none" };
    const state = coveredMs >= window.toMs - window.fromMs ? "whole" : "partly";
    return { integral: (millijoules[0] ?? 0n) * BigInt(source.sign), coveredMs, resets: 0, state };
  }

  /** Of all sources together. */
  private stateOf(
    window: WindowMs,
    groups: readonly (DayOfGroup | null)[],
    alone: readonly AloneSum[],
  ): AloneSum["state"] {
    const { facility, it } = this.sources;
    if (this.isSilent || facility.length === 0 || it.length === 0) return "none";
    const states = [
      ...this.sizes.map((size, at) => stateOfGroup(size, groups[at] ?? null, window)),
      ...alone.map(({ state }) => state),
    ];
    if (states.includes("none")) return "none";
    return states.includes("partly") ? "partly" : "whole";
  }
}

function negated(day: DaySum | null | undefined): DaySum | null {
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
