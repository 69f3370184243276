import { freshnessOf, isClockAhead, isoOf } from "@aidc/domain";
import type { SourceSummary, UnmatchedSeries } from "@aidc/store";
import { seemingOf } from "./bind-series.ts";
import type { CenterView } from "./center-directory.ts";
import type { Services } from "./services.ts";

/** Unmatched series that are looked at for a suggestion, and those that are answered. */
const looked = 500;
const shown = 50;
/** Things whose clock runs ahead that are named. */
const namedAhead = 5;

/** Sources of a center with rate and age, and what could not be made use of. */
export async function listSources(services: Services, center: string) {
  const view = await services.directory.get(center);
  const [keys, unmatched, quarantine] = await Promise.all([
    services.sources.listSources(center),
    services.sources.listUnmatched(center, looked),
    services.sources.listQuarantine(center),
  ]);
  const cadenceMs = view.document.center.defaultIntervalS * 1000;
  const now = services.clock();
  return {
    sources: keys.map((source) => {
      const stats = services.intake.stats.read(source.id);
      const { lastSampleAtMs, ...rest } = source;
      return {
        ...rest,
        createdAt: isoOf(source.createdAtMs),
        revokedAt: isoOrNull(source.revokedAtMs),
        lastSampleAt: isoOrNull(lastSampleAtMs),
        // A backfill sends old samples now: its source is judged by when it last delivered.
        freshness: freshnessOf(
          stats?.lastReceivedAtMs ?? source.lastReceivedAtMs ?? lastSampleAtMs,
          now,
          cadenceMs,
        ),
        clockAhead: clockAhead(services, view, {
          id: source.id,
          aheadMs: stats?.aheadMs ?? leastAhead(source, now),
        }),
        samplesPerSecond: stats?.samplesPerSecond ?? 0,
      };
    }),
    unmatched: withSuggestions(view, unmatched).map((row) => heardLast(row, services, keys)),
    quarantine: quarantine.map(({ reason, count, example, lastAtMs }) => ({
      reason,
      count,
      example,
      lastAt: isoOf(lastAtMs),
    })),
  };
}

/** Before anything came since the start: at least as far as its newest sample lies ahead still. */
function leastAhead({ lastSampleAtMs }: SourceSummary, nowMs: number): number | null {
  return lastSampleAtMs === null || Number.isNaN(lastSampleAtMs) ? null : lastSampleAtMs - nowMs;
}

/** By what is told of the things that run ahead still now; how far, from when their samples came. */
function clockAhead(
  { telemetry: { latest }, clock }: Pick<Services, "telemetry" | "clock">,
  { document, points }: CenterView,
  source: { readonly id: string; readonly aheadMs: number | null },
) {
  const cadenceMs = document.center.defaultIntervalS * 1000;
  if (source.aheadMs === null || !isClockAhead(source.aheadMs, cadenceMs)) return null;
  const nowMs = clock();
  const ahead = points.filter(
    ({ sourceId, seriesId }) =>
      sourceId === source.id && seriesId !== null && (latest.timesMs[seriesId] ?? Number.NaN) > nowMs,
  );
  const of = new Map(ahead.map(({ subject }) => [`${subject.kind} ${subject.id}`, subject]));
  // By the second: what the way here took is no part of it.
  const ms = Math.round(source.aheadMs / 1000) * 1000;
  return { ms, of: [...of.values()].slice(0, namedAhead) };
}

/** What can be bound with one click first; else one talkative exporter would hide it. */
function withSuggestions(view: CenterView, unmatched: readonly UnmatchedSeries[]) {
  const seeming = seemingOf(
    view,
    unmatched.map(({ labels }) => labels),
  );
  const rows = unmatched.flatMap((series, at) => {
    const seems = seeming[at];
    return seems ? [{ series, ...seems }] : [];
  });
  const [sure, rest] = [rows.filter((row) => row.suggestion), rows.filter((row) => !row.suggestion)];
  return [...sure, ...rest].slice(0, shown);
}

/** What is not packed yet is in memory; what was packed before the start, in its row. */
function heardLast(
  { series, suggestion, measured }: ReturnType<typeof withSuggestions>[number],
  { telemetry: { latest } }: Pick<Services, "telemetry">,
  keys: readonly SourceSummary[],
) {
  const { id, labels, sourceId } = series;
  const heardAtMs = latest.timesMs[id] ?? Number.NaN;
  const isInMemory = Number.isFinite(heardAtMs);
  const lastValue = isInMemory ? (latest.values[id] ?? Number.NaN) : series.lastValue;
  return {
    id,
    labels,
    suggestion,
    measured,
    source: keys.find((key) => key.id === sourceId)?.name ?? null,
    lastSampleAt: isInMemory ? isoOf(heardAtMs) : isoOrNull(series.lastSampleAtMs),
    lastValue: lastValue !== null && Number.isFinite(lastValue) ? lastValue : null,
  };
}

function isoOrNull(atMs: number | null): string | null {
  return atMs === null || Number.isNaN(atMs) ? null : isoOf(atMs);
}
