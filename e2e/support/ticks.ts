import { deflateRawSync } from "node:zlib";
import type { LiveValue, WallState } from "@aidc/contract";
import { emptyRackTable, packRackDelta, rackColumns } from "@aidc/contract";
import { mulberry } from "./seeded.ts";

interface TickInput {
  /** As the server gave it. */
  readonly wall: WallState;
  readonly racks: number;
  readonly newestSampleAtMs: number;
}

const trendEveryTicks = 60;
const powerColumn = rackColumns.indexOf("powerDecawatt");

/** Ticks in which every number moves a little around what the server said, the same each time. */
export function createTicks() {
  const random = mulberry(20_260);
  let count = 0;
  /** What the racks moved by last time: it is taken back, so that nothing wanders away. */
  let moved: Int16Array | null = null;
  return {
    next({ wall, racks, newestSampleAtMs }: TickInput): { wall: object; racks: object; alarms: object } {
      count++;
      const move = (value: LiveValue): LiveValue => ({
        ...value,
        value: value.value === null ? null : value.value * (0.99 + 0.02 * random()),
        sampledAtMs: newestSampleAtMs,
      });
      const { itPower, facilityPower, coolingPower, pueLive, utilisation, tenants, itPowerTrend } = wall;
      const back = moved?.length === racks ? moved : new Int16Array(racks);
      const delta = Int16Array.from(back, () => Math.round((random() - 0.5) * 40));
      moved = delta;
      const next = emptyRackTable(racks).map((column, index) =>
        index === powerColumn ? delta.map((value, row) => value - (back[row] ?? 0)) : column,
      );
      const frame = deflateRawSync(packRackDelta(emptyRackTable(racks), next)).toString("base64");
      const trend = itPowerTrend.map(({ powerW }, index) => ({
        atMs: newestSampleAtMs - (itPowerTrend.length - index) * 60_000,
        powerW: powerW === null ? null : powerW * (0.99 + 0.02 * random()),
      }));
      return {
        wall: {
          // It says "live" for ever: the page has to see by itself how old its samples are.
          freshness: {
            state: "live",
            newestSampleAtMs,
            lastReceivedAtMs: newestSampleAtMs,
            cadenceMs: 1_000,
          },
          ...{ itPower: move(itPower), facilityPower: move(facilityPower), coolingPower: move(coolingPower) },
          ...{ pueLive: move(pueLive), utilisation: move(utilisation) },
          tenants: tenants.map((tenant) => ({
            ...tenant,
            active: tenant.active && tenant.active - (count % 3),
          })),
          ...(count % trendEveryTicks === 0 && { itPowerTrend: trend }),
        },
        racks: { frame },
        alarms: { nowMs: newestSampleAtMs },
      };
    },
  };
}
