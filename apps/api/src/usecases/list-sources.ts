import { freshnessOf, isoOf } from "@aidc/domain";
import type { Services } from "./services.ts";

/** Sources of a center with rate and age, and what could not be made use of. */
export async function listSources(services: Services, center: string) {
  const { document } = await services.directory.get(center);
  const [keys, unmatched, quarantine] = await Promise.all([
    services.sources.listSources(center),
    services.sources.listUnmatched(center, 50),
    services.sources.listQuarantine(center),
  ]);
  const cadenceMs = document.center.defaultIntervalS * 1000;
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
    unmatched: unmatched.map(({ id, labels, lastSampleAtMs }) => ({
      id,
      labels,
      lastSampleAt: isoOrNull(lastSampleAtMs),
    })),
    quarantine: quarantine.map(({ reason, count, example, lastAtMs }) => ({
      reason,
      count,
      example,
      lastAt: isoOf(lastAtMs),
    })),
  };
}

function isoOrNull(atMs: number | null): string | null {
  return atMs === null || Number.isNaN(atMs) ? null : isoOf(atMs);
}
