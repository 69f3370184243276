import type { Metrics } from "./http/metrics.ts";
import type { Ingest } from "./ingest/open-ingest.ts";
import type { Gateway } from "./live/socket-gateway.ts";

/** Our own numbers, read when Prometheus asks. */
export function measure(metrics: Metrics, parts: { ingest: Ingest; gateway: Gateway }): void {
  const { ingest, gateway } = parts;
  metrics.gauge("aidc_ingest_in_flight_bytes", "Bytes of requests that wait in this process", () =>
    ingest.inFlightBytes(),
  );
  metrics.gauge("aidc_live_sockets", "Live connections", () => gateway.socketCount());
  metrics.gauge(
    "aidc_wall_screens",
    "Screens that report what they draw",
    () => gateway.drawnReports().length,
  );
  metrics.gauge("aidc_wall_drawn_age_seconds", "Age of the oldest report of a screen", () =>
    worst(gateway.drawnReports().map(({ receivedAtMs }) => (Date.now() - receivedAtMs) / 1000)),
  );
  metrics.gauge("aidc_wall_heap_bytes", "Largest heap that a screen reports", () =>
    worst(gateway.drawnReports().flatMap(({ heapBytes }) => heapBytes ?? [])),
  );
  metrics.gauge("aidc_wall_frames_per_second", "Slowest drawing that a screen reports", () => {
    const rates = gateway.drawnReports().map(({ framesPerSecond }) => framesPerSecond);
    return rates.length > 0 ? Math.min(...rates) : undefined;
  });
}

function worst(values: readonly number[]): number | undefined {
  return values.length > 0 ? Math.max(...values) : undefined;
}
