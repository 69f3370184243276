/**
 * What a tenant holds at an instant by its assignments: its accelerators with their places, and the power of that.
 * Whoever holds a rack holds what is in it, and counts by the rack's own meter where it has one. Elsewhere a server
 * counts with its own meter; a shared one with the held accelerators' share of it, as the center's flow divides it. Only
 * where a shared server has no meter do its accelerators count with their own power. Source: product glossary
 * "assignment"; decision 61.
 */
import type { Server } from "@aidc/contract";
import { acceleratorsHeldBy, racksHeldBy, serversHeldBy } from "./contracts.ts";
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
  readonly rack: string;
  readonly whole: boolean;
  /** Accelerators held of those it has; 1 of 1 where it is whole. */
  readonly share: { readonly held: number; readonly of: number };
  readonly accelerators: readonly HeldAccelerator[];
}

export interface HeldEquipment {
  /** Held whole; their servers are among those below. */
  readonly racks: readonly string[];
  readonly servers: readonly HeldServer[];
}

export function heldEquipment(index: CenterIndex, tenantId: string, atMs: number): HeldEquipment {
  return {
    racks: [...racksHeldBy(index.contracts, tenantId, atMs)],
    servers: heldServers(index, tenantId, atMs),
  };
}

function heldServers(index: CenterIndex, tenantId: string, atMs: number): HeldServer[] {
  const inRacks = serversHeldBy(index.contracts, tenantId, atMs);
  const rows = acceleratorsHeldBy(index.contracts, tenantId, atMs);
  if (inRacks.size + rows.size === 0) return [];
  return index.servers.list.flatMap((server, row) => {
    const accelerators = acceleratorsOf(index, row).filter((one) => rows.has(one.row));
    const whole = inRacks.has(row) || holdsAll(server, accelerators);
    const count = accelerators.length;
    const share = whole ? { held: 1, of: 1 } : { held: count, of: server.accelerators?.count ?? count };
    return whole || count > 0 ? [{ row, rack: server.rack, whole, share, accelerators }] : [];
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
  held: HeldEquipment,
): void {
  const { rowById, power } = index.racks;
  const meterOf = (rack: string) => power[rowById.get(rack) ?? -1] ?? noSignal;
  const metered = new Set(held.racks.filter((rack) => meterOf(rack) !== noSignal));
  for (const rack of metered) addSignal(into, index.signals, latest, meterOf(rack), nowMs);
  for (const { row, rack, whole, share, accelerators } of held.servers) {
    if (metered.has(rack)) continue;
    const own = serverPowerSignal(index, latest, row);
    const cards = accelerators.map((card) => index.accelerators.power[card.row] ?? noSignal);
    const isByCards = !whole && own === noSignal && cards.some((signal) => signal !== noSignal);
    if (!isByCards) addSignal(into, index.signals, latest, own, nowMs, share.held / share.of);
    else for (const signal of cards) addSignal(into, index.signals, latest, signal, nowMs);
  }
}
