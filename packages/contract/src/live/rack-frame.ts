import { z } from "zod";
import { thermalClassSchema } from "../nouns/thermal.ts";

/**
 * The racks topic carries one packed frame a tick: column after column of int16 deltas against the frame
 * before, deflated once for all subscribers (raw deflate, base64 in one JSON packet, because Socket.IO prepares
 * a single-string packet once while a binary attachment costs two frames a client).
 */
export const rackColumns = [
  "powerDecawatt",
  "powerShareBp",
  "inletCentiC",
  "state",
  /** Mean activity of what stands in the rack. */
  "utilisationBp",
  /** Share of the rack that tenants hold: of its accelerators, or of the rack where it has none. */
  "heldBp",
  /** Accelerators whose newest fault code is not 0. */
  "faultyAccelerators",
] as const;
export type RackColumn = (typeof rackColumns)[number];

/** Stands for "unknown" in every column. */
export const unknownCell = -32768;

/** Values of the `state` column. */
export const rackStates = ["none", "live", "late", "stale", "empty"] as const;
export type RackCellState = (typeof rackStates)[number];

export const rackPlaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  hall: z.string(),
  hallName: z.string(),
  row: z.string(),
  position: z.number(),
  powerLimitW: z.number().nullable(),
  tenant: z.string().nullable(),
  thermalClass: thermalClassSchema,
});
export type RackPlace = z.infer<typeof rackPlaceSchema>;

/** On subscribing: who stands where, and a keyframe (deltas against all zero). */
export const racksSnapshotSchema = z.object({ racks: z.array(rackPlaceSchema), frame: z.string() });
export type RacksSnapshot = z.infer<typeof racksSnapshotSchema>;

/** Rows of a frame are racks in snapshot order; `columns[c][r]` is an int16. */
export type RackTable = readonly Int16Array[];

export function emptyRackTable(racks: number): Int16Array[] {
  return rackColumns.map(() => new Int16Array(racks));
}

/** Deltas wrap around in 16 bits, so any value can follow any other. Little-endian, column-major. */
export function packRackDelta(previous: RackTable, next: RackTable): Uint8Array {
  const racks = next[0]?.length ?? 0;
  const packed = new Uint8Array(rackColumns.length * racks * 2);
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const [index, column] of next.entries()) {
    const before = previous[index];
    for (let row = 0; row < racks; row++, at += 2)
      view.setInt16(at, (column[row] as number) - (before?.[row] ?? 0), true);
  }
  return packed;
}

/**
 * @returns the next table, in which a column without a change is the one before itself; throws RangeError when the
 * frame does not fit, which means: resubscribe
 */
export function unpackRackDelta(previous: RackTable, packed: Uint8Array): Int16Array[] {
  const racks = previous[0]?.length ?? 0;
  if (packed.byteLength !== rackColumns.length * racks * 2)
    throw new RangeError("rack frame of another size");
  const deltas = readInt16(packed);
  return previous.map((before, index) => {
    const own = deltas.subarray(index * racks, (index + 1) * racks);
    // Plain loops: this runs once a second for every rack on every screen.
    let row = 0;
    while (row < racks && own[row] === 0) row++;
    if (row === racks) return before;
    const next = before.slice();
    for (; row < racks; row++) next[row] = (before[row] as number) + (own[row] as number);
    return next;
  });
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function readInt16({ buffer, byteOffset, byteLength }: Uint8Array): Int16Array {
  if (isLittleEndian && byteOffset % 2 === 0) return new Int16Array(buffer, byteOffset, byteLength / 2);
  const view = new DataView(buffer, byteOffset, byteLength);
  return Int16Array.from({ length: byteLength / 2 }, (_, index) => view.getInt16(index * 2, true));
}
