/** An ingest key of a center. */
interface Key {
  readonly centerId: string;
  readonly sourceId: string;
}

/** A series that is to pass from one key to another. */
export interface Passing extends Key {
  readonly seriesId: number;
}

const nobody = 0;
const noKey: Key = { centerId: "", sourceId: "" };
/** A longer one between two deliveries of a series is an outage, and not how its key delivers. */
const longestGapMs = 3_600_000;
/** A delivery that is missed is no silence yet. */
const patienceGaps = 2;
/**
 * The longest gap of late is the usual one: it counts as shorter by this part of the time since, so that what a delivery
 * is cut into does not hide it.
 */
const fades = 1 / 4;

/**
 * Whose each series is: the key that sends it. Of two that send the same, as a pair of senders does, the one that has
 * it keeps it until it was silent about it for the patience of the series, so that it does not change hands with every
 * sample, nor between the batches of one that delivers what it kept; a key that was revoked keeps nothing. What the
 * store has decided is in the row of the series.
 */
export class Feeders {
  readonly #keys: Key[] = [noKey];
  readonly #numbers = new Map<string, number>();
  #owners = new Int32Array(1024);
  #rivals = new Int32Array(1024);
  /** Newest sample of the owner, and of another one. */
  #ownedMs = never(1024);
  #rivalMs = never(1024);
  /** When they last delivered one, on the server's clock: a batch of a past says that its sender lives. */
  #ownerHeardMs = never(1024);
  #rivalHeardMs = never(1024);
  /** Usual one between two deliveries of the owner; of a pair one delivers as the other. */
  #gapMs = new Float64Array(1024);
  /** NaN: not read yet. */
  #patienceMs = new Float64Array(1024).fill(Number.NaN);
  #hasRivals = false;
  /** Newest delivery of anybody. */
  #newestMs = Number.NEGATIVE_INFINITY;

  /** Room for series ids below `capacity`. */
  ensureCapacity(capacity: number): void {
    if (capacity <= this.#owners.length) return;
    this.#owners = grown(this.#owners, new Int32Array(capacity));
    this.#rivals = grown(this.#rivals, new Int32Array(capacity));
    this.#ownedMs = grown(this.#ownedMs, never(capacity));
    this.#rivalMs = grown(this.#rivalMs, never(capacity));
    this.#ownerHeardMs = grown(this.#ownerHeardMs, never(capacity));
    this.#rivalHeardMs = grown(this.#rivalHeardMs, never(capacity));
    this.#gapMs = grown(this.#gapMs, new Float64Array(capacity));
    this.#patienceMs = grown(this.#patienceMs, new Float64Array(capacity).fill(Number.NaN));
  }

  numberOf({ centerId, sourceId }: Key): number {
    const name = `${centerId}\n${sourceId}`;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#keys.push({ centerId, sourceId }) - 1;
    this.#numbers.set(name, number);
    return number;
  }

  /** As the row of the series says. */
  own(seriesId: number, owner: Key, atMs: number, heardMs: number): void {
    this.#owners[seriesId] = this.numberOf(owner);
    if (atMs > (this.#ownedMs[seriesId] as number)) this.#ownedMs[seriesId] = atMs;
    if (heardMs > (this.#ownerHeardMs[seriesId] as number)) this.#ownerHeardMs[seriesId] = heardMs;
  }

  /**
   * For every sample: nearly all are the owner's, and cost a few comparisons and writes.
   * @param heardMs when it was delivered, on the server's clock
   */
  note(seriesId: number, key: number, atMs: number, heardMs: number): void {
    if (heardMs > this.#newestMs) this.#newestMs = heardMs;
    if (this.#owners[seriesId] !== key) {
      this.#noteRival(seriesId, key, atMs, heardMs);
      return;
    }
    if (atMs > (this.#ownedMs[seriesId] as number)) this.#ownedMs[seriesId] = atMs;
    const gapMs = heardMs - (this.#ownerHeardMs[seriesId] as number);
    if (gapMs <= 0) return;
    this.#ownerHeardMs[seriesId] = heardMs;
    if (gapMs > longestGapMs) return;
    const fadedMs = (this.#gapMs[seriesId] as number) - gapMs * fades;
    this.#gapMs[seriesId] = gapMs > fadedMs ? gapMs : fadedMs;
  }

  #noteRival(seriesId: number, key: number, atMs: number, heardMs: number): void {
    const isNewest = atMs >= (this.#rivalMs[seriesId] as number);
    if (!isNewest && this.#rivals[seriesId] !== key) return;
    this.#rivals[seriesId] = key;
    if (isNewest) this.#rivalMs[seriesId] = atMs;
    this.#rivalHeardMs[seriesId] = heardMs;
    this.#hasRivals = true;
  }

  get hasRivals(): boolean {
    return this.#hasRivals;
  }

  /** Series of which another key than the owner sends and the patience was not read, by center. */
  unread(most: number): Map<string, number[]> {
    const found = new Map<string, number[]>();
    let left = most;
    for (let id = 0; id < this.#rivals.length && left > 0; id++) {
      if (this.#rivals[id] === nobody || !Number.isNaN(this.#patienceMs[id])) continue;
      const { centerId } = this.#keys[this.#rivals[id] as number] ?? noKey;
      const own = found.get(centerId);
      if (own) own.push(id);
      else found.set(centerId, [id]);
      left--;
    }
    return found;
  }

  /** What its row and its point say. Nobody was known to have it before: then its owner is not late yet. */
  read(seriesId: number, owner: Key, patienceMs: number): void {
    this.#patienceMs[seriesId] = patienceMs;
    if (this.#owners[seriesId] === nobody) this.#ownAsRival(seriesId, owner);
    if (this.#owners[seriesId] === this.#rivals[seriesId]) this.settle(seriesId);
  }

  /** Series that are another key's by now. Of one that has fallen silent itself nothing is known from then on. */
  due(isRevoked: (sourceId: string) => boolean): Passing[] {
    const revoked = this.#keys.map(({ sourceId }) => isRevoked(sourceId));
    const due: Passing[] = [];
    this.#hasRivals = false;
    for (let seriesId = 0; seriesId < this.#rivals.length; seriesId++) {
      const rival = this.#rivals[seriesId] as number;
      if (rival === nobody) continue;
      const patienceMs = this.#patienceOf(seriesId);
      if (this.#newestMs - (this.#rivalHeardMs[seriesId] as number) > patienceMs) {
        this.#forget(seriesId);
        continue;
      }
      this.#hasRivals = true;
      if (revoked[rival]) continue;
      if (this.#silentMs(seriesId) > patienceMs || revoked[this.#owners[seriesId] as number])
        due.push({ seriesId, ...(this.#keys[rival] ?? noKey) });
    }
    return due;
  }

  /** NaN, which nothing is longer than: not read yet. */
  #patienceOf(seriesId: number): number {
    return Math.max(this.#patienceMs[seriesId] as number, patienceGaps * (this.#gapMs[seriesId] as number));
  }

  /** The owner, beside the other: who delivers a past is not silent, and a past is nothing new of the other's. */
  #silentMs(seriesId: number): number {
    const undeliveredMs = (this.#rivalHeardMs[seriesId] as number) - (this.#ownerHeardMs[seriesId] as number);
    return Math.min(undeliveredMs, (this.#rivalMs[seriesId] as number) - (this.#ownedMs[seriesId] as number));
  }

  /** It is that key's now. Its point may have another cadence by the next time. */
  pass({ seriesId, ...to }: Passing): void {
    this.#ownAsRival(seriesId, to);
    this.settle(seriesId);
  }

  /** From the newest that another key sent. */
  #ownAsRival(seriesId: number, owner: Key): void {
    this.own(seriesId, owner, this.#rivalMs[seriesId] as number, this.#rivalHeardMs[seriesId] as number);
  }

  /** Nobody else claims it, until the next sample of somebody else. */
  settle(seriesId: number): void {
    this.#forget(seriesId);
    this.#patienceMs[seriesId] = Number.NaN;
  }

  /** What it was compared by is kept: who sends now and then is not read of each time. */
  #forget(seriesId: number): void {
    this.#rivals[seriesId] = nobody;
    this.#rivalMs[seriesId] = Number.NEGATIVE_INFINITY;
    this.#rivalHeardMs[seriesId] = Number.NEGATIVE_INFINITY;
  }
}

const never = (length: number) => new Float64Array(length).fill(Number.NEGATIVE_INFINITY);

function grown<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(before: T, after: T): T {
  after.set(before);
  return after;
}
