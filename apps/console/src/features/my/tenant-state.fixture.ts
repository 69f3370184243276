import type { LiveValue, TenantState } from "@aidc/contract";

/** A number of this moment, known and fresh unless said otherwise. */
export function known(value: number | null, changes: Partial<LiveValue> = {}): LiveValue {
  const facts = { value, unit: "count", coverage: 1, grade: "metered", method: "allocated_hours" } as const;
  if (value !== null) return { ...facts, freshness: "live", sampledAtMs: Date.now() - 2_000, ...changes };
  return { ...facts, freshness: "none", sampledAtMs: null, coverage: 0, reason: "not_collected", ...changes };
}

/** A tenant of whom everything is known and well. */
export function buildTenant(changes: Partial<TenantState> = {}): TenantState {
  return {
    tenant: { id: "t1", name: "Example Robotics", nameZh: "示例机器人" },
    center: { id: "c1", name: "North Center", timeZone: "Asia/Shanghai", currency: "CNY", origin: "live" },
    build: "b1",
    nowMs: Date.now(),
    contracted: known(256),
    otherLeases: [],
    silentCount: 0,
    assigned: known(256),
    allocated: known(228),
    active: known(187),
    idle: known(41),
    power: known(81_000, { unit: "W" }),
    models: [{ model: "h20", name: "NVIDIA H20", contracted: 256, assigned: 256 }],
    idleAccelerators: [{ id: "s1:0", model: "h20", rack: "R-01", utilisation: 0 }],
    idleCount: 1,
    ...changes,
  };
}
