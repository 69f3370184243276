/**
 * What the center held at the end of a window, as far as it is known: from the lines that imports left, and of the
 * period itself, where none is that old, from the inventory as it stands.
 */
import type { ModelCount } from "../capacity/installed.ts";
import { countModels } from "../capacity/installed.ts";
import type { Compared, HeldState, ReportInputs } from "./inputs.ts";

export interface Held extends Omit<HeldState, "atMs"> {
  /** null: as it stood when the report was drafted. */
  readonly sinceMs: number | null;
}

/** @returns null for a compared window that is older than the first line */
export function heldAt(inputs: ReportInputs, compared: Compared): Held | null {
  const { toMs } = inputs.periods[compared].window;
  const last = inputs.states.filter(({ atMs }) => atMs < toMs).at(-1);
  if (last) return { ...last, sinceMs: last.atMs };
  return compared === "current" ? asDrafted(inputs) : null;
}

export function asDrafted({ document, racks }: ReportInputs): Held {
  const { racks: list } = racks.current;
  return {
    sinceMs: null,
    racks: list.length,
    usableU: list.reduce((sum, { usableU }) => sum + usableU, 0),
    limitW: list.reduce((sum, { limitW }) => sum + (limitW ?? 0), 0),
    models: Object.fromEntries(countModels(document).map(({ model, count }) => [model, count])),
  };
}

export function modelCounts({ models }: Pick<HeldState, "models">): ModelCount[] {
  return Object.entries(models)
    .map(([model, count]) => ({ model, count }))
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}

export const cardsOf = (held: Pick<HeldState, "models">): number =>
  modelCounts(held).reduce((sum, { count }) => sum + count, 0);
