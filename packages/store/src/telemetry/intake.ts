import type pg from "pg";
import { connectOwner, ingestLimits } from "../database/connections.ts";
import type { Log } from "../database/log.ts";
import { Feeders } from "../head/feeders.ts";
import type { Admission, Restored } from "../head/head.ts";
import { Head } from "../head/head.ts";
import { Latest } from "../head/latest.ts";
import { segmentCapacity } from "../head/segment.ts";
import { newestJournalId, readJournal } from "../journal/journal-rows.ts";
import { JournalWriter } from "../journal/journal-writer.ts";
import { encodePayload } from "../journal/payload.ts";
import { journalPartitions } from "../partitions/partition-plan.ts";
import { ensurePartitions, partitionsFrom } from "../partitions/partitions.ts";
import type { AppendResult, SampleBatch } from "../store.ts";
import { StoreFull, StoreUnavailable } from "../store.ts";

export interface IntakeLimits {
  /** Bytes that wait for their COMMIT; what comes on top is told to come again. */
  readonly waitingBytes: number;
  /** Samples in memory that no compaction has taken yet (about 22 bytes each). */
  readonly headSamples: number;
}

/** Who sent a batch, and when it came (server clock). */
type Delivery = Pick<SampleBatch, "centerId" | "sourceId"> & { readonly receivedMs: number };

/** The way in: admit, journal, and after COMMIT show. Owns the head, the latest table and the journal. */
export class Intake {
  readonly head = new Head();
  readonly latest = new Latest();
  readonly feeders = new Feeders();
  readonly #writer: JournalWriter;
  readonly #limits: IntakeLimits;
  #nextJournalId = 1;
  /** Newest id that the head knows to be durable; a new connection looks for rows beyond it. */
  #committedId = 0;
  #pendingSinceMs: number | null = null;
  #frozenAtMs = 0;
  /** Everything that was handed to the journal before has settled when this resolves. */
  #tail: Promise<unknown> = Promise.resolve();

  readonly #ownerUrl: string;

  /** @param options `url` signs in as the ingest role, `ownerUrl` as who may make partitions */
  constructor(options: { url: string; ownerUrl: string; log: Log; limits: IntakeLimits }) {
    this.#limits = options.limits;
    this.#ownerUrl = options.ownerUrl;
    this.#writer = new JournalWriter({
      url: options.url,
      log: options.log,
      onConnected: (client) => this.#catchUp(client),
    });
  }

  async start(pool: pg.Pool): Promise<void> {
    const { rows } = await pool.query<StoredSeries>(
      `select id, center_id as "centerId", source_id as "sourceId", last_sample_at as at, last_value as value
       from series order by id`,
    );
    const received = await lastReceived(pool);
    this.ensureSeries(rows.at(-1)?.id ?? 0);
    for (const { id, at, value, ...owner } of rows) {
      const atMs = at?.getTime() ?? Number.NEGATIVE_INFINITY;
      const receivedMs = received.get(owner.centerId) ?? atMs;
      const heardMs = Math.min(atMs, receivedMs);
      this.feeders.own(id, owner, heardMs, heardMs);
      if (at === null || value === null) continue;
      this.latest.note(id, atMs, value, receivedMs);
      this.head.noteNewest(id, atMs);
    }
    await this.#writer.start();
  }

  get available(): boolean {
    return this.#writer.available;
  }

  get waitingBytes(): number {
    return this.#writer.waitingBytes;
  }

  /** What no compaction has taken yet, and since when the oldest of it has been here. */
  get pending(): { samples: number; sinceMs: number | null } {
    return { samples: this.head.samples, sinceMs: this.#pendingSinceMs };
  }

  /** Makes room for series up to this id in every table that is indexed by it. */
  ensureSeries(highestId: number): void {
    const capacity = this.latest.ensure(highestId);
    this.head.ensureCapacity(capacity);
    this.feeders.ensureCapacity(capacity);
  }

  async append(batch: SampleBatch): Promise<AppendResult> {
    if (!this.#writer.available) throw new StoreUnavailable("the database is away");
    if (this.#writer.waitingBytes > this.#limits.waitingBytes)
      throw new StoreFull("too many samples wait for the database");
    if (this.head.samples > this.#limits.headSamples)
      throw new StoreFull("too many samples wait for compaction");
    if (batch.count > segmentCapacity) return this.#appendInParts(batch);
    this.#check(batch);
    const journalId = this.#nextJournalId;
    const admission = this.head.admit(batch, journalId);
    const accepted = admission.to - admission.from;
    // A batch of nothing but repeats may repeat what still waits for its COMMIT: it is as durable as that.
    if (accepted === 0) await this.#tail;
    else {
      this.#nextJournalId++;
      await this.#commit(batch, journalId, admission);
    }
    const { duplicates, conflicts, firstConflict } = admission;
    return { accepted, duplicates, conflicts, ...(firstConflict === null ? {} : { firstConflict }) };
  }

  /** @throws RangeError for what the doors must never hand over */
  #check({ count, seriesIds, timesMs }: SampleBatch): void {
    const capacity = this.latest.capacity;
    for (let i = 0; i < count; i++) {
      const id = seriesIds[i] as number;
      if (!(id > 0 && id < capacity)) throw new RangeError(`series ${id} was never resolved`);
      if (!Number.isInteger(timesMs[i])) throw new RangeError(`${timesMs[i]} is not a whole millisecond`);
    }
  }

  #commit(batch: SampleBatch, id: number, admission: Admission): Promise<void> {
    const { segment, from, to } = admission;
    const timesMs = segment.timesMs.subarray(from, to);
    const payload = encodePayload({
      seriesIds: segment.seriesIds.subarray(from, to),
      timesMs,
      values: segment.values.subarray(from, to),
    });
    const row = {
      id,
      centerId: batch.centerId,
      sourceId: batch.sourceId,
      samples: to - from,
      newestMs: newestOf(timesMs),
      payload,
    };
    const durable = this.#writer.write(row).then(
      () => {
        this.#committedId = id;
        this.#show(admission, {
          centerId: batch.centerId,
          sourceId: batch.sourceId,
          receivedMs: batch.receivedAtMs ?? Number.POSITIVE_INFINITY,
        });
      },
      (error: unknown) => {
        segment.discard(from, to);
        throw error;
      },
    );
    this.#tail = durable;
    durable.catch(() => {}); // also awaited by the caller; #tail alone must not count as unhandled
    return durable;
  }

  #show({ segment, from, to }: Restored, { receivedMs, ...key }: Delivery): void {
    this.#pendingSinceMs ??= Date.now();
    const feeder = this.feeders.numberOf(key);
    const isTold = Number.isFinite(receivedMs);
    segment.committed = to;
    const { seriesIds, timesMs, values } = segment;
    for (let at = from; at < to; at++) {
      const seriesId = seriesIds[at] as number;
      const timeMs = timesMs[at] as number;
      this.latest.note(seriesId, timeMs, values[at] as number, receivedMs);
      this.feeders.note(seriesId, feeder, Math.min(timeMs, receivedMs), isTold ? receivedMs : timeMs);
    }
  }

  async #appendInParts(batch: SampleBatch): Promise<AppendResult> {
    const parts: Promise<AppendResult>[] = [];
    for (let from = 0; from < batch.count; from += segmentCapacity) {
      const to = Math.min(from + segmentCapacity, batch.count);
      parts.push(
        this.append({
          ...batch,
          count: to - from,
          seriesIds: batch.seriesIds.subarray(from, to),
          timesMs: batch.timesMs.subarray(from, to),
          values: batch.values.subarray(from, to),
        }),
      );
    }
    const results = await Promise.all(parts);
    const sum = (of: (result: AppendResult) => number): number =>
      results.reduce((total, result) => total + of(result), 0);
    const firstConflict = results.find((result) => result.firstConflict !== undefined)?.firstConflict;
    return {
      accepted: sum((r) => r.accepted),
      duplicates: sum((r) => r.duplicates),
      conflicts: sum((r) => r.conflicts),
      ...(firstConflict === undefined ? {} : { firstConflict }),
    };
  }

  /**
   * Runs on each new journal connection, with nothing else under way. At the start this rebuilds the head; later
   * it finds rows whose COMMIT succeeded although we were not told.
   */
  async #catchUp(client: pg.Client): Promise<void> {
    await makePartitions(this.#ownerUrl);
    const newest = await newestJournalId(client);
    const isStart = this.#committedId === 0;
    for await (const row of readJournal(client, this.#committedId, newest)) {
      this.ensureSeries(row.seriesIds.reduce((highest, id) => Math.max(highest, id), 0));
      const batch = { count: row.seriesIds.length, ...row };
      this.#show(isStart ? this.head.restore(batch, row.id) : this.head.admit(batch, row.id), row);
      this.#committedId = row.id;
    }
    this.#committedId = Math.max(this.#committedId, newest);
    this.#nextJournalId = Math.max(this.#nextJournalId, newest + 1);
    this.#tail = Promise.resolve();
  }

  /** Seals the head and waits for what is being committed. @returns the id up to which everything is settled */
  async freeze(): Promise<number> {
    const journalId = this.head.freeze();
    this.#frozenAtMs = Date.now();
    await this.#tail.catch(() => {});
    return Math.min(journalId, this.#committedId);
  }

  /** Everything up to this journal row is in chunks: the head need not hold it any more. */
  dropCompacted(journalId: number): void {
    this.head.drop(journalId);
    this.#pendingSinceMs = this.head.samples > 0 ? this.#frozenAtMs : null;
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }
}

interface StoredSeries extends Pick<SampleBatch, "centerId" | "sourceId"> {
  readonly id: number;
  readonly at: Date | null;
  readonly value: number | null;
}

/** By center: what is packed came at this time at the latest. Nothing in the journal: long before now. */
async function lastReceived(pool: pg.Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ center: string; at: Date }>(
    "select center_id as center, max(received_at) as at from sample_journal group by 1",
  );
  return new Map(rows.map(({ center, at }) => [center, at.getTime()]));
}

/** On a connection of the owner that ends at once: the role that writes samples may not make tables. */
async function makePartitions(ownerUrl: string): Promise<void> {
  const owner = await connectOwner(ownerUrl, "aidc journal partitions", ingestLimits, () => {});
  try {
    const { rows } = await owner.query<{ now: Date }>("select now()");
    const nowMs = rows[0]?.now.getTime() ?? Date.now();
    await ensurePartitions(owner, journalPartitions, partitionsFrom(journalPartitions, nowMs, 3));
  } finally {
    await owner.end();
  }
}

function newestOf(timesMs: Float64Array): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const timeMs of timesMs) if (timeMs > newest) newest = timeMs;
  return newest;
}
