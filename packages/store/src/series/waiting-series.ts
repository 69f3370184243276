import type { IsHeard } from "./settle-points.ts";

/** Series that match a point which another one feeds. They are asked for again when that one has fallen silent. */
export class WaitingSeries {
  readonly #byCenter = new Map<string, Map<number, number>>();

  /** @param waiting by their id the series they wait for */
  add(centerId: string, waiting: ReadonlyMap<number, number>): void {
    if (waiting.size === 0) return;
    const known = this.#byCenter.get(centerId) ?? new Map();
    this.#byCenter.set(centerId, known);
    for (const [id, holder] of waiting) known.set(id, holder);
  }

  /** Centers in which a point is to be given on to who is heard; in an outage nobody is. Each is told once. */
  takeGivenUp(isHeard: IsHeard): string[] {
    const centers = [...this.#byCenter].filter(([, waiting]) =>
      [...waiting].some(([id, holder]) => isHeard(id) && !isHeard(holder)),
    );
    for (const [centerId] of centers) this.#byCenter.delete(centerId);
    return centers.map(([centerId]) => centerId);
  }
}
