import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, RegisterSilence } from "@aidc/domain";
import { liesIn, silencesIn, tileWindow, unionIntervals } from "@aidc/domain";
import type { EnergySources, SignedSource } from "../figures/energy-sources.ts";
import { isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { rulesOf } from "../figures/point-rules.ts";
import { bucketMs, expectedSamples, noSamples, readSamplesAround } from "../figures/series-reader.ts";
import type { SideSilence } from "../figures/silence-spans.ts";
import { notWhole } from "./gap-quarters.ts";
import type { DaySums } from "./read-energy.ts";

/** What looking for silences may cost; a side with more registers tells none. By declared points and not by the clock. */
const most = { hourRows: 300_000, samples: 5_000_000 } as const;

/**
 * When registers were silent and went on counting: the energy of that time is known, and how it spreads is not.
 * A silence within one clock hour is not told.
 * @param overMidnight silences that no day has
 * @param days of the period
 */
export async function registerSilences(
  context: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  sources: EnergySources,
  of: { readonly overMidnight: readonly SideSilence[]; readonly days: readonly WindowMs[] },
): Promise<RegisterSilence[]> {
  const told: RegisterSilence[] = [];
  for (const side of ["facility", "it"] as const) {
    const within = await silencesOfDays(context, sums, sources[side], of.days);
    const over = of.overMidnight.filter((one) => one.side === side).map(({ window }) => window);
    told.push(...ofSide(side, [...within, ...over.filter((window) => liesIn(window, context.window))]));
  }
  return told;
}

const ofSide = (side: BalanceSide, windows: readonly WindowMs[]): RegisterSilence[] =>
  unionIntervals(windows).map((window) => ({ side, window }));

async function silencesOfDays(
  context: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  side: readonly SignedSource[],
  days: readonly WindowMs[],
): Promise<WindowMs[]> {
  const counters = side
    .filter((source) => source.gauge === null && !isPatched(source, context.window))
    .flatMap(({ counter }) => (counter && counter.seriesId !== null ? [counter] : []));
  const hours = days.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / bucketMs["1h"], 0);
  if (counters.length === 0 || hours * counters.length > most.hourRows) return [];
  const windows = days
    .flatMap((day) => tileWindow(day, context.timeZone, "1h"))
    .filter(({ from }) => from === "1h");
  const silent = await notWhole(sums, [counters], { windows, size: "1h" });
  const found: WindowMs[] = [];
  let left = most.samples;
  for (const day of days.filter((one) => silent.some(({ window }) => liesIn(window, one)))) {
    left -= expectedSamples(counters, day);
    if (left < 0) return found;
    const samples = await readSamplesAround(context, counters, day);
    for (const [at, counter] of counters.entries()) {
      const own = silencesIn(samples[at] ?? noSamples, day, rulesOf(counter, context.meters));
      found.push(...own.map(({ window }) => window).filter(isLong));
    }
  }
  return found;
}

/** Of an hour that it lies in the energy is known as a whole, as of every other hour. */
const isLong = ({ fromMs, toMs }: WindowMs): boolean =>
  Math.floor(fromMs / bucketMs["1h"]) !== Math.floor((toMs - 1) / bucketMs["1h"]);
