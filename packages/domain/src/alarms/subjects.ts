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
