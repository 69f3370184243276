import type { CenterDocument, Quantity, Subject, WindowMs } from "@aidc/contract";
import type { CardTime, GreatestQuarter, HallLine, RackLine, ServerAbsence } from "@aidc/domain";
import type { WriteOptions } from "./inventory/write-document.ts";
import type { ChangeBy } from "./people/change-by.ts";
import type { HandBinding, MetricMeaning, SentBinding, ToldOfBinding } from "./series/bind-by-hand.ts";
import type { NewBinding } from "./series/bind-series.ts";
import type { BindingRule } from "./series/binding-rules.ts";

/** Samples as the ingest doors hand them over: parallel columns, the first `count` entries count. */
export interface SampleBatch {
  readonly centerId: string;
  /** The ingest key that sent it. */
  readonly sourceId: string;
  readonly count: number;
  readonly seriesIds: Int32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Server clock. Absent: when its samples say, as of a past that is written at once. */
  readonly receivedAtMs?: number;
}

/** What became of a batch. `accepted + duplicates + conflicts = count`. Resolved only after COMMIT. */
export interface AppendResult {
  readonly accepted: number;
  /** Same series, time and bits as before: fine, changes nothing. */
  readonly duplicates: number;
  /** Same series and time, another value: kept out and counted in quarantine. */
  readonly conflicts: number;
  readonly firstConflict?: { readonly seriesId: number; readonly timeMs: number };
}

/** Sorted by time, no time twice. */
export interface SampleColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

export type Resolution = "5m" | "1h" | "1d";

/** One series over one bucket. `integral` is value x ms x the quantity's integralScale, exact. */
export interface Rollup {
  readonly startMs: number;
  readonly endMs: number;
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly samples: number;
  /** A counter was reset inside: the difference is a lower bound. */
  readonly resets: number;
}

/** A group of points over one local day. */
export interface DayOfGroup {
  readonly startMs: number;
  readonly endMs: number;
  readonly integral: bigint;
  /** Of all points together. */
  readonly coveredMs: number;
  readonly resets: number;
  /** Points that are covered at all, and the least that one of those with a row is. */
  readonly points: number;
  readonly leastCoveredMs: number;
}

export interface HourBound {
  readonly startMs: number;
  /** Sum of the greatest values of the points, of those above zero. */
  readonly bound: number;
}

/** A server with accelerators: what tells whether they are on, and whether they are faulty. */
export interface CardServer {
  readonly power: BoundPoint;
  /** W; above it the server is on. */
  readonly aboveW: number;
  readonly cards: number;
  /** Fault codes, of the accelerators that tell them. */
  readonly faults: readonly BoundPoint[];
  /** Sums are kept apart by it. */
  readonly group: number;
}

/** Accelerators of a group over one local day, in ms of each. */
export interface CardDay {
  readonly startMs: number;
  readonly endMs: number;
  readonly group: number;
  readonly powered: CardTime;
  readonly healthy: CardTime;
}

export interface CardDays {
  readonly days: readonly CardDay[];
  /** Power of a server or fault code of an accelerator that a day does not decide; nothing of it is in the sums. */
  readonly mixed: readonly { readonly seriesId: number; readonly startMs: number; readonly endMs: number }[];
}

export interface PointTotal {
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly max: number | null;
}

/** A clock quarter of an hour of one point. */
export interface SignedPoint {
  readonly point: BoundPoint;
  readonly sign: 1 | -1;
}

/** What a profile recognised in a series, or nothing. */
export interface SeriesMatch {
  readonly subject: Subject;
  readonly quantity: Quantity;
  /** Point value = sample value x scale + offset, applied when the series is read. */
  readonly scale: number;
  readonly offset: number;
  /** The rule of a person that says it; absent or null: a profile does. */
  readonly rule?: number | null;
}
export interface NewSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly match: SeriesMatch | null;
}

/** A point with the series bound to it; the join everything live and every figure starts from. */
export interface BoundPoint {
  readonly centerId: string;
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly seriesId: number | null;
  /** The ingest key that sends it. */
  readonly sourceId: string | null;
  readonly scale: number;
  readonly offset: number;
  readonly intervalMs: number;
  readonly maxGapMs: number;
  readonly grade: "metered" | "derived" | "replayed" | "modelled" | "assumed";
}

/** Newest sample of every series, indexed by series id; NaN time means never. Read by the live tick, never copied. */
export interface LatestTable {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Its time, or when it was received where its sender's clock runs ahead. */
  readonly heardMs: Float64Array;
}

export interface CompactionResult {
  readonly samples: number;
  readonly chunks: number;
  readonly chunkBytes: number;
}

/** Local days that were written again after an instant. */
export interface LaterDays {
  readonly point: BoundPoint;
  /** At least one. */
  readonly days: number;
  /** Where the first and the last of them begin. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** What was read of a point. */
export interface ReadOfPoint {
  readonly point: BoundPoint;
  readonly windows: readonly WindowMs[];
}

export interface LaterWrites {
  /** Nothing that is there was written by the instant, and the first of it then; null: something was, or nothing is there. */
  readonly sinceMs: number | null;
  /** None where `sinceMs` says that all would be. */
  readonly points: readonly LaterDays[];
}

/** What was sent, read again: chunks, roll-ups and the journal together. */
export interface HistoryReads {
  /** Raw samples of chunks and head, scaled to the point's unit. */
  readSamples(points: readonly BoundPoint[], window: WindowMs): Promise<SampleColumns[]>;
  /**
   * Buckets that lie wholly inside the window (aligned), chunks and head together: a bucket that the journal
   * still touches is computed from raw samples. `1d` buckets are local days of the center.
   */
  readRollups(points: readonly BoundPoint[], window: WindowMs, resolution: Resolution): Promise<Rollup[][]>;
  /**
   * Local days inside the window, each group of points added up by the database: what one row per point and day
   * would cost is not read. Days without any row are left out.
   * @param window or several that do not touch, of which a group is asked at once
   * @param resolution smaller buckets instead of days
   */
  sumDays(
    groups: readonly (readonly BoundPoint[])[],
    window: WindowMs | readonly WindowMs[],
    resolution?: Resolution,
  ): Promise<DayOfGroup[][]>;
  /** What the local days inside the window add up to, by point. */
  sumPoints(points: readonly BoundPoint[], window: WindowMs): Promise<PointTotal[]>;
  /**
   * The clock quarter of an hour in which the points together have the most, of each window. The windows are in order
   * and begin with a quarter. null: no quarter is covered by all of the points.
   */
  greatestQuarters(
    points: readonly SignedPoint[],
    windows: readonly WindowMs[],
  ): Promise<(GreatestQuarter | null)[]>;
  /** What the points cannot exceed together in each whole hour that any of them has a row of. */
  boundsOfHours(points: readonly BoundPoint[], window: WindowMs): Promise<HourBound[]>;
  /** How long accelerators were on and told no fault, by local day inside the window. */
  cardDays(servers: readonly CardServer[], window: WindowMs): Promise<CardDays>;
  /** Local days of the points that were written again after an instant, because something came late. */
  laterDays(reads: readonly ReadOfPoint[], atMs: number): Promise<LaterWrites>;
}

/** The telemetry half of the store, one instance per process (it holds the ingest lease of its centers). */
export interface TelemetryStore extends HistoryReads {
  /** Durable when it resolves. Rejects with `StoreUnavailable` when the database is away, `StoreFull` when too much waits. */
  append(batch: SampleBatch): Promise<AppendResult>;
  /**
   * Finds or creates series; ids in the order asked. New labels of a sender whose series has fallen silent get its id;
   * what matches a point that another series feeds waits, unmatched.
   */
  resolveSeries(centerId: string, sourceId: string, series: readonly NewSeries[]): Promise<Int32Array>;
  /** Whether a series sent anything in the last minutes. */
  isHeard(seriesId: number): boolean;
  /** Centers in which a series waits for a point whose own one has fallen silent; each is told once. */
  takeGivenUp(): string[];
  /** Series pass to the key that sends them. @returns centers of which a point has another source now */
  handOver(): Promise<string[]>;
  /** Getter: the table may be replaced when it grows, so read it anew each tick. */
  readonly latest: LatestTable;
  compact(): Promise<CompactionResult>;
  quarantine(entry: {
    centerId: string;
    sourceId: string;
    reason: string;
    example: string;
    count: number;
  }): void;
  close(): Promise<void>;
}

export interface WrittenDocument {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Where the first lease begins that is new or was changed; null when none. */
  readonly leasesChangedFromMs: number | null;
}

/** The inventory half: plain queries through drizzle. */
/** How much a center held from an instant on. */
export interface InventoryState {
  readonly atMs: number;
  readonly racks: number;
  /** null: of some rack it is not known. */
  readonly usableU: number | null;
  readonly limitW: number;
  /** Accelerators by model id. */
  readonly models: Readonly<Record<string, number>>;
}

/** The document of a center as it was known at an instant. */
export interface KnownDocument {
  /** Its center, points and tenants are as now. */
  readonly document: CenterDocument;
  /** When the history begins: of the time before, what was recorded first stands. */
  readonly sinceMs: number;
  /** Lines that were recorded after the instant, and are not in the document. */
  readonly later: { readonly leases: number; readonly inventory: number };
}

export interface InventoryStore {
  listCenters(): Promise<CenterDocument["center"][]>;
  /** null when there is no such center */
  readDocument(centerId: string): Promise<CenterDocument | null>;
  /** null when there is no such center, or nothing was changed since its history is kept */
  readKnown(centerId: string, atMs: number): Promise<KnownDocument | null>;
  /** One transaction; the document has been checked by the contract and by domain rules before. */
  writeDocument(document: CenterDocument, options?: WriteOptions): Promise<WrittenDocument>;
  /** Oldest first: one for each import that changed how much there is. */
  readStates(centerId: string): Promise<InventoryState[]>;
  /** Of each rack oldest first what changes left of it; none when nothing was changed since its history is kept. */
  readRackLines(centerId: string): Promise<RackLine[]>;
  /** Oldest first what changes left of each hall; none when nothing was changed since its history is kept. */
  readHallLines(centerId: string): Promise<HallLine[]>;
  /** When servers did not stand there, though others did; none when nothing was changed since its history is kept. */
  readAbsences(centerId: string): Promise<ServerAbsence[]>;
  removeCenter(centerId: string): Promise<{ rowsLeft: number }>;
  readPoints(centerId: string): Promise<BoundPoint[]>;
  /** Series that feed no point, oldest first; without those that a person took back. */
  listUnmatched(
    centerId: string,
  ): Promise<{ seriesId: number; sourceId: string; labels: Record<string, string> }[]>;
  /** @returns how many bindings are new or changed; a point that another series feeds which is heard stays with it */
  bindSeries(
    centerId: string,
    bindings: readonly NewBinding[],
    isHeard: (seriesId: number) => boolean,
  ): Promise<number>;
  /** @throws StoreConflict when a series or a point got another binding meanwhile */
  bindByHand(
    centerId: string,
    bindings: readonly NewBinding[],
    by: ChangeBy,
    told: ToldOfBinding,
  ): Promise<void>;
  /** The same for a metric, with a rule for what comes later of it. @throws StoreConflict */
  bindMetric(
    centerId: string,
    meaning: MetricMeaning,
    bindings: readonly SentBinding[],
    by: ChangeBy,
    told: ToldOfBinding,
  ): Promise<void>;
  /** @throws StoreConflict when no person bound it */
  unbindSeries(centerId: string, seriesId: number, by: ChangeBy): Promise<void>;
  /** With all that it bound. @returns null when there is no such rule */
  removeRule(
    centerId: string,
    rule: number,
    by: ChangeBy,
  ): Promise<{ readonly rule: BindingRule; readonly series: readonly number[] } | null>;
  listByHand(centerId: string): Promise<HandBinding[]>;
  listRules(centerId: string): Promise<BindingRule[]>;
}

export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}
export class StoreFull extends Error {
  override readonly name = "StoreFull";
}
