import { createHash } from "node:crypto";
import type { WindowMs } from "@aidc/contract";
import { localDaysOver, unionIntervals } from "@aidc/domain";
import type pg from "pg";

type Client = Pick<pg.ClientBase, "query">;

/** Parts of days kept by one memory, of some 180 bytes each. */
const mostParts = 200_000;

interface AskedDays {
  readonly centerId: string;
  readonly timeZone: string;
  /** Whole local days. */
  readonly windows: readonly WindowMs[];
  /** All that the answer rests on besides the roll-ups: series, thresholds. Other inputs are another question. */
  readonly of: unknown;
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
  readonly #questions = new Map<string, Map<number, Kept<T>>>();
  readonly #partsOf: (found: T) => number;
  readonly #most: number;
  #parts = 0;

  constructor(partsOf: (found: T) => number, most = mostParts) {
    this.#partsOf = partsOf;
    this.#most = most;
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
    const states = await statesOf(client, asked);
    const days = asked.windows.flatMap((window) => localDaysOver(window, asked.timeZone));
    const begins = new Set(days.map(({ fromMs }) => fromMs));
    // Days of a calendar that the center had before reach over midnight: they are found in the whole only.
    if ([...states.keys()].some((begin) => !begins.has(begin))) return read(asked.windows);
    const key = keyOf(asked);
    const known = new Map(this.#questions.get(key));
    const missing = days.filter(({ fromMs }) => {
      const state = states.get(fromMs);
      return state === undefined || known.get(fromMs)?.state !== state;
    });
    const found = missing.length > 0 ? await read(unionIntervals(missing)) : new Map<number, T>();
    const fresh = missing.map(
      ({ fromMs }) => [fromMs, this.#kept(states.get(fromMs), found.get(fromMs))] as const,
    );
    this.#put(key, fresh);
    const all = new Map([...known, ...fresh]);
    return new Map(
      days.flatMap(({ fromMs }): [number, T][] => {
        const own = all.get(fromMs)?.found;
        return own === undefined ? [] : [[fromMs, own]];
      }),
    );
  }

  #kept(state: string | undefined, found: T | undefined): Kept<T> {
    return { state, found, parts: 1 + (found === undefined ? 0 : this.#partsOf(found)) };
  }

  /** Beside what was kept while these were read. Whole questions go, those first that nobody asked for longest. */
  #put(key: string, fresh: readonly (readonly [number, Kept<T>])[]): void {
    const days = new Map([...(this.#questions.get(key) ?? []), ...fresh]);
    const parts = partsIn(days);
    this.#drop(key);
    // It would only drive the others out.
    if (parts > this.#most) return;
    this.#questions.set(key, days);
    this.#parts += parts;
    for (const oldest of this.#questions.keys()) {
      if (this.#parts <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#parts -= partsIn(this.#questions.get(key) ?? new Map());
    this.#questions.delete(key);
  }
}

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
