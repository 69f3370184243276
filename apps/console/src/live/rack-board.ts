import type { RackCellState, RackPlace, RacksSnapshot, RackTable } from "@aidc/contract";
import {
  emptyRackTable,
  rackColumns,
  rackStates,
  racksSnapshotSchema,
  unknownCell,
  unpackRackDelta,
} from "@aidc/contract";
import { replaceEqualDeep } from "@tanstack/react-query";
import { hasShapeOf } from "./has-shape-of.ts";
import { inflateFrame } from "./inflate-frame.ts";

/** All racks of a center: where they stand, and the latest table, row by row in the same order. */
export interface RackBoard {
  readonly places: readonly RackPlace[];
  readonly table: RackTable;
}

/** One rack in natural units; null is unknown. */
export interface RackReading {
  readonly powerW: number | null;
  readonly powerShareRatio: number | null;
  readonly inletCelsius: number | null;
  readonly state: RackCellState;
  /** Mean activity of what stands in it. */
  readonly utilisationRatio: number | null;
  /** Share that tenants hold. */
  readonly heldRatio: number | null;
  /** Accelerators with a fault; null when none tells. */
  readonly faultyAccelerators: number | null;
}

/** Racks that stand where they stood are not laid out anew after a lost link. */
export async function readRacksSnapshot(raw: unknown, before: RackBoard | null): Promise<RackBoard> {
  const known = before && { racks: [...before.places], frame: "" };
  const { racks, frame } = known && isLikeSnapshot(raw, known) ? raw : racksSnapshotSchema.parse(raw);
  const table = unpackRackDelta(emptyRackTable(racks.length), await inflateFrame(frame));
  return { places: replaceEqualDeep(before?.places, racks), table };
}

/** A line that was lost, or slow, has all of them sent again, and they are thousands. */
function isLikeSnapshot(raw: unknown, known: RacksSnapshot): raw is RacksSnapshot {
  if (typeof raw !== "object" || raw === null || !("frame" in raw) || typeof raw.frame !== "string")
    return false;
  return hasShapeOf({ ...raw, frame: known.frame }, known);
}

/**
 * @returns what turns the board before into the board after. Racks that come or go are not a delta: the changed
 * list does not parse here and the topic is read anew.
 */
export async function readRackChanges(
  raw: Record<string, unknown>,
): Promise<(board: RackBoard) => RackBoard> {
  if ("racks" in raw) throw new RangeError("the racks themselves changed");
  const { frame } = raw;
  if (typeof frame !== "string") throw new TypeError("racks without a frame");
  const packed = await inflateFrame(frame);
  return (board) => {
    const table = unpackRackDelta(board.table, packed);
    const isSame = table.every((column, index) => column === board.table[index]);
    return isSame ? board : { places: board.places, table };
  };
}

const powerColumn = rackColumns.indexOf("powerDecawatt");
const shareColumn = rackColumns.indexOf("powerShareBp");
const inletColumn = rackColumns.indexOf("inletCentiC");
const stateColumn = rackColumns.indexOf("state");
const utilisationColumn = rackColumns.indexOf("utilisationBp");
const heldColumn = rackColumns.indexOf("heldBp");
const faultyColumn = rackColumns.indexOf("faultyAccelerators");
const [live, late, stale, empty] = (["live", "late", "stale", "empty"] as const).map((state) =>
  rackStates.indexOf(state),
);
const code = { live, late, stale, empty };
/** A share of 1, in hundredths of a percent. */
const whole = 10_000;

/** @param row index of the rack in `places` */
export function readRack(table: RackTable, row: number): RackReading {
  return {
    powerW: scaled(table[powerColumn]?.[row], 10),
    powerShareRatio: rackShare(table, row),
    inletCelsius: rackInlet(table, row),
    state: rackState(table, row),
    utilisationRatio: rackUtilisation(table, row),
    heldRatio: rackHeld(table, row),
    faultyAccelerators: scaled(table[faultyColumn]?.[row], 1),
  };
}

/** One value at a time, for who looks at thousands of racks each second. */
export function rackState(table: RackTable, row: number): RackCellState {
  return rackStates[table[stateColumn]?.[row] ?? 0] ?? "none";
}

/** Measured power over the rack's limit; null when either is unknown. */
export function rackShare(table: RackTable, row: number): number | null {
  return scaled(table[shareColumn]?.[row], 1 / 10_000);
}

export function rackInlet(table: RackTable, row: number): number | null {
  return scaled(table[inletColumn]?.[row], 1 / 100);
}

/** Mean activity of what stands in the rack. */
export function rackUtilisation(table: RackTable, row: number): number | null {
  return scaled(table[utilisationColumn]?.[row], 1 / 10_000);
}

/** Share of the rack that tenants hold. */
export function rackHeld(table: RackTable, row: number): number | null {
  return scaled(table[heldColumn]?.[row], 1 / 10_000);
}

/** What stands out among all racks, in one pass over two columns: a wall looks at thousands every second. */
export interface RackTally {
  /** Racks with anything in them, and those of them that are heard. */
  readonly total: number;
  readonly heard: number;
  /** Rows of racks that are heard and draw more than their limit. */
  readonly over: readonly number[];
  /** Rows of racks that were heard once. */
  readonly silent: readonly number[];
}

export function tallyRacks(table: RackTable): RackTally {
  const [states, shares] = [table[stateColumn], table[shareColumn]];
  const [over, silent]: [number[], number[]] = [[], []];
  let [total, heard] = [0, 0];
  for (let row = 0; states && shares && row < states.length; row++) {
    const state = states[row];
    if (state === code.empty) continue;
    total++;
    if (state === code.stale) silent.push(row);
    if (state !== code.live && state !== code.late) continue;
    heard++;
    const share = shares[row] ?? unknownCell;
    if (share !== unknownCell && share > whole) over.push(row);
  }
  return { total, heard, over, silent };
}

function scaled(cell: number | undefined, unit: number): number | null {
  return cell === undefined || cell === unknownCell ? null : cell * unit;
}
