/**
 * What a tenant holds at an instant by its assignments: its accelerators with their places, and the power of that.
 * Whoever holds a rack holds every server in it, head nodes without accelerators too. Such a server counts with its own
 * meter; a shared one with the held accelerators' share of it, as the center's flow divides it. Only where a shared
 * server has no meter do its accelerators count with their own power. Source: product glossary "assignment".
 */
import type { Server } from "@aidc/contract";
import { acceleratorsHeldBy, serversHeldBy } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { acceleratorId } from "./index-center.ts";
import { serverPowerSignal } from "./reduce-racks.ts";
import type { LatestLookup, LiveSum } from "./signals.ts";
import { addSignal, noSignal } from "./signals.ts";

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
  /** Accelerators held of those it has; 1 of 1 where it is whole. */
  readonly share: { readonly held: number; readonly of: number };
  readonly accelerators: readonly HeldAccelerator[];
}

export function heldEquipment(index: CenterIndex, tenantId: string, atMs: number): HeldServer[] {
  const inRacks = serversHeldBy(index.contracts, tenantId, atMs);
  const rows = acceleratorsHeldBy(index.contracts, tenantId, atMs);
  if (inRacks.size + rows.size === 0) return [];
  return index.servers.list.flatMap((server, row) => {
    const accelerators = acceleratorsOf(index, row).filter((one) => rows.has(one.row));
    const whole = inRacks.has(row) || holdsAll(server, accelerators);
    const count = accelerators.length;
    const share = whole ? { held: 1, of: 1 } : { held: count, of: server.accelerators?.count ?? count };
    return whole || count > 0 ? [{ row, whole, share, accelerators }] : [];
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

/** Adds the power of what is held; a meter that is missing lowers what is known of it. */
export function addHeldPower(
  into: LiveSum,
  { index, latest, nowMs }: { index: CenterIndex; latest: LatestLookup; nowMs: number },
  held: readonly HeldServer[],
): void {
  for (const { row, whole, share, accelerators } of held) {
    const own = serverPowerSignal(index, latest, row);
    const cards = accelerators.map((card) => index.accelerators.power[card.row] ?? noSignal);
    const isByCards = !whole && own === noSignal && cards.some((signal) => signal !== noSignal);
    if (!isByCards) addSignal(into, index.signals, latest, own, nowMs, share.held / share.of);
    else for (const signal of cards) addSignal(into, index.signals, latest, signal, nowMs);
  }
}
