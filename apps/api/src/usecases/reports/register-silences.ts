import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, EnergyInputs, RegisterSilence } from "@aidc/domain";
import { clipIntervals, liesIn, silencesIn, tileWindow, unionIntervals } from "@aidc/domain";
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
const most = { rows: 300_000, samples: 5_000_000 } as const;

type Told = Required<Pick<EnergyInputs, "silences" | "silencesSeen">>;
type Seen = Told["silencesSeen"][BalanceSide];
type Own = Omit<RegisterSilence, "side">;

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
): Promise<Told> {
  const read = async (side: BalanceSide) => {
    const within = await silencesOfDays(context, sums, sources[side], of.days);
    const over = of.overMidnight
      .filter((one) => one.side === side && liesIn(one.window, context.window))
      .map(({ window, source }) => ({ window, meters: meterOf(source) }));
    return { seen: within.seen, silences: together([...within.found, ...over]) };
  };
  const [facility, it] = [await read("facility"), await read("it")];
  return {
    silences: [
      ...facility.silences.map((one) => ({ side: "facility" as const, ...one })),
      ...it.silences.map((one) => ({ side: "it" as const, ...one })),
    ],
    silencesSeen: { facility: facility.seen, it: it.seen },
  };
}

/** Racks and servers are many: their silences are told of the side. */
const meterOf = ({ subject }: SignedSource): string[] => (subject.kind === "meter" ? [subject.id] : []);

/** Silences that touch are one, of all the meters in it. */
const together = (silences: readonly Own[]): Own[] =>
  unionIntervals(silences.map(({ window }) => window)).map((window) => {
    const own = silences.filter((one) => liesIn(one.window, window));
    return { window, meters: [...new Set(own.flatMap(({ meters }) => meters))].toSorted() };
  });

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
  let left = most.samples;
  for (const window of lacking) {
    left -= expectedSamples(counters, window);
    if (left < 0) return { found, seen: "part" };
    const samples = await readSamplesAround(context, counters, window);
    for (const [at, { source, counter }] of registers.entries()) {
      const own = silencesIn(samples[at] ?? noSamples, window, rulesOf(counter, context.meters));
      const told = own.filter((one) => reachesOver(one.window, size));
      found.push(...told.map((one) => ({ window: one.window, meters: meterOf(source) })));
    }
  }
  return { found, seen: size };
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
  const wide = buckets.map(({ window: { fromMs, toMs } }) => ({
    fromMs: fromMs - bucketMs[size],
    toMs: toMs + bucketMs[size],
  }));
  return days.flatMap((day) => clipIntervals(unionIntervals(wide), day));
}

/** Of a bucket that it lies in the energy is known as a whole, as of every other one. */
const reachesOver = ({ fromMs, toMs }: WindowMs, size: FineSize): boolean =>
  Math.floor(fromMs / bucketMs[size]) !== Math.floor((toMs - 1) / bucketMs[size]);
