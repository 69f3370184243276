import { deflateRawSync } from "node:zlib";
import type { RackTable } from "@aidc/contract";
import { emptyRackTable, packRackDelta } from "@aidc/contract";

/** One frame for all subscribers of a tick: what changed since the tick before. */
export function deltaFrame(previous: RackTable, next: RackTable): string {
  return deflateRawSync(packRackDelta(previous, next)).toString("base64");
}

/** The whole table, as deltas against all zero. */
export function keyFrame(table: RackTable): string {
  return deltaFrame(emptyRackTable(table[0]?.length ?? 0), table);
}

export function copyTable(from: RackTable, into: readonly Int16Array[]): void {
  for (const [column, values] of from.entries()) into[column]?.set(values);
}

export function isSameTable(a: RackTable, b: RackTable): boolean {
  return a.every((column, index) => column.every((cell, row) => cell === b[index]?.[row]));
}
