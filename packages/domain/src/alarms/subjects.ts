/** Where a subject stands. */
import type { CenterIndex } from "../live/index-center.ts";
import type { AlarmSubject } from "./watched.ts";

/** The rack that a subject stands in, or is. */
export function rackOf(index: CenterIndex, { kind, id }: AlarmSubject): string | null {
  if (kind === "rack") return id;
  if (kind === "server") return rackOfServer(index, id);
  return kind === "accelerator" ? rackOfServer(index, serverOf(id)) : null;
}

export const serverOf = (acceleratorId: string): string =>
  acceleratorId.slice(0, acceleratorId.lastIndexOf(":"));
/** Rows of servers by their id, made once per inventory. */
const serverRows = new WeakMap<CenterIndex, ReadonlyMap<string, number>>();
export function serverRow(index: CenterIndex, serverId: string): number | undefined {
  const rows =
    serverRows.get(index) ?? new Map(index.servers.list.map((server, row) => [server.id, row] as const));
  serverRows.set(index, rows);
  return rows.get(serverId);
}

export function rackOfServer(index: CenterIndex, serverId: string): string | null {
  const row = serverRow(index, serverId);
  return row === undefined ? null : (index.servers.list[row]?.rack ?? null);
}

export const slotOf = (acceleratorId: string): number =>
  Number(acceleratorId.slice(acceleratorId.lastIndexOf(":") + 1));

/** Rows of the accelerator index. @param slot only this one */
export function acceleratorRows(index: CenterIndex, serverId: string, slot?: number): number[] {
  const row = serverRow(index, serverId);
  if (row === undefined) return [];
  const { servers } = index;
  const first = servers.firstAccelerator[row] as number;
  const count = (servers.firstAccelerator[row + 1] as number) - first;
  if (slot === undefined) return Array.from({ length: count }, (_, i) => first + i);
  return slot < count ? [first + slot] : [];
}

/** Accelerators of a rack, as rows of the accelerator index. */
export function rowsOfRack({ racks, servers }: CenterIndex, rackId: string): number[] {
  const row = racks.rowById.get(rackId);
  if (row === undefined) return [];
  const [firstServer, endServer] = [racks.firstServer[row] ?? 0, racks.firstServer[row + 1] ?? 0];
  const from = servers.firstAccelerator[firstServer] ?? 0;
  return Array.from({ length: (servers.firstAccelerator[endServer] ?? from) - from }, (_, i) => from + i);
}

export function racksOfHall({ document, racks }: CenterIndex, hall: string): string[] {
  const rows = new Set(document.rows.filter((row) => row.hall === hall).map(({ id }) => id));
  return racks.list.filter(({ row }) => rows.has(row)).map(({ id }) => id);
}

/** Halls of racks by their id, made once per inventory. */
const hallsOfRacks = new WeakMap<CenterIndex, ReadonlyMap<string, string>>();
export function hallOf(index: CenterIndex, rackId: string): string | null {
  const known = hallsOfRacks.get(index) ?? hallsByRack(index);
  hallsOfRacks.set(index, known);
  return known.get(rackId) ?? null;
}

function hallsByRack({ document, racks }: CenterIndex): ReadonlyMap<string, string> {
  const hallOfRow = new Map(document.rows.map(({ id, hall }) => [id, hall]));
  return new Map(
    racks.list.flatMap(({ id, row }) => {
      const hall = hallOfRow.get(row);
      return hall === undefined ? [] : [[id, hall] as const];
    }),
  );
}
