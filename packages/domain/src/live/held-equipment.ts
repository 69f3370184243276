/**
 * What a tenant holds at an instant by its assignments: its accelerators with their places, and the power signals
 * that measure exactly that. A server all of whose accelerators are held counts with its own meter; of a shared
 * server only the held accelerators' own power counts. Source: product glossary "assignment".
 */
import { acceleratorsHeldBy } from "./contracts.ts";
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

/** A server with at least one held accelerator. */
export interface HeldServer {
  readonly row: number;
  readonly whole: boolean;
  readonly accelerators: readonly HeldAccelerator[];
}

export function heldEquipment(index: CenterIndex, tenantId: string, atMs: number): HeldServer[] {
  const rows = acceleratorsHeldBy(index.contracts, tenantId, atMs);
  if (rows.size === 0) return [];
  return index.servers.list.flatMap((server, row) => {
    const first = index.servers.firstAccelerator[row] as number;
    const count = server.accelerators?.count ?? 0;
    const accelerators = Array.from({ length: count }, (_, slot) => ({
      id: acceleratorId(server.id, slot),
      row: first + slot,
      model: server.accelerators?.model ?? "",
      rack: server.rack,
    })).filter((accelerator) => rows.has(accelerator.row));
    return accelerators.length > 0 ? [{ row, whole: accelerators.length === count, accelerators }] : [];
  });
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
