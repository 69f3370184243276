import type { Listening, ScreenState } from "@aidc/domain";
import { screenState } from "@aidc/domain";
import type { RunningTelemetryStore } from "@aidc/store";
import type { Metrics } from "./http/metrics.ts";
import type { Ingest } from "./ingest/open-ingest.ts";
import type { StorageWatch } from "./jobs/storage-watch.ts";
import type { Gateway } from "./live/socket-gateway.ts";
import type { DaysAhead } from "./usecases/reports/days-ahead.ts";

interface Measured {
  readonly ingest: Ingest;
  readonly gateway: Gateway;
  readonly telemetry: RunningTelemetryStore;
  readonly daysAhead: DaysAhead;
  readonly storage: StorageWatch;
  readonly listening: Listening;
  readonly centerIds: () => readonly string[];
}

/** Our own numbers, read when Prometheus asks. */
export function measure(
  metrics: Metrics,
  { ingest, gateway, telemetry, daysAhead, storage, listening, centerIds }: Measured,
): void {
  measureIntake(metrics, ingest, centerIds);
  measureStore(metrics, telemetry, storage);
  metrics.gauge(
    "aidc_days_ahead_waiting",
    "Days of reports that were found to have changed and are not added up yet",
    () => daysAhead.waiting,
  );
  measureWalls(metrics, gateway, listening);
}

function measureIntake(metrics: Metrics, ingest: Ingest, centerIds: Measured["centerIds"]): void {
  type Source = ReturnType<Ingest["stats"]["list"]>[number];
  const sources = () => centerIds().flatMap((id) => ingest.stats.list(id));
  const bySource = (read: (source: Source) => number) => () =>
    new Map(sources().map((source) => [source.sourceId, read(source)]));
  const gauges: [string, string, Parameters<typeof bySource>[0]][] = [
    [
      "aidc_ingest_samples_accepted",
      "Samples acknowledged since the start, by source",
      (s) => s.acceptedSamples,
    ],
    ["aidc_ingest_samples_refused", "Samples refused since the start, by source", (s) => s.refusedSamples],
    [
      "aidc_ingest_samples_per_second",
      "Samples a second over the last minute, by source",
      (s) => s.samplesPerSecond,
    ],
  ];
  for (const [name, help, read] of gauges) metrics.gaugeBy(name, help, "source", bySource(read));
  metrics.gauge("aidc_ingest_in_flight_bytes", "Bytes of requests that wait in this process", () =>
    ingest.inFlightBytes(),
  );
}

function measureStore(metrics: Metrics, telemetry: RunningTelemetryStore, storage: StorageWatch): void {
  metrics.gauge("aidc_database_up", "1 while the database answers", () => (storage.state() === "ok" ? 1 : 0));
  metrics.gauge(
    "aidc_head_samples",
    "Acknowledged samples that no compaction has packed yet",
    () => telemetry.health().headSamples,
  );
  metrics.gauge(
    "aidc_journal_waiting_bytes",
    "Bytes that wait for their COMMIT",
    () => telemetry.health().waitingBytes,
  );
  metrics.gauge(
    "aidc_journal_partitions_ahead",
    "Hours of journal partitions that lie ahead; below 3 is worth an alarm",
    () => telemetry.health().partitionsAhead?.journal,
  );
  metrics.gauge(
    "aidc_chunk_partitions_ahead",
    "Months of chunk partitions that lie ahead",
    () => telemetry.health().partitionsAhead?.chunks,
  );
  metrics.gauge("aidc_compaction_failing", "1 when the last compaction failed", () =>
    telemetry.health().compaction.lastError === null ? 0 : 1,
  );
}

/** Screens that have told what they draw; what those said that had no time to tell us again is of no use. */
function measureWalls(metrics: Metrics, gateway: Gateway, listening: Listening): void {
  const known: ReadonlySet<ScreenState> = new Set(["drawing", "late", "frozen"]);
  const reports = () => {
    const nowMs = Date.now();
    const moment = { nowMs, listeningSinceMs: listening.tick(nowMs) };
    return gateway
      .screens()
      .filter((report) => report.build !== "" && known.has(screenState(report, moment)));
  };
  metrics.gauge("aidc_live_sockets", "Live connections", () => gateway.socketCount());
  metrics.gauge("aidc_wall_screens", "Screens that report what they draw", () => reports().length);
  metrics.gauge("aidc_wall_drawn_age_seconds", "Age of the oldest report of a screen", () =>
    greatest(reports().map(({ drawnAtMs }) => (Date.now() - drawnAtMs) / 1000)),
  );
  metrics.gauge("aidc_wall_heap_bytes", "Largest heap that a screen reports", () =>
    greatest(reports().flatMap(({ heapBytes }) => heapBytes ?? [])),
  );
  metrics.gauge("aidc_wall_frames_per_second", "Slowest drawing that a screen reports", () => {
    const slowest = greatest(reports().map(({ framesPerSecond }) => -framesPerSecond));
    return slowest === undefined ? undefined : -slowest;
  });
}

function greatest(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.max(...values) : undefined;
}
