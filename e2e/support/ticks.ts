import { deflateRawSync } from "node:zlib";
import type { AlarmBoard, AlarmView, LiveValue, WallState } from "@aidc/contract";
import { emptyRackTable, packRackDelta, rackColumns } from "@aidc/contract";
import { mulberry } from "./seeded.ts";

interface TickInput {
  /** As the server gave it. */
  readonly wall: WallState;
  readonly racks: number;
  readonly newestSampleAtMs: number;
}

const trendEveryTicks = 60;
/** An alarm that somebody has to see comes so often and goes again after so many ticks. */
const alarmEveryTicks = 2_000;
const alarmForTicks = 200;
const powerColumn = rackColumns.indexOf("powerDecawatt");

/** Ticks in which every number moves a little around what the server said, the same each time. */
export function createTicks() {
  const random = mulberry(20_260);
  let count = 0;
  /** What the racks moved by last time: it is taken back, so that nothing wanders away. */
  let moved: Int16Array | null = null;
  let hot: AlarmView | null = null;
  return {
    next({ wall, racks, newestSampleAtMs }: TickInput): { wall: object; racks: object; alarms: AlarmBoard } {
      count++;
      if (count % alarmEveryTicks >= alarmForTicks) hot = null;
      else hot ??= hotRack(count, newestSampleAtMs);
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
          itPower: move(itPower),
          facilityPower: move(facilityPower),
          coolingPower: move(coolingPower),
          pueLive: move(pueLive),
          utilisation: move(utilisation),
          tenants: tenants.map((tenant) => ({
            ...tenant,
            active: tenant.active && tenant.active - (count % 3),
          })),
          ...(count % trendEveryTicks === 0 && { itPowerTrend: trend }),
        },
        racks: { frame },
        alarms: boardOf(hot === null ? [] : [hot], newestSampleAtMs),
      };
    },
  };
}

function boardOf(alarms: readonly AlarmView[], nowMs: number): AlarmBoard {
  const none = { unacknowledged: 0, active: 0, open: 0 };
  const { length } = alarms;
  const critical = { unacknowledged: length, active: length, open: length };
  return {
    nowMs,
    alarms: [...alarms],
    more: 0,
    carried: 0,
    silenced: 0,
    flood: null,
    pending: 0,
    stalePoints: 0,
    counts: { critical, major: none, minor: none, warning: none },
  };
}

/** Every occurrence is another rack. @param raisedMs of the newest sample: a wall is not held by an old alarm */
function hotRack(tick: number, raisedMs: number): AlarmView {
  const id = `rack-${Math.floor(tick / alarmEveryTicks)}`;
  return {
    id,
    rule: "inlet",
    ruleName: "Inlet too hot",
    ruleNameZh: "进风过热",
    severity: "critical",
    subject: { kind: "rack", id },
    place: `Hall A / ${id}`,
    rack: id,
    letter: "B",
    quality: "good",
    occurrence: 1,
    onsetMs: raisedMs,
    raisedMs,
    clearedMs: null,
    acknowledged: null,
    shelf: null,
    suppression: null,
    latched: false,
    value: 33.2,
    limit: 32,
    unit: "°C",
    root: null,
    explains: 0,
    exposure: {
      tenants: { atLeast: 1, atMost: 1, reason: null },
      accelerators: 8,
      pflops: { value: 7.9, precision: "fp16", reason: null },
      perMinute: { amount: "1.2", atLeast: "1.2", currency: "CNY", reason: null },
    },
  };
}
