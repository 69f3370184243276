import type { WindowMs } from "@aidc/contract";
import type { EnergyDay } from "@aidc/domain";
import { bucketEdgesOver, intersectIntervals, tileWindow } from "@aidc/domain";
import type { BoundPoint, DayOfGroup, TelemetryStore } from "@aidc/store";
import type { EnergySources, SignedSource } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import {
  bucketsOf,
  correctedPart,
  isLookedAtAlone,
  joinNear,
  jointEnergies,
  joinWithinMs,
  lastBegun,
  pointsWithRedundant,
} from "../figures/joint-energy.ts";
import type { FineSize } from "../figures/series-reader.ts";
import { bucketMs, expectedSamples, readRollups, rowsAtOnce, runsOver } from "../figures/series-reader.ts";

type Joint = EnergyDay["joint"];
export type State = "whole" | "partly" | "none";
/** Of a bucket: which time all sources cover, and what each side adds up to when it is all of it. */
type Bucket = { readonly state: State; readonly facilityMj: bigint; readonly itMj: bigint };

/**
 * What one report may read to look finer at days with gaps: 5-minute rows that the database adds up, and samples. A
 * gap beyond that lowers the coverage by the whole bucket it falls into. By declared cadence and not by the clock, so
 * that the same inputs give the same report.
 */
const most = { fineRows: 20_000_000, samples: 5_000_000 } as const;

/**
 * Joint energies of local days that some source covers only partly, by begin of the day. Hours and then 5 minutes are
 * added up by the database over all sources at once; only what a gap cuts through is read sample by sample.
 * @param days in order
 */
export async function jointOfDays(
  context: FigureContext,
  sums: Pick<TelemetryStore, "sumDays">,
  sources: EnergySources,
  days: readonly WindowMs[],
): Promise<Map<number, Joint>> {
  const walk = new DaysWalk(context, sums, sources, days);
  const tiles = days.flatMap((day) => tileWindow(day, context.timeZone, "1h"));
  for (const size of ["1h", "5m"] as const) {
    const own = tiles.filter(({ from }) => from === size);
    if (own.length > 0) await walk.over(joinNear(own, 0), size);
  }
  return new Map(days.map(({ fromMs }, at) => [fromMs, walk.joints[at] ?? nothing]));
}

const nothing: Joint = { facilityMj: 0n, itMj: 0n, coveredMs: 0 };

class DaysWalk {
  readonly joints: Joint[];
  private fineRows: number = most.fineRows;
  private samples: number = most.samples;
  private readonly context: FigureContext;
  private readonly sums: Pick<TelemetryStore, "sumDays">;
  private readonly sources: EnergySources;
  private readonly days: readonly WindowMs[];
  /** facility +, facility -, IT +, IT - */
  private readonly groups: readonly (readonly BoundPoint[])[];
  private readonly alone: readonly SignedSource[];
  private readonly points: readonly BoundPoint[];

  constructor(
    context: FigureContext,
    sums: Pick<TelemetryStore, "sumDays">,
    sources: EnergySources,
    days: readonly WindowMs[],
  ) {
    this.context = context;
    this.sums = sums;
    this.sources = sources;
    this.days = days;
    this.joints = days.map(() => nothing);
    const { facility, it } = sources;
    this.groups = [single(facility, 1), single(facility, -1), single(it, 1), single(it, -1)];
    this.alone = [...facility, ...it].filter(isLookedAtAlone);
    this.points = pointsWithRedundant([...facility, ...it]);
  }

  async over(windows: readonly WindowMs[], size: FineSize): Promise<void> {
    let runs: WindowMs[] = [];
    let rowsOfRuns = 0;
    for (const run of windows.flatMap((window) => runsOver(window, size, this.points.length))) {
      const rows = ((run.toMs - run.fromMs) / bucketMs[size]) * this.points.length;
      if (size === "5m" && rows > this.fineRows) continue;
      if (size === "5m") this.fineRows -= rows;
      if (runs.length > 0 && rowsOfRuns + rows > rowsAtOnce) {
        await this.readRuns(runs, size);
        [runs, rowsOfRuns] = [[], 0];
      }
      runs.push(run);
      rowsOfRuns += rows;
    }
    if (runs.length > 0) await this.readRuns(runs, size);
  }

  /** As many of them as one statement may add up. */
  private async readRuns(runs: readonly WindowMs[], size: FineSize): Promise<void> {
    const bucketAt = await this.readBuckets(runs, size);
    const finer = runs.flatMap((run) => this.addWhole(run, size, bucketAt));
    if (size === "1h") await this.over(finer, "5m");
    else for (const window of finer) await this.readSamples(window);
  }

  /** @returns what must be looked at finer */
  private addWhole(run: WindowMs, size: FineSize, bucketAt: (window: WindowMs) => Bucket): WindowMs[] {
    const edges = bucketEdgesOver(run, size, this.context.timeZone);
    const whole: (Bucket & { readonly window: WindowMs })[] = [];
    const cut: WindowMs[] = [];
    for (let at = 0; at + 1 < edges.length; at++) {
      const window = { fromMs: edges[at] as number, toMs: edges[at + 1] as number };
      const bucket = bucketAt(window);
      if (bucket.state === "whole") whole.push({ ...bucket, window });
      else if (bucket.state === "partly") cut.push(window);
    }
    const finer = intersectIntervals(joinNear(cut, size === "5m" ? joinWithinMs : 0), [...this.days]);
    for (const { window, facilityMj, itMj } of whole) {
      if (!finer.some((other) => other.fromMs <= window.fromMs && window.toMs <= other.toMs))
        this.add(window, { facilityMj, itMj, coveredMs: window.toMs - window.fromMs });
    }
    return finer;
  }

  private async readBuckets(
    runs: readonly WindowMs[],
    size: FineSize,
  ): Promise<(window: WindowMs) => Bucket> {
    const points = pointsWithRedundant(this.alone);
    const read = (run: WindowMs) => (points.length === 0 ? [] : readRollups(this.context, points, run, size));
    const [sums, ofRuns] = await Promise.all([
      this.sums.sumDays(this.groups, runs, size),
      Promise.all(runs.map(read)),
    ]);
    const rows = points.map((_, at) => ofRuns.flatMap((one) => one[at] ?? []));
    const byStart = this.groups.map((_, at) => new Map(sums[at]?.map((row) => [row.startMs, row])));
    const buckets = bucketsOf(points, rows);
    return (window) => {
      const found = byStart.map((group) => group.get(window.fromMs) ?? null);
      const parts = this.alone.map((source) => correctedPart(source, window, buckets));
      const states = [
        ...this.groups.map(({ length }, at) => stateOfGroup(length, found[at] ?? null, window)),
        ...parts.map((part): State => (typeof part === "bigint" ? "whole" : part)),
      ];
      const ofAlone = (side: readonly SignedSource[]) =>
        this.alone.reduce((sum, source, at) => {
          const part = parts[at];
          return side.includes(source) && typeof part === "bigint" ? sum + BigInt(source.sign) * part : sum;
        }, 0n);
      const ofGroups = (plus: number) => (found[plus]?.integral ?? 0n) - (found[plus + 1]?.integral ?? 0n);
      return {
        state: states.includes("none") ? "none" : states.includes("partly") ? "partly" : "whole",
        facilityMj: ofGroups(0) + ofAlone(this.sources.facility),
        itMj: ofGroups(2) + ofAlone(this.sources.it),
      };
    };
  }

  private async readSamples(window: WindowMs): Promise<void> {
    const cost = expectedSamples(this.points, window);
    if (cost > this.samples) return;
    this.samples -= cost;
    const { facility, it } = this.sources;
    const all = [...facility, ...it];
    const { millijoules, coveredMs } = await jointEnergies(this.context, all, window);
    const sumOf = (from: number, side: readonly SignedSource[]) =>
      side.reduce((sum, { sign }, at) => sum + BigInt(sign) * (millijoules[from + at] ?? 0n), 0n);
    this.add(window, { facilityMj: sumOf(0, facility), itMj: sumOf(facility.length, it), coveredMs });
  }

  /** @param window lies within one day */
  private add(window: WindowMs, part: Joint): void {
    const at = lastBegun(this.days, window.fromMs);
    const known = this.joints[at] ?? nothing;
    this.joints[at] = {
      facilityMj: known.facilityMj + part.facilityMj,
      itMj: known.itMj + part.itMj,
      coveredMs: known.coveredMs + part.coveredMs,
    };
  }
}

/** Points whose sums the database can tell. */
export function single(sources: readonly SignedSource[], sign: 1 | -1): BoundPoint[] {
  return sources
    .filter((source) => source.sign === sign && !isLookedAtAlone(source))
    .flatMap(({ counter, gauge }) => counter ?? gauge ?? []);
}

/** Of a group of single points over a bucket: none as soon as one of them is not covered at all. */
export function stateOfGroup(size: number, row: DayOfGroup | null, window: WindowMs): State {
  if (size === 0) return "whole";
  if (row === null || row.points < size) return "none";
  return row.leastCoveredMs >= window.toMs - window.fromMs ? "whole" : "partly";
}
