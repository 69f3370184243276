import type { WindowMs } from "@aidc/contract";
import type pg from "pg";
import type { Log } from "../database/log.ts";
import type { Database } from "../database/open-database.ts";
import { boundsOfHours } from "../history/bounds-of-hours.ts";
import { cardDays, cardDaysAhead, keepCardDays } from "../history/card-days.ts";
import { greatestQuarters } from "../history/greatest-quarters.ts";
import type { HeadReader } from "../history/head-reader.ts";
import type { AheadStep } from "../history/kept-days.ts";
import { laterDays } from "../history/later-days.ts";
import { readRollups } from "../history/read-rollups.ts";
import { readSamples } from "../history/read-samples.ts";
import { keepSums, sumDays, sumDaysAhead, sumPoints } from "../history/sum-rollups.ts";
import { QuarantineBuffer } from "../quarantine-buffer.ts";
import { handOver } from "../series/hand-over.ts";
import { resolveSeries } from "../series/resolve-series.ts";
import { WaitingSeries } from "../series/waiting-series.ts";
import type { BoundPoint, CardServer, HistoryReads, TelemetryStore } from "../store.ts";
import { StoreUnavailable } from "../store.ts";
import type { CompactionState } from "./compactor.ts";
import { Compactor } from "./compactor.ts";
import type { IntakeLimits } from "./intake.ts";
import { Intake } from "./intake.ts";
import type { PartitionsAhead } from "./upkeep.ts";
import { Upkeep } from "./upkeep.ts";

export interface TelemetryOptions extends Partial<IntakeLimits> {
  readonly log: Log;
}

/** For metrics and the self-test. */
export interface StoreHealth {
  /** False: the database is away, and nothing can be taken in. */
  readonly available: boolean;
  readonly headSamples: number;
  readonly waitingBytes: number;
  /** Null until the first upkeep is over. */
  readonly partitionsAhead: PartitionsAhead | null;
  readonly compaction: CompactionState;
}

/** A part of what `cardDays` and `sumDays` over the same would find is found and kept, newest days first. */
export interface DaysAheadStore {
  cardDaysAhead(servers: readonly CardServer[], window: WindowMs): Promise<AheadStep>;
  sumDaysAhead(groups: readonly (readonly BoundPoint[])[], window: WindowMs): Promise<AheadStep>;
}

export interface RunningTelemetryStore extends TelemetryStore, DaysAheadStore {
  health(): StoreHealth;
}

/** So long after its last sample a series keeps its point: longer than a sender takes to start again. */
const heardWithinMs = 5 * 60_000;

const defaultLimits: IntakeLimits = { waitingBytes: 64_000_000, headSamples: 32_000_000 };

/**
 * The telemetry half of the store. One instance a database: it holds the ingest lock, the head and the latest
 * table, and runs compaction and upkeep.
 * @throws Error when another process takes samples into this database
 */
export async function openTelemetryStore(
  database: Database,
  options: TelemetryOptions,
): Promise<RunningTelemetryStore> {
  const { log, ...limits } = options;
  const { pool, ownerPool, ingestPool, reportPool, url, ingestUrl } = database;
  const intake = new Intake({ url: ingestUrl, ownerUrl: url, log, limits: { ...defaultLimits, ...limits } });
  await intake.start(reportPool);
  const quarantine = new QuarantineBuffer(pool, log);
  const compactor = new Compactor({ pool: reportPool, url, intake, log });
  const upkeep = new Upkeep({ url, log });
  void upkeep.run();
  return {
    append: (batch) => intake.append(batch),
    ...openSeries(ingestPool, intake),
    // As packing does: the roles that make series and read them may change none.
    handOver: () => handOver(ownerPool, intake.feeders).catch(asUnavailable),
    get latest() {
      return intake.latest.table;
    },
    ...openHistory(reportPool, intake),
    compact: () => compactor.compact(),
    quarantine: (entry) => quarantine.add(entry),
    health: () => ({
      available: intake.available,
      headSamples: intake.head.samples,
      waitingBytes: intake.waitingBytes,
      partitionsAhead: upkeep.partitionsAhead,
      compaction: compactor.state,
    }),
    close: async () => {
      await compactor.close();
      await Promise.all([intake.close(), quarantine.close(), upkeep.close()]);
    },
  };
}

function openSeries(
  ingestPool: pg.Pool,
  intake: Intake,
): Pick<TelemetryStore, "resolveSeries" | "isHeard" | "takeGivenUp"> {
  const waits = new WaitingSeries();
  const openedAtMs = Date.now();
  const isHeard = (seriesId: number) => {
    const heardAtMs = intake.latest.table.heardMs[seriesId] ?? Number.NaN;
    // Nobody was heard while we were away: whoever comes back first takes no point from the others.
    const sinceMs = Math.max(heardAtMs, openedAtMs);
    return sinceMs > Date.now() - heardWithinMs;
  };
  return {
    resolveSeries: async (centerId, sourceId, series) => {
      if (!intake.available) throw new StoreUnavailable("the database is away");
      const sending = { centerId, sourceId, isHeard };
      const { ids, waiting } = await resolveSeries(ingestPool, sending, series).catch(asUnavailable);
      intake.ensureSeries(ids.reduce((highest, id) => Math.max(highest, id), 0));
      waits.add(centerId, waiting);
      return ids;
    },
    isHeard,
    takeGivenUp: () => waits.takeGivenUp(isHeard),
  };
}

function openHistory(pool: pg.Pool, intake: Intake): HistoryReads & DaysAheadStore {
  // The view of the head is taken first: what a compaction moves meanwhile is then in both, never in neither.
  const read = <T>(work: (client: pg.PoolClient, head: HeadReader) => Promise<T>): Promise<T> => {
    const head = intake.head.view();
    return withClient(pool, (client) => work(client, head));
  };
  const [keptCards, keptSums] = [keepCardDays(), keepSums()];
  return {
    readSamples: (points, window) => read((client, head) => readSamples(client, head, points, window)),
    readRollups: (points, window, resolution) =>
      read((client, head) => readRollups(client, head, points, window, resolution)),
    sumDays: (groups, within, size = "1d") => {
      const windows = "fromMs" in within ? [within] : within;
      return read((client, head) => sumDays(client, head, groups, [windows, size], keptSums));
    },
    sumPoints: (points, window) => read((client, head) => sumPoints(client, head, points, window)),
    greatestQuarters: (points, windows) =>
      read((client, head) => greatestQuarters(client, head, points, windows)),
    boundsOfHours: (points, window) => read((client, head) => boundsOfHours(client, head, points, window)),
    cardDays: (servers, window) => read((client, head) => cardDays(client, head, servers, window, keptCards)),
    cardDaysAhead: (servers, window) =>
      read((client, head) => cardDaysAhead(client, head, servers, window, keptCards)),
    sumDaysAhead: (groups, window) =>
      read((client, head) => sumDaysAhead(client, head, groups, window, keptSums)),
    laterDays: (reads, atMs) => read((client, head) => laterDays(client, head, reads, atMs)),
  };
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(asUnavailable);
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    return asUnavailable(error);
  }
}

/** A statement that the server refused is our mistake or the caller's, as is a wrong type; the rest is an outage. */
function asUnavailable(error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const refused = /^(22|23|42)/.test(code);
  if (refused || error instanceof TypeError || error instanceof RangeError) throw error;
  throw new StoreUnavailable("the database is away", { cause: error });
}
