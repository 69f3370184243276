import type { AlarmView, RackPlace, Severity, ThermalClass } from "@aidc/contract";
import { severities } from "@aidc/contract";
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
  /** The worst open alarm of the rack or of what stands in it; null: none is known. */
  readonly alarm: Severity | null;
}

/** By rack. @param alarms the open ones */
export function worstAlarms(
  alarms: readonly Pick<AlarmView, "rack" | "severity">[],
): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const severity of severities.toReversed())
    for (const alarm of alarms)
      if (alarm.rack !== null && alarm.severity === severity) worst.set(alarm.rack, severity);
  return worst;
}

const noAlarms: ReadonlyMap<string, Severity> = new Map();

/**
 * All racks of a board whose name, place or tenant holds every word of the search.
 * @param tenantNames by id, in the language of the page
 */
export function findRacks(
  board: RackBoard,
  search: string,
  tenantNames: ReadonlyMap<string, string>,
  alarms: ReadonlyMap<string, Severity> = noAlarms,
): RackRow[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const rows: RackRow[] = [];
  for (const [index, place] of board.places.entries()) {
    const tenant = place.tenant === null ? null : (tenantNames.get(place.tenant) ?? place.tenant);
    if (fits(place, tenant, words))
      rows.push({ ...rowOf(place, tenant, board, index), alarm: alarms.get(place.id) ?? null });
  }
  return rows;
}

function fits(place: RackPlace, tenant: string | null, words: readonly string[]): boolean {
  const text =
    `${place.name} ${place.id} ${place.hallName} ${place.row} ${place.tenant ?? ""} ${tenant ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function rowOf(
  place: RackPlace,
  tenant: string | null,
  board: RackBoard,
  index: number,
): Omit<RackRow, "alarm"> {
  const { id, name, hallName, row, powerLimitW, thermalClass } = place;
  const reading = readRack(board.table, index);
  return { board: index, id, name, hall: hallName, row, tenant, powerLimitW, thermalClass, ...reading };
}
