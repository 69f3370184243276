import type { RackPlace, ThermalClass } from "@aidc/contract";
import type { RackBoard, RackReading } from "../../../live/rack-board.ts";
import { readRack } from "../../../live/rack-board.ts";

/** One rack as the list, the map and the CSV have it. */
export interface RackRow extends RackReading {
  /** Where it stands on the board. */
  readonly board: number;
  readonly id: string;
  readonly name: string;
  readonly hall: string;
  readonly row: string;
  readonly tenant: string | null;
  readonly powerLimitW: number | null;
  readonly thermalClass: ThermalClass;
}

/**
 * All racks of a board whose name, place or tenant holds every word of the search.
 * @param tenantNames by id, in the language of the page
 */
export function findRacks(
  board: RackBoard,
  search: string,
  tenantNames: ReadonlyMap<string, string>,
): RackRow[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const rows: RackRow[] = [];
  for (const [index, place] of board.places.entries()) {
    const tenant = place.tenant === null ? null : (tenantNames.get(place.tenant) ?? place.tenant);
    if (fits(place, tenant, words)) rows.push(rowOf(place, tenant, board, index));
  }
  return rows;
}

function fits(place: RackPlace, tenant: string | null, words: readonly string[]): boolean {
  const text =
    `${place.name} ${place.id} ${place.hallName} ${place.row} ${place.tenant ?? ""} ${tenant ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function rowOf(place: RackPlace, tenant: string | null, board: RackBoard, index: number): RackRow {
  const { id, name, hallName, row, powerLimitW, thermalClass } = place;
  const reading = readRack(board.table, index);
  return { board: index, id, name, hall: hallName, row, tenant, powerLimitW, thermalClass, ...reading };
}
