/**
 * What the center held at the end of a window, as far as it is known: from the lines that imports left, and of the
 * period itself, where none is that old, from the inventory as it stands.
 */
import type { CenterDocument } from "@aidc/contract";
import type { ModelCount } from "../capacity/installed.ts";
import { countModels } from "../capacity/installed.ts";
import { sumKnown, usableU } from "../rack/occupancy.ts";
import type { Compared, HeldState, ReportInputs } from "./inputs.ts";

export interface Held extends Omit<HeldState, "atMs"> {
  /** null: as it stood when the report was drafted. */
  readonly sinceMs: number | null;
}

/** The inventory as it stands, and the lines that imports left of it. */
export interface KeptInventory extends Pick<ReportInputs, "states"> {
  readonly document: Pick<CenterDocument, "center" | "racks" | "servers">;
}

/** @returns null for a compared window that is older than the first line */
export function heldAt(inputs: ReportInputs, compared: Compared): Held | null {
  const { toMs } = inputs.periods[compared].window;
  return lastBefore(inputs, toMs) ?? (compared === "current" ? asDrafted(inputs) : null);
}

/** At the end of any window; as it stands where no line is that old. */
export function heldBy(inventory: KeptInventory, toMs: number): Held {
  return lastBefore(inventory, toMs) ?? asDrafted(inventory);
}

function lastBefore({ states }: KeptInventory, toMs: number): Held | null {
  const last = states.filter(({ atMs }) => atMs < toMs).at(-1);
  return last ? { ...last, sinceMs: last.atMs } : null;
}

export function asDrafted({ document }: Pick<KeptInventory, "document">): Held {
  const { racks } = document;
  return {
    sinceMs: null,
    racks: racks.length,
    usableU: sumKnown(racks.map(usableU)),
    limitW: racks.reduce((sum, { powerLimitW }) => sum + (powerLimitW ?? 0), 0),
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
