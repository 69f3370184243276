import { freshnessOf, isoOf } from "@aidc/domain";
import type { UnmatchedSeries } from "@aidc/store";
import { suggestionsFor } from "./bind-series.ts";
import type { CenterView } from "./center-directory.ts";
import type { Services } from "./services.ts";

/** Unmatched series that are looked at for a suggestion, and those that are answered. */
const looked = 500;
const shown = 50;

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
        freshness: freshnessOf(stats?.lastReceivedAtMs ?? lastSampleAtMs, now, cadenceMs),
        samplesPerSecond: stats?.samplesPerSecond ?? 0,
      };
    }),
    unmatched: withSuggestions(view, unmatched),
    quarantine: quarantine.map(({ reason, count, example, lastAtMs }) => ({
      reason,
      count,
      example,
      lastAt: isoOf(lastAtMs),
    })),
  };
}

/** What can be bound with one click first; else one talkative exporter would hide it. */
function withSuggestions(view: CenterView, unmatched: readonly UnmatchedSeries[]) {
  const suggestions = suggestionsFor(
    view,
    unmatched.map(({ labels }) => labels),
  );
  const rows = unmatched.map(({ id, labels, lastSampleAtMs }, at) => ({
    ...{ id, labels, lastSampleAt: isoOrNull(lastSampleAtMs), suggestion: suggestions[at] ?? null },
  }));
  const [sure, rest] = [rows.filter((row) => row.suggestion), rows.filter((row) => !row.suggestion)];
  return [...sure, ...rest].slice(0, shown);
}

function isoOrNull(atMs: number | null): string | null {
  return atMs === null || Number.isNaN(atMs) ? null : isoOf(atMs);
}
