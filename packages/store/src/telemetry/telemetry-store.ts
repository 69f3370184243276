import { ingestQueryTimeoutMs } from "../database/connections.ts";
import type { Log } from "../database/log.ts";
import type { Database } from "../database/open-database.ts";
import { QuarantineBuffer } from "../quarantine-buffer.ts";
import { resolveSeries } from "../series/resolve-series.ts";
import type { TelemetryStore } from "../store.ts";
import { StoreUnavailable } from "../store.ts";
import type { IntakeLimits } from "./intake.ts";
import { Intake } from "./intake.ts";

export interface TelemetryOptions extends Partial<IntakeLimits> {
  readonly log: Log;
}

const defaultLimits: IntakeLimits = { waitingBytes: 64_000_000, headSamples: 32_000_000 };

/**
 * The telemetry half of the store. One instance a database: it holds the ingest lock, the head and the latest
 * table, and runs compaction and upkeep.
 * @throws Error when another process takes samples into this database
 */
export async function openTelemetryStore(
  database: Database,
  options: TelemetryOptions,
): Promise<TelemetryStore> {
  const { log } = options;
  const { pool, url } = database;
  const limits = { ...defaultLimits, ...options };
  const intake = new Intake({ url, log, limits });
  const quarantine = new QuarantineBuffer(pool, log);
  await intake.start(pool);
  return {
    append: (batch) => intake.append(batch),
    resolveSeries: async (centerId, sourceId, series) => {
      if (!intake.available) throw new StoreUnavailable("the database is away");
      const ids = await resolveSeries(pool, centerId, sourceId, series, ingestQueryTimeoutMs).catch(
        asUnavailable,
      );
      intake.ensureSeries(ids.reduce((highest, id) => Math.max(highest, id), 0));
      return ids;
    },
    get latest() {
      return intake.latest.table;
    },
    readSamples: async (points, window) => {
      const head = intake.head.view();
      return points.map((p) => (p.seriesId === null ? none : (head.read(p.seriesId, window) ?? none)));
    },
    readRollups: async (points) => points.map(() => []),
    compact: async () => ({ samples: 0, chunks: 0, chunkBytes: 0 }),
    quarantine: (entry) => quarantine.add(entry),
    close: async () => {
      await intake.close();
      await quarantine.close();
    },
  };
}

const none = { timesMs: new Float64Array(0), values: new Float64Array(0) };

/** A statement that the server refused is our mistake or the caller's; anything else is an outage. */
function asUnavailable(error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const refused = /^(22|23|42)/.test(code);
  if (refused) throw error;
  throw new StoreUnavailable("the database is away", { cause: error });
}
