import { createHash } from "node:crypto";
import type { WindowMs } from "@aidc/contract";
import { localDaysOver, unionIntervals } from "@aidc/domain";
import type pg from "pg";

type Client = Pick<pg.ClientBase, "query">;

/** Parts of days kept by one memory, of some 180 bytes each. */
const mostParts = 200_000;

/** What is found ahead takes the place of nothing that was asked for within it. */
const wantedForMs = 3_600_000;

interface AskedDays {
  readonly centerId: string;
  readonly timeZone: string;
  /** Whole local days. */
  readonly windows: readonly WindowMs[];
  /** All that the answer rests on besides the roll-ups: series, thresholds. Other inputs are another question. */
  readonly of: unknown;
}

/** What was found of days that nobody asked for yet. */
export interface AheadStep {
  /** So many are kept now that were not before. */
  readonly days: number;
  /** So many are not kept yet. */
  readonly left: number;
  /** False: what others asked for lately fills the memory. */
  readonly hasRoom: boolean;
}

export const nothingAhead: AheadStep = { days: 0, left: 0, hasRoom: true };

/** Rows that are read ahead at a time: some 0.15 CPU s of the database, between which others have their turn. */
const rowsAhead = 250_000;

export const daysAtOnce = (points: number): number => Math.max(1, Math.floor(rowsAhead / points));

interface Question<T> {
  readonly days: ReadonlyMap<number, Kept<T>>;
  readonly askedAtMs: number;
}

interface Kept<T> {
  /** undefined: not known, and read again. */
  readonly state: string | undefined;
  /** undefined: the day holds nothing. */
  readonly found: T | undefined;
  readonly parts: number;
}

/**
 * What was found in roll-ups of whole days, kept in this process by question and day. It stands while the state of the
 * day does, which the database changes with every roll-up of it. The state is read before the roll-ups: what is written
 * in between is kept under a state that is over, and read again.
 */
export class KeptDays<T> {
  /** The question that was asked last is the last. */
  readonly #questions = new Map<string, Question<T>>();
  readonly #partsOf: (found: T) => number;
  readonly #most: number;
  readonly #now: () => number;
  #parts = 0;

  constructor(partsOf: (found: T) => number, most = mostParts, now = Date.now) {
    this.#partsOf = partsOf;
    this.#most = most;
    this.#now = now;
  }

  /**
   * @param read what the days of some windows come to, by their begin; a day that is left out holds nothing
   * @returns by begin, in order
   */
  async over(
    client: Client,
    asked: AskedDays,
    read: (windows: readonly WindowMs[]) => Promise<Map<number, T>>,
  ): Promise<Map<number, T>> {
    const open = await this.#look(client, asked);
    if (open === null) return read(asked.windows);
    const { key, states, days } = open;
    const known = new Map(this.#questions.get(key)?.days);
    const missing = days.filter(({ fromMs }) => !isKept(states.get(fromMs), known.get(fromMs)));
    const found = missing.length > 0 ? await read(unionIntervals(missing)) : new Map<number, T>();
    const fresh = this.#fresh(missing, states, found);
    this.#put(key, fresh);
    const all = new Map([...known, ...fresh]);
    return new Map(
      days.flatMap(({ fromMs }): [number, T][] => {
        const own = all.get(fromMs)?.found;
        return own === undefined ? [] : [[fromMs, own]];
      }),
    );
  }

  /**
   * Finds the newest of the days that are not kept, so that whoever asks for them finds them. Days without a state could
   * not be kept.
   * @param most days at a time
   */
  async ahead(
    client: Client,
    asked: AskedDays,
    most: number,
    read: (windows: readonly WindowMs[]) => Promise<Map<number, T>>,
  ): Promise<AheadStep> {
    const open = await this.#look(client, asked);
    if (open === null) return nothingAhead;
    const { key, states, days } = open;
    const known = this.#questions.get(key)?.days;
    const missing = days.filter(
      ({ fromMs }) => states.has(fromMs) && !isKept(states.get(fromMs), known?.get(fromMs)),
    );
    const next = missing.slice(-most);
    // Else what has no room is read and thrown away with every round.
    if (next.length > 0 && !this.#hasRoomAhead(key, next.length * this.#meanParts()))
      return { days: 0, left: missing.length, hasRoom: false };
    const found = next.length > 0 ? await read(unionIntervals(next)) : new Map<number, T>();
    const hasRoom = this.#putAhead(key, this.#fresh(next, states, found));
    const kept = hasRoom ? next.length : 0;
    return { days: kept, left: missing.length - kept, hasRoom };
  }

  /** null: days of a calendar that the center had before reach over midnight, and are found in the whole only. */
  async #look(client: Client, asked: AskedDays) {
    const states = await statesOf(client, asked);
    const days = asked.windows.flatMap((window) => localDaysOver(window, asked.timeZone));
    const begins = new Set(days.map(({ fromMs }) => fromMs));
    if ([...states.keys()].some((begin) => !begins.has(begin))) return null;
    return { key: keyOf(asked), states, days };
  }

  #fresh(
    days: readonly WindowMs[],
    states: ReadonlyMap<number, string>,
    found: ReadonlyMap<number, T>,
  ): (readonly [number, Kept<T>])[] {
    return days.map(({ fromMs }) => {
      const own = found.get(fromMs);
      const parts = 1 + (own === undefined ? 0 : this.#partsOf(own));
      return [fromMs, { state: states.get(fromMs), found: own, parts }];
    });
  }

  /** Beside what was kept while these were read. Whole questions go, those first that nobody asked for longest. */
  #put(key: string, fresh: readonly (readonly [number, Kept<T>])[]): void {
    const days = new Map([...(this.#questions.get(key)?.days ?? []), ...fresh]);
    const parts = partsIn(days);
    this.#drop(key);
    // It would only drive the others out.
    if (parts > this.#most) return;
    this.#questions.set(key, { days, askedAtMs: this.#now() });
    this.#parts += parts;
    for (const oldest of this.#questions.keys()) {
      if (this.#parts <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #putAhead(key: string, fresh: readonly (readonly [number, Kept<T>])[]): boolean {
    const hasRoom = this.#hasRoomAhead(key, partsIn(new Map(fresh)));
    this.#put(key, hasRoom ? fresh : []);
    return hasRoom;
  }

  /** Made of what nobody asked for lately. */
  #hasRoomAhead(key: string, parts: number): boolean {
    const sinceMs = this.#now() - wantedForMs;
    for (const [oldest, { askedAtMs }] of this.#questions) {
      if (this.#parts + parts <= this.#most) break;
      if (oldest !== key && askedAtMs < sinceMs) this.#drop(oldest);
    }
    return this.#parts + parts <= this.#most;
  }

  /** Of a day that is kept; nothing where none is, and who asks reads to know. */
  #meanParts(): number {
    const days = [...this.#questions.values()].reduce((sum, question) => sum + question.days.size, 0);
    return days === 0 ? 0 : this.#parts / days;
  }

  #drop(key: string): void {
    this.#parts -= partsIn(this.#questions.get(key)?.days ?? new Map());
    this.#questions.delete(key);
  }
}

const isKept = (state: string | undefined, kept: Kept<unknown> | undefined): boolean =>
  state !== undefined && kept?.state === state;

const partsIn = (days: ReadonlyMap<number, Kept<unknown>>): number =>
  [...days.values()].reduce((sum, { parts }) => sum + parts, 0);

const keyOf = ({ centerId, timeZone, of }: AskedDays): string =>
  createHash("sha256")
    .update(JSON.stringify([centerId, timeZone, of]))
    .digest("base64");

/** Of each day that roll-ups were ever written of, by its begin. */
async function statesOf(client: Client, { centerId, windows }: AskedDays): Promise<Map<number, string>> {
  const { rows } = await client.query<{ start_ms: number; state: string }>(
    `select distinct (extract(epoch from s.starts_at) * 1000)::float8 as start_ms, s.state
      from rollup_1d_state s, unnest($2::timestamptz[], $3::timestamptz[]) w(begins, ends)
      where s.center_id = $1 and s.starts_at >= w.begins and s.starts_at < w.ends`,
    [centerId, windows.map(({ fromMs }) => new Date(fromMs)), windows.map(({ toMs }) => new Date(toMs))],
  );
  return new Map(rows.map(({ start_ms, state }) => [start_ms, state]));
}
