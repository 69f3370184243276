import type { LiveValue, WallState } from "@aidc/contract";
import { ladderSteps } from "@aidc/contract";

/** A number of this moment, known and fresh unless said otherwise. */
export function liveValue(value: number | null, unit: string, changes: Partial<LiveValue> = {}): LiveValue {
  const known = { value, unit, coverage: 1, grade: "metered", method: "test", freshness: "live" } as const;
  if (value !== null) return { ...known, sampledAtMs: Date.now() - 2_000, ...changes };
  return { ...known, sampledAtMs: null, freshness: "none", coverage: 0, reason: "no_meter", ...changes };
}

/** A wall on which everything is known and well. */
export function buildWall(changes: Partial<WallState> = {}): WallState {
  return {
    center: {
      id: "c1",
      name: "North Center",
      nameZh: "北方中心",
      timeZone: "Asia/Shanghai",
      origin: "live",
      computeClass: "intelligent",
    },
    build: "b1",
    freshness: {
      state: "live",
      newestSampleAtMs: Date.now() - 2_000,
      lastReceivedAtMs: Date.now() - 1_000,
      cadenceMs: 5_000,
    },
    pueLive: liveValue(1.24, "ratio"),
    pueToday: liveValue(1.238, "ratio"),
    pueYear: liveValue(1.251, "ratio"),
    facilityPower: liveValue(6_340_000, "W"),
    itPower: liveValue(5_120_000, "W"),
    upsPower: liveValue(5_400_000, "W"),
    coolingPower: liveValue(870_000, "W"),
    rackPower: liveValue(5_010_000, "W"),
    itEnergyYear: liveValue(44_900_000, "kWh", { sampledAtMs: null }),
    energyPrice: liveValue(0.62, "CNY", { sampledAtMs: null }),
    pueHundredth: liveValue(278_380, "CNY", { sampledAtMs: null }),
    occupancy: liveValue(0.784, "ratio"),
    allocation: liveValue(0.68, "ratio"),
    utilisation: liveValue(0.71, "ratio"),
    rackOccupancy: liveValue(0.756, "ratio"),
    rackPowerUse: liveValue(0.52, "ratio"),
    ladder: ladderSteps.map((step, index) => ({
      step,
      cards: liveValue(1_600 - index * 100, "count"),
      pflops: liveValue(800 - index * 50, "PFLOPS"),
    })),
    tenants: [{ id: "t1", name: "Science", leased: 100, allocated: 90, active: 61 }],
    sources: [
      {
        id: "s1",
        name: "prometheus-1",
        freshness: "live",
        lastSampleAtMs: Date.now() - 2_000,
        samplesPerSecond: 100,
      },
    ],
    itPowerTrend: [],
    itPowerDay: [],
    storage: "ok",
    ...changes,
  };
}
