/**
 * What a tenant holds at an instant by its assignments: its accelerators with their places, and the power signals
 * that measure exactly that. Whoever holds a rack holds every server in it, head nodes without accelerators too. Such
 * a server, and one all of whose accelerators are held, counts with its own meter; of a shared server only the held
 * accelerators' own power counts. Source: product glossary "assignment".
 */
import type { Server } from "@aidc/contract";
import { acceleratorsHeldBy, serversHeldBy } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { acceleratorId } from "./index-center.ts";
import { serverPowerSignal } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { noSignal } from "./signals.ts";

export interface HeldAccelerator {
  readonly id: string;
  /** Row of the accelerator index. */
  readonly row: number;
  readonly model: string;
  readonly rack: string;
}

/** A server that is held, or at least one of its accelerators is. */
export interface HeldServer {
  readonly row: number;
  readonly whole: boolean;
  readonly accelerators: readonly HeldAccelerator[];
}

export function heldEquipment(index: CenterIndex, tenantId: string, atMs: number): HeldServer[] {
  const inRacks = serversHeldBy(index.contracts, tenantId, atMs);
  const rows = acceleratorsHeldBy(index.contracts, tenantId, atMs);
  if (inRacks.size + rows.size === 0) return [];
  return index.servers.list.flatMap((server, row) => {
    const accelerators = acceleratorsOf(index, row).filter((one) => rows.has(one.row));
    const whole = inRacks.has(row) || holdsAll(server, accelerators);
    return whole || accelerators.length > 0 ? [{ row, whole, accelerators }] : [];
  });
}

function acceleratorsOf({ servers }: CenterIndex, row: number): HeldAccelerator[] {
  const server = servers.list[row];
  if (!server?.accelerators) return [];
  const { id, rack, accelerators } = server;
  const first = servers.firstAccelerator[row] as number;
  return Array.from({ length: accelerators.count }, (_, slot) => ({
    id: acceleratorId(id, slot),
    row: first + slot,
    model: accelerators.model,
    rack,
  }));
}

function holdsAll(server: Server, held: readonly HeldAccelerator[]): boolean {
  return held.length > 0 && held.length === server.accelerators?.count;
}

/** Signals whose sum is the power of what is held; `noSignal` stands for a meter that is missing. */
export function heldPowerSignals(
  index: CenterIndex,
  latest: LatestLookup,
  held: readonly HeldServer[],
): number[] {
  return held.flatMap((server) =>
    server.whole
      ? [serverPowerSignal(index, latest, server.row)]
      : server.accelerators.map(({ row }) => index.accelerators.power[row] ?? noSignal),
  );
}
