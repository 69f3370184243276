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

/**
 * Whose each series is: the key that sends it. Of two that send the same, as a pair of senders does, the one that has
 * it keeps it until it was silent about it for the patience of the series, so that it does not change hands with every
 * sample; a key that was revoked keeps nothing. What the store has decided is in the row of the series.
 */
export class Feeders {
  readonly #keys: Key[] = [noKey];
  readonly #numbers = new Map<string, number>();
  #owners = new Int32Array(1024);
  #rivals = new Int32Array(1024);
  /** Newest sample of the owner, and of another one. */
  #ownedMs = never(1024);
  #rivalMs = never(1024);
  /** NaN: not read yet. */
  #patienceMs = new Float64Array(1024).fill(Number.NaN);
  #hasRivals = false;

  /** Room for series ids below `capacity`. */
  ensureCapacity(capacity: number): void {
    if (capacity <= this.#owners.length) return;
    const { length } = this.#owners;
    [this.#owners, this.#rivals] = [grown(this.#owners, capacity), grown(this.#rivals, capacity)];
    const [owned, rival, patience] = [never(capacity), never(capacity), new Float64Array(capacity)];
    owned.set(this.#ownedMs);
    rival.set(this.#rivalMs);
    patience.fill(Number.NaN, length).set(this.#patienceMs);
    [this.#ownedMs, this.#rivalMs, this.#patienceMs] = [owned, rival, patience];
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
  own(seriesId: number, owner: Key, atMs: number): void {
    this.#owners[seriesId] = this.numberOf(owner);
    if (atMs > (this.#ownedMs[seriesId] as number)) this.#ownedMs[seriesId] = atMs;
  }

  /** For every sample: nearly all are the owner's, and cost a comparison and a write. */
  note(seriesId: number, key: number, atMs: number): void {
    if (this.#owners[seriesId] === key) {
      if (atMs > (this.#ownedMs[seriesId] as number)) this.#ownedMs[seriesId] = atMs;
      return;
    }
    if (atMs < (this.#rivalMs[seriesId] as number)) return;
    this.#rivals[seriesId] = key;
    this.#rivalMs[seriesId] = atMs;
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
    if (this.#owners[seriesId] === nobody) this.own(seriesId, owner, this.#rivalMs[seriesId] as number);
    if (this.#owners[seriesId] === this.#rivals[seriesId]) this.settle(seriesId);
  }

  /** Series that are another key's by now. */
  due(isRevoked: (sourceId: string) => boolean): Passing[] {
    const revoked = this.#keys.map(({ sourceId }) => isRevoked(sourceId));
    const due: Passing[] = [];
    for (let seriesId = 0; seriesId < this.#rivals.length; seriesId++) {
      const rival = this.#rivals[seriesId] as number;
      if (rival === nobody || revoked[rival]) continue;
      const silentMs = (this.#rivalMs[seriesId] as number) - (this.#ownedMs[seriesId] as number);
      const isLate = silentMs > (this.#patienceMs[seriesId] as number);
      if (isLate || revoked[this.#owners[seriesId] as number])
        due.push({ seriesId, ...(this.#keys[rival] ?? noKey) });
    }
    return due;
  }

  /** It is that key's now. Its point may have another cadence by the next time. */
  pass({ seriesId, ...to }: Passing): void {
    this.own(seriesId, to, this.#rivalMs[seriesId] as number);
    this.settle(seriesId);
  }

  /** Nobody else claims it, until the next sample of somebody else. */
  settle(seriesId: number): void {
    this.#rivals[seriesId] = nobody;
    this.#rivalMs[seriesId] = Number.NEGATIVE_INFINITY;
    this.#patienceMs[seriesId] = Number.NaN;
  }
}

const never = (length: number) => new Float64Array(length).fill(Number.NEGATIVE_INFINITY);

function grown(before: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const after = new Int32Array(length);
  after.set(before);
  return after;
}
