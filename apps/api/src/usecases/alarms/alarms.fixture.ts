import type { AlarmRule, CenterDocumentInput } from "@aidc/contract";
import { subjectKinds } from "@aidc/contract";
import type { AlarmMoment, AlarmPlan, ScreenReport, SourcedPoint } from "@aidc/domain";
import { emptyRackReadings, indexCenter, readRacks } from "@aidc/domain";
import type { AlarmChange, AlarmEventDraft, AlarmStore, StoredAlarm } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import type { Caller } from "../caller.ts";
import { aPoint } from "../figures/memory-telemetry.fixture.ts";
import type { Surroundings } from "./board-scene.ts";
import { CenterAlarms } from "./center-alarms.ts";

/** The store's promise in memory: all of a change or nothing, a line once. It can be away, and lie about the end. */
class MemoryAlarmStore implements Pick<AlarmStore, "write" | "writtenEvents"> {
  readonly lines: AlarmEventDraft[] = [];
  readonly alarms = new Map<string, StoredAlarm>();
  readonly audits: string[] = [];
  private readonly ids = new Set<string>();
  isAway = false;
  /** The next change is written, and nobody is told. */
  losesAnswer = false;
  largest = 0;

  async write(_centerId: string, { alarms, events, audit }: AlarmChange): Promise<void> {
    if (this.isAway) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    this.largest = Math.max(this.largest, events.length);
    for (const alarm of alarms) this.alarms.set(alarm.id, alarm);
    for (const event of events) {
      if (!this.ids.has(event.id)) this.lines.push(event);
      this.ids.add(event.id);
    }
    if (audit) this.audits.push(`${audit.actor.name} ${audit.action} ${audit.subject}`);
    if (this.losesAnswer) {
      this.losesAnswer = false;
      throw Object.assign(new Error("cut"), { code: "ECONNRESET" });
    }
  }

  async writtenEvents(_centerId: string, ids: readonly string[]): Promise<Set<string>> {
    return new Set(this.lines.filter(({ id }) => ids.includes(id)).map(({ id }) => id));
  }
}

export const aPerson = (name: string): Caller => ({
  identity: {
    role: "person",
    staffRole: "operator",
    memberships: [],
    person: { id: name, name, email: `${name}@example.org` },
    session: { id: "s1", expiresAtMs: Number.MAX_SAFE_INTEGER },
  },
  requestId: "r1",
});
export const wang = aPerson("Wang");

interface Options {
  readonly startMs: number;
  readonly rules: readonly AlarmRule[];
  readonly document?: Partial<CenterDocumentInput>;
  readonly points?: readonly SourcedPoint[];
  readonly surroundings?: Partial<Surroundings>;
}

/** Two racks with an inlet sensor and a meter each, fed by the source `bms`; a clock that stands until it is moved. */
export function openAlarmRoom({ startMs, rules, ...options }: Options) {
  const store = new MemoryAlarmStore();
  const points = options.points ?? ["k1", "k2"].flatMap(pointsOfRack);
  const index = indexCenter(aCenterDocument(options.document ?? {}), points);
  const plan: AlarmPlan = { index, points };
  const readings = emptyRackReadings(index);
  const latest = {
    timesMs: new Float64Array(points.length).fill(Number.NaN),
    values: new Float64Array(points.length),
  };
  const inForce = rules.map((rule) => ({ rule, version: 1, enabled: true, sinceMs: startMs }));
  const flood = { bucket: 0, count: 0, flood: null };
  const log: string[] = [];
  const noScreens: ScreenReport[] = [];
  const surroundings = { prices: [], maintenance: [], ...options.surroundings };
  const open = (startedMs: number) => {
    const records = [...store.alarms.values()].map((alarm) => ({
      ...alarm,
      subject: {
        kind: subjectKinds.find((kind) => kind === alarm.subject.kind) ?? ("source" as const),
        id: alarm.subject.id,
      },
    }));
    return new CenterAlarms({
      centerId: "c1",
      store,
      rules: inForce,
      records,
      flood,
      startedMs,
      surroundings,
      log: (message) => log.push(message),
    });
  };
  const room = {
    store,
    log,
    plan,
    latest,
    nowMs: startMs,
    alarms: open(startMs),
    screens: noScreens,
    sample: (seriesId: number, value: number) => {
      latest.timesMs[seriesId] = room.nowMs;
      latest.values[seriesId] = value;
    },
    tick: () => {
      const { nowMs } = room;
      readRacks(index, latest, nowMs, readings);
      const moment: AlarmMoment = {
        latest,
        nowMs,
        serverNowMs: nowMs,
        startedMs: room.alarms.startedMs,
        readings,
        sources: [{ id: "key1", name: "bms", heardAtMs: null }],
        walls: [],
        screens: room.screens,
      };
      room.alarms.tick(plan, moment);
    },
    /** The process ends and another begins: what was not written is gone. */
    restart: () => {
      room.alarms = open(room.nowMs);
    },
  };
  return room;
}

function pointsOfRack(id: string, n: number): SourcedPoint[] {
  const of = { subject: { kind: "rack", id }, sourceId: "key1", intervalMs: 15_000 } as const;
  return [
    { ...aPoint({ ...of, quantity: "inlet_temperature", seriesId: 2 * n }), sourceId: "key1" },
    { ...aPoint({ ...of, quantity: "power", seriesId: 2 * n + 1 }), sourceId: "key1" },
  ];
}
