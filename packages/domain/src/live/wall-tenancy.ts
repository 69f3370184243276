/**
 * Leased, allocated and active accelerators of this moment, by tenant and in all. A tenant's own counters come
 * first; without them the activity of the accelerators it holds, where 5 % counts as active. What nobody sends
 * is `not_collected`, never 0. Source: standards 2.2.
 */
import type { LiveValue, WallState } from "@aidc/contract";
import { activeFrom } from "../figure/at-work.ts";
import { worstGrade } from "../figure/figure.ts";
import { isExpectedAt } from "../tenancy/expected-terms.ts";
import { holdsAt } from "../time/intervals.ts";
import type { Contracts } from "./contracts.ts";
import { acceleratorsHeldBy } from "./contracts.ts";
import type { CenterIndex, TenantIndex } from "./index-center.ts";
import { recordedLive } from "./live-value.ts";
import type { LatestLookup } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, noSignal, unknownLive } from "./signals.ts";
import { cardsUnderContract, underContract } from "./under-contract.ts";

/** Leases that count cards, of one tenant. */
export function cardLeases({ contracts }: CenterIndex, tenant: string): Contracts["leases"] {
  return contracts.leases.filter((lease) => lease.tenant === tenant && lease.resource === "accelerators");
}

/** Cards that a tenant's leases count: `no_lease` when none ever did; 0 when none of them runs now. */
export function countedLive(index: CenterIndex, nowMs: number, tenant: string): LiveValue {
  const leases = cardLeases(index, tenant);
  if (leases.length === 0) return unknownLive("count", "lease_hours", "no_lease");
  const running = leases.filter((lease) => holdsAt(lease, nowMs));
  const amount = running.reduce((sum, lease) => sum + lease.amount, 0);
  return recordedLive(amount, "count", "lease_hours", worstGrade(leases.map((lease) => lease.grade)));
}

export function liveAllocated(index: CenterIndex, latest: LatestLookup, nowMs: number): LiveValue {
  return tenantSum(index, latest, nowMs, "allocated", "allocated_hours");
}

/** The tenants' counters where any tenant has one, else every accelerator that reports its activity. */
export function liveActive(index: CenterIndex, latest: LatestLookup, nowMs: number): LiveValue {
  if (index.tenants.some((tenant) => tenant.active !== noSignal)) {
    return tenantSum(index, latest, nowMs, "active", "active_hours");
  }
  const sum = clearSum();
  let active = 0;
  for (const signal of index.accelerators.utilisation) {
    if (signal !== noSignal && addSignal(sum, index.signals, latest, signal, nowMs) >= activeFrom) active++;
  }
  // Accelerators without a counter are expected too, once any has one.
  if (sum.expected > 0) sum.expected = index.accelerators.count;
  return liveOf(sum, { unit: "count", method: "active_hours", noneExpected: "not_collected" }, active);
}

/** Every tenant whose counter is expected now, and every other that sends. */
function tenantSum(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  which: "allocated" | "active",
  method: string,
): LiveValue {
  const sum = clearSum();
  const counted = index.tenants.filter((tenant) => tenant[which] !== noSignal);
  const isSomebodyExpected = counted.some((tenant) => isExpectedAt(tenant.expected, nowMs));
  for (const tenant of counted) {
    const isSilent = Number.isNaN(freshValue(index.signals, latest, tenant[which], nowMs));
    // Beside others who lease, the silence of one who does not is nothing held; alone it is not known.
    if (isSilent && isSomebodyExpected && !isExpectedAt(tenant.expected, nowMs)) continue;
    addSignal(sum, index.signals, latest, tenant[which], nowMs);
  }
  if (which === "allocated" && counted.length > 0) sum.expected += neverCounted(index, nowMs);
  return liveOf(sum, { unit: "count", method, noneExpected: "not_collected" });
}

/**
 * Tenants that lease cards now and have no counter, beside others that have: what they hold of them nobody says. What is
 * active is told of those who are counted, as what is effective is (decision 29).
 */
function neverCounted({ tenants }: CenterIndex, nowMs: number): number {
  return tenants.filter(
    ({ allocated, expected }) => allocated === noSignal && expected !== null && isExpectedAt(expected, nowMs),
  ).length;
}

export function tenantStrip(index: CenterIndex, latest: LatestLookup, nowMs: number): WallState["tenants"] {
  const contracts = underContract(index, nowMs);
  return index.tenants.map((entry) => {
    const { id, name, nameZh, class: stated } = entry.tenant;
    return {
      id,
      name,
      ...(nameZh === undefined ? {} : { nameZh }),
      ...(stated === undefined ? {} : { class: stated }),
      leased: cardsUnderContract(contracts, id),
      allocated: knownOrNull(freshValue(index.signals, latest, entry.allocated, nowMs)),
      active: activeOf(index, latest, nowMs, entry),
    };
  });
}

function activeOf(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  entry: TenantIndex,
): number | null {
  if (entry.active !== noSignal) return knownOrNull(freshValue(index.signals, latest, entry.active, nowMs));
  let fresh = 0;
  let active = 0;
  for (const row of acceleratorsHeldBy(index.contracts, entry.tenant.id, nowMs)) {
    const value = freshValue(index.signals, latest, index.accelerators.utilisation[row] ?? noSignal, nowMs);
    if (!Number.isNaN(value)) fresh++;
    if (value >= activeFrom) active++;
  }
  return fresh > 0 ? active : null;
}

export function knownOrNull(value: number): number | null {
  return !Number.isNaN(value) ? value : null;
}
