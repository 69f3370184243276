/**
 * What one tenant has at this moment: contracted, assigned, allocated, in use, idle; nothing in it is anybody
 * else's. A count that nobody sends is `not_collected`, never 0. Source: standards 2.2, product "Three audiences".
 */

import type { LiveValue, TenantState } from "@aidc/contract";
import { findModel } from "../capacity/installed.ts";
import { activeFrom } from "../figure/at-work.ts";
import { holdsAt } from "../time/intervals.ts";
import type { HeldAccelerator } from "./held-equipment.ts";
import { addHeldPower, heldEquipment } from "./held-equipment.ts";
import type { CenterIndex, TenantIndex } from "./index-center.ts";
import { combined, recordedLive } from "./live-value.ts";
import type { LatestLookup } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, noSignal, unknownLive } from "./signals.ts";
import { cardLeases, countedLive, knownOrNull } from "./wall-tenancy.ts";

const listedIdle = 100;

export interface TenantView {
  readonly index: CenterIndex;
  readonly latest: LatestLookup;
  readonly nowMs: number;
  readonly build: string;
}

/** @returns null when the center has no such tenant */
export function reduceTenant(view: TenantView, tenantId: string): TenantState | null {
  const { index, nowMs, build } = view;
  const entry = index.tenants.find(({ tenant }) => tenant.id === tenantId);
  if (!entry) return null;
  const held = heldEquipment(index, tenantId, nowMs);
  const accelerators = held.servers.flatMap((server) => server.accelerators);
  const allocated = counter(view, entry.allocated, "allocated_hours");
  const active = liveActiveOf(view, entry, accelerators);
  const idle = accelerators.filter(({ row }) => activityOf(view, row) < activeFrom);
  const power = clearSum();
  addHeldPower(power, view, held);
  const { id, name, nameZh } = entry.tenant;
  return {
    tenant: { id, name, ...(nameZh === undefined ? {} : { nameZh }) },
    center: centerOf(index),
    build,
    nowMs,
    contracted: countedLive(index, nowMs, tenantId),
    otherLeases: otherLeasesOf(index, tenantId, nowMs),
    assigned: recordedLive(accelerators.length, "count", "assigned", "metered"),
    allocated,
    active,
    idle: idleOf(allocated, active),
    power: liveOf(power, { unit: "W", method: "held_power", noneExpected: "no_meter" }),
    models: modelsOf(index, tenantId, accelerators, nowMs),
    idleAccelerators: idle.slice(0, listedIdle).map((accelerator) => ({
      id: accelerator.id,
      model: accelerator.model,
      rack: accelerator.rack,
      utilisation: knownOrNull(activityOf(view, accelerator.row)),
    })),
    idleCount: idle.length,
    silentCount: accelerators.filter(({ row }) => Number.isNaN(activityOf(view, row))).length,
  };
}

/** Sums of what runs, in the order of the leases. */
function otherLeasesOf({ contracts }: CenterIndex, tenantId: string, nowMs: number) {
  const sums = new Map<TenantState["otherLeases"][number]["resource"], number>();
  for (const lease of contracts.leases) {
    const { tenant, resource, amount } = lease;
    if (tenant !== tenantId || resource === "accelerators" || !holdsAt(lease, nowMs)) continue;
    sums.set(resource, (sums.get(resource) ?? 0) + amount);
  }
  return [...sums].map(([resource, amount]) => ({ resource, amount }));
}

function centerOf({ center }: CenterIndex): TenantState["center"] {
  const { id, name, nameZh, timeZone, currency, origin } = center;
  return { id, name, ...(nameZh === undefined ? {} : { nameZh }), timeZone, currency, origin };
}

function counter({ index, latest, nowMs }: TenantView, signal: number, method: string): LiveValue {
  const sum = clearSum();
  if (signal !== noSignal) addSignal(sum, index.signals, latest, signal, nowMs);
  return liveOf(sum, { unit: "count", method, noneExpected: "not_collected" });
}

/** The scheduler's own count, else the held accelerators at work. */
function liveActiveOf(view: TenantView, entry: TenantIndex, held: readonly HeldAccelerator[]): LiveValue {
  if (entry.active !== noSignal) return counter(view, entry.active, "active_hours");
  const { index, latest, nowMs } = view;
  const sum = clearSum();
  let active = 0;
  for (const { row } of held) {
    const signal = index.accelerators.utilisation[row] ?? noSignal;
    if (signal !== noSignal && addSignal(sum, index.signals, latest, signal, nowMs) >= activeFrom) active++;
  }
  if (sum.expected > 0) sum.expected = held.length;
  return liveOf(sum, { unit: "count", method: "active_hours", noneExpected: "not_collected" }, active);
}

/** Allocated and not at work; a tenant that runs more than it was given has none idle. */
function idleOf(allocated: LiveValue, active: LiveValue): LiveValue {
  const unknown = allocated.value === null ? allocated : active;
  if (allocated.value === null || active.value === null) {
    return unknownLive("count", "idle", unknown.reason ?? "no_data");
  }
  const value = Math.max(0, allocated.value - active.value);
  return { value, unit: "count", ...combined(allocated, active), method: "idle" };
}

/** NaN while it is not known. */
function activityOf({ index, latest, nowMs }: TenantView, row: number): number {
  return freshValue(index.signals, latest, index.accelerators.utilisation[row] ?? noSignal, nowMs);
}

/** A lease of any model stands in a line of its own. */
function modelsOf(
  index: CenterIndex,
  tenantId: string,
  held: readonly HeldAccelerator[],
  nowMs: number,
): TenantState["models"] {
  const leases = cardLeases(index, tenantId).filter((lease) => holdsAt(lease, nowMs));
  const ids = new Set<string | null>([
    ...leases.map((lease) => lease.model),
    ...held.map(({ model }) => model),
  ]);
  // What is leased by racks, power or PFLOPS names no model: how much of one it is, is not known.
  const isOther = otherLeasesOf(index, tenantId, nowMs).length > 0;
  const contractedOf = (own: typeof leases) =>
    own.length === 0 && isOther ? null : own.reduce((sum, { amount }) => sum + amount, 0);
  return [...ids].map((model) => ({
    model,
    name: model === null ? "" : (findModel(model, index.document.catalogue)?.name ?? model),
    contracted: contractedOf(leases.filter((lease) => lease.model === model)),
    assigned: held.filter((accelerator) => accelerator.model === model).length,
  }));
}
