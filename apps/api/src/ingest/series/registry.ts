import type { InventoryIndex, SeriesRules } from "@aidc/domain";
import type { NewSeries, SeriesMatch } from "@aidc/store";
import { matchOf } from "../profiles/match-series.ts";
import type { ValueBounds } from "../value-bounds.ts";
import { anyNumber, boundsOf } from "../value-bounds.ts";
import { LabelTable } from "./label-table.ts";
import type { LabelFault, LabelLimits, Labels } from "./parse-labels.ts";
import { parseLabels } from "./parse-labels.ts";

export interface RegistryLimits extends LabelLimits {
  readonly maxSeriesPerCenter: number;
}
/** `new_series_limit` may be tried again, the others not. */
export type SeriesRefusal = LabelFault | "series_limit" | "new_series_limit";

/** Who sends it, and whether this request may add another. */
interface Admission {
  readonly sourceId: string;
  readonly mayAdd: boolean;
}

const unresolved = -1;

export type ResolveSeries = (series: readonly NewSeries[]) => Promise<Int32Array>;

/**
 * The series of one center, by the bytes of their labels. An entry is made when bytes are first seen; its series
 * id is known after `resolve`. Two byte strings with the same labels in another order are two entries, one id.
 */
export class SeriesRegistry {
  readonly #inventory: InventoryIndex;
  readonly #limits: RegistryLimits;
  readonly #table: LabelTable;
  /** -1 until resolved. */
  #ids = new Int32Array(1024).fill(unresolved);
  /** Columns for the loop over samples. */
  mins = new Float64Array(1024);
  maxs = new Float64Array(1024);
  readonly #bounds: ValueBounds[] = [];
  readonly #labels = new Map<number, Labels>();
  /** What a person said of series that no profile knows, by their labels. */
  readonly #byHand = new Map<string, SeriesMatch | null>();
  readonly #rules: SeriesRules;
  readonly #resolving = new Map<number, Promise<void>>();

  constructor(inventory: InventoryIndex, rules: SeriesRules, limits: RegistryLimits, seed: number) {
    this.#rules = rules;
    this.#inventory = inventory;
    this.#limits = limits;
    this.#table = new LabelTable(seed);
  }

  get size(): number {
    return this.#table.size;
  }

  /** @returns the entry of these label bytes, or -1 when they are new */
  find(bytes: DataView, from: number, to: number, previous: number): number {
    return this.#table.find(bytes, from, to - from, previous);
  }

  /** Makes an entry for new label bytes, or says why not. */
  add(
    bytes: Uint8Array,
    view: DataView,
    from: number,
    to: number,
    previous: number,
    { mayAdd, sourceId }: Admission,
  ): number | SeriesRefusal {
    const labels = parseLabels(bytes, from, to, this.#limits);
    if (typeof labels === "string") return labels;
    if (!mayAdd) return "new_series_limit";
    if (this.#table.size >= this.#limits.maxSeriesPerCenter) return "series_limit";
    const entry = this.#table.add(view, from, to - from, previous);
    const said = this.#saidOf(labels);
    const match = said === undefined ? matchOf(labels, sourceId, this.#inventory, this.#rules) : said;
    this.#setBounds(entry, this.#boundsFor(match));
    this.#labels.set(entry, labels);
    return entry;
  }

  /**
   * From here on the values of this series are judged as what a person said they are.
   * @param match null: what was said before is taken back
   * @param id null: not seen yet
   */
  bindByHand(labels: Labels, match: SeriesMatch | null, id: number | null): void {
    const key = keyOf(labels);
    this.#byHand.set(key, match);
    for (const [entry, asked] of this.#labels)
      if (keyOf(asked) === key) this.#setBounds(entry, this.#boundsFor(match));
    if (id === null) return;
    for (let entry = this.#ids.indexOf(id); entry >= 0; entry = this.#ids.indexOf(id, entry + 1))
      this.#setBounds(entry, this.#boundsFor(match));
  }

  /** -1 until resolved. */
  idOf(entry: number): number {
    return this.#ids[entry] ?? unresolved;
  }

  boundsAt(entry: number): ValueBounds {
    return this.#bounds[entry] ?? anyNumber;
  }

  /**
   * Asks the store for the ids of entries that have none; an entry another request already asks for is awaited.
   * When the store fails, the entries stay unknown and the next request asks again.
   */
  async resolve(unknown: ReadonlySet<number>, resolveSeries: ResolveSeries): Promise<void> {
    const waiting = new Set<Promise<void>>();
    const mine: number[] = [];
    for (const entry of unknown) {
      const resolving = this.#resolving.get(entry);
      if (resolving) waiting.add(resolving);
      else mine.push(entry);
    }
    if (mine.length > 0) waiting.add(this.#ask(mine, resolveSeries));
    await Promise.all(waiting);
  }

  #ask(entries: number[], resolveSeries: ResolveSeries): Promise<void> {
    const series = entries.map((entry) => ({
      labels: this.#labels.get(entry) ?? {},
      match: this.boundsAt(entry).match,
    }));
    const asked = resolveSeries(series)
      .then((ids) => {
        for (const [index, entry] of entries.entries()) {
          this.#ids[entry] = ids[index] ?? unresolved;
          this.#labels.delete(entry);
        }
      })
      .finally(() => {
        for (const entry of entries) this.#resolving.delete(entry);
      });
    for (const entry of entries) this.#resolving.set(entry, asked);
    return asked;
  }

  #saidOf(labels: Labels): SeriesMatch | null | undefined {
    return this.#byHand.size === 0 ? undefined : this.#byHand.get(keyOf(labels));
  }

  #boundsFor(match: SeriesMatch | null): ValueBounds {
    if (match === null) return anyNumber;
    const role = match.subject.kind === "meter" ? this.#inventory.meterRole(match.subject.id) : null;
    return boundsOf(match, role);
  }

  #setBounds(entry: number, bounds: ValueBounds): void {
    if (entry === this.mins.length) {
      const ids = new Int32Array(entry * 2).fill(unresolved);
      ids.set(this.#ids);
      this.#ids = ids;
      this.mins = doubled(this.mins);
      this.maxs = doubled(this.maxs);
    }
    this.#bounds[entry] = bounds;
    this.mins[entry] = bounds.min;
    this.maxs[entry] = bounds.max;
  }
}

/** The same for the same labels, in whatever order they are kept. */
function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function doubled(previous: Float64Array): Float64Array<ArrayBuffer> {
  const next = new Float64Array(previous.length * 2);
  next.set(previous);
  return next;
}
