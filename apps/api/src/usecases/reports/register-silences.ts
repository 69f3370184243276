import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergyInputs, RegisterSilence, Samples } from "@aidc/domain";
import { clipIntervals, firstNotBefore, liesIn, silencesIn, tileWindow, unionIntervals } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { EnergySources, SignedSource } from "../figures/energy-sources.ts";
import { isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { rulesOf } from "../figures/point-rules.ts";
import type { FineSize } from "../figures/series-reader.ts";
import { bucketMs, expectedSamples, noSamples, readSamplesAround } from "../figures/series-reader.ts";
import type { SideSilence } from "../figures/silence-spans.ts";
import { notWhole } from "./gap-quarters.ts";
import type { DaySums } from "./read-energy.ts";

/**
 * What looking for silences of one side may cost: rows of 5 minutes, with more registers rows of hours, with still more
 * none. By declared points and not by the clock, so that the same inputs give the same report.
 */
const most = { rows: 300_000, samples: 5_000_000, reads: 200 } as const;
/** Samples between two stretches that cost no more than a statement of their own, and those of one statement. */
const joined = { between: 10_000, atOnce: 500_000 } as const;

type Told = Required<Pick<EnergyInputs, "silences" | "silencesSeen">>;
type Seen = Told["silencesSeen"][BalanceSide];
interface Own extends Omit<RegisterSilence, "side"> {
  readonly source: SignedSource;
}
/** Which register it was, also of a rack or a server. */
export type NamedSilence = Pick<Own, "source" | "window">;

/**
 * When registers were silent and went on counting: the energy of that time is known, and how it spreads is not.
 * @param overMidnight silences that no day has
 * @param days of the period
 */
export async function registerSilences(
  context: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  sources: EnergySources,
  of: { readonly overMidnight: readonly SideSilence[]; readonly days: readonly WindowMs[] },
): Promise<Told & { readonly named: Readonly<Record<BalanceSide, readonly NamedSilence[]>> }> {
  const read = async (side: BalanceSide) => {
    const within = await silencesOfDays(context, sums, sources[side], of.days);
    const over = of.overMidnight
      .filter((one) => one.side === side && liesIn(one.window, context.window))
      .map(({ window, source }) => ({ window, source, meters: meterOf(source) }));
    const found = [...within.found, ...over];
    return { seen: within.seen, found, silences: together(found) };
  };
  const [facility, it] = [await read("facility"), await read("it")];
  return {
    silences: [
      ...facility.silences.map((one) => ({ side: "facility" as const, ...one })),
      ...it.silences.map((one) => ({ side: "it" as const, ...one })),
    ],
    silencesSeen: { facility: facility.seen, it: it.seen },
    named: { facility: facility.found, it: it.found },
  };
}

/** Racks and servers are many: their silences are told of the side, and by rack beside it. */
const meterOf = ({ subject }: SignedSource): string[] => (subject.kind === "meter" ? [subject.id] : []);

/** Of one meter silences that touch are one; of several only those of the same time: each was silent for all of it. */
function together(silences: readonly Own[]): Omit<RegisterSilence, "side">[] {
  const byMeter = Map.groupBy(silences, ({ meters }) => meters.join());
  const own = [...byMeter.values()].flatMap((of) =>
    unionIntervals(of.map(({ window }) => window)).map((window) => ({ window, meters: of[0]?.meters ?? [] })),
  );
  const same = Map.groupBy(own, ({ window, meters }) => `${window.fromMs} ${window.toMs} ${meters.length}`);
  return [...same.values()]
    .flatMap(([one, ...others]) =>
      one ? [{ ...one, meters: [one, ...others].flatMap(({ meters }) => meters).toSorted() }] : [],
    )
    .toSorted((x, y) => x.window.fromMs - y.window.fromMs || x.window.toMs - y.window.toMs);
}

async function silencesOfDays(
  context: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  side: readonly SignedSource[],
  days: readonly WindowMs[],
): Promise<{ readonly found: Own[]; readonly seen: Seen }> {
  const registers = side
    .filter((source) => source.gauge === null && !isPatched(source, context.window))
    .flatMap((source) => (source.counter?.seriesId != null ? [{ source, counter: source.counter }] : []));
  const counters = registers.map(({ counter }) => counter);
  const size = sizeWithin(counters.length, days);
  if (size === null) return { found: [], seen: "none" };
  const lacking = await lackingOf(context, sums, [counters], { days, size });
  const found: Own[] = [];
  const unread: WindowMs[] = [];
  let left = most.samples;
  for (const [at, { window, parts }] of readTogether(counters, lacking).entries()) {
    left -= expectedSamples(counters, window);
    if (left < 0 || at >= most.reads) return { found, seen: "part" };
    const samples = await readSamplesAround(context, counters, window);
    unread.push(
      ...parts.filter((part) => !counters.some((of, own) => isRead(samples[own], part, of.maxGapMs))),
    );
    for (const [own, { source, counter }] of registers.entries()) {
      const rules = rulesOf(counter, context.meters);
      const told = parts.flatMap((part) => silencesIn(samples[own] ?? noSamples, part, rules));
      const over = told.filter((one) => reachesOver(one.window, size));
      found.push(...over.map((one) => ({ window: one.window, source, meters: meterOf(source) })));
    }
  }
  return { found, seen: (await wasHeard(sums, counters, unread, size)) ? "part" : size };
}

/** Stretches that are near each other are one statement: a register that loses minutes each hour has thousands. */
function readTogether(counters: readonly BoundPoint[], lacking: readonly WindowMs[]) {
  const runs: { window: WindowMs; parts: WindowMs[] }[] = [];
  for (const part of lacking) {
    const last = runs.at(-1);
    const window = { fromMs: last?.window.fromMs ?? part.fromMs, toMs: part.toMs };
    const between = { fromMs: last?.window.toMs ?? part.fromMs, toMs: part.fromMs };
    const isNear =
      expectedSamples(counters, between) <= joined.between &&
      expectedSamples(counters, window) <= joined.atOnce;
    if (last && isNear) {
      last.window = window;
      last.parts.push(part);
    } else runs.push({ window: part, parts: [part] });
  }
  return runs;
}

function isRead({ timesMs }: Samples = noSamples, { fromMs, toMs }: WindowMs, maxGapMs: number): boolean {
  return (timesMs[firstNotBefore(timesMs, fromMs - maxGapMs)] ?? Number.POSITIVE_INFINITY) < toMs + maxGapMs;
}

/** Rows are kept for longer than samples: where only they are left, nobody knows what was silent. */
async function wasHeard(
  sums: Pick<DaySums, "sumDays">,
  counters: readonly BoundPoint[],
  windows: readonly WindowMs[],
  size: FineSize,
): Promise<boolean> {
  if (windows.length === 0) return false;
  const [rows = []] = await sums.sumDays([counters], windows, size);
  return rows.some(({ coveredMs }) => coveredMs > 0);
}

function sizeWithin(registers: number, days: readonly WindowMs[]): FineSize | null {
  const lengthMs = days.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const isWithin = (size: FineSize) => (lengthMs / bucketMs[size]) * registers <= most.rows;
  return (["5m", "1h"] as const).find(isWithin) ?? null;
}

type Groups = Parameters<typeof notWhole>[1];

/** Where a register may have been silent, with the readings before and after; within one day each. */
async function lackingOf(
  { timeZone }: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  groups: Groups,
  { days, size }: { readonly days: readonly WindowMs[]; readonly size: FineSize },
): Promise<WindowMs[]> {
  const windows = days.flatMap((day) => tileWindow(day, timeZone, size)).filter(({ from }) => from === size);
  const buckets = await notWhole(sums, groups, { windows, size });
  const wide = unionIntervals(
    buckets.map(({ window: { fromMs, toMs } }) => ({
      fromMs: fromMs - bucketMs[size],
      toMs: toMs + bucketMs[size],
    })),
  );
  return days.flatMap((day) => clipIntervals(wide, day));
}

/** Of a bucket that it lies in the energy is known as a whole, as of every other one. */
const reachesOver = ({ fromMs, toMs }: WindowMs, size: FineSize): boolean =>
  Math.floor(fromMs / bucketMs[size]) !== Math.floor((toMs - 1) / bucketMs[size]);
