import { inflateRawSync } from "node:zlib";
import type { AlarmCondition, Patch } from "@aidc/contract";
import {
  alarmBoardSchema,
  emptyRackTable,
  rackColumns,
  rackStates,
  racksSnapshotSchema,
  tenantStateSchema,
  unpackRackDelta,
  wallStateSchema,
} from "@aidc/contract";
import { defaultAlarmRules } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { acknowledging, takingBack } from "../usecases/alarms/alarm-deeds.ts";
import { openAlarmRoom, wang } from "../usecases/alarms/alarms.fixture.ts";
import type { CenterAlarms } from "../usecases/alarms/center-alarms.ts";
import { aPoint } from "../usecases/figures/memory-telemetry.fixture.ts";
import { Hub } from "./hub.ts";
import type { TickInput } from "./live-center.ts";
import { LiveCenter } from "./live-center.ts";

const startMs = Date.UTC(2026, 4, 4, 8);
const stats = { read: () => null, list: () => [] };

function openCenter(alarms: CenterAlarms | null = null) {
  const hub = new Hub("e1");
  const points = ["s1", "s2"].map((id, seriesId) =>
    aPoint({ subject: { kind: "server", id }, quantity: "power", seriesId, intervalMs: 1000 }),
  );
  const center = new LiveCenter({ document: aCenterDocument(), points }, hub, alarms);
  const latest = { timesMs: new Float64Array(2).fill(Number.NaN), values: new Float64Array(2) };
  const tickAt = (serverNowMs: number, storage: TickInput["storage"] = "ok") =>
    center.tick({ latest, serverNowMs, stats, storage, build: "b1", screens: [], alerts: () => null });
  const sample = (seriesId: number, timeMs: number, value: number) => {
    latest.timesMs[seriesId] = timeMs;
    latest.values[seriesId] = value;
  };
  return { hub, center, latest, tickAt, sample };
}

const unpack = (frame: string, before: readonly Int16Array[]) =>
  unpackRackDelta(before, inflateRawSync(Buffer.from(frame, "base64")));

describe("the wall of a center", () => {
  it("is published each tick, whole at first and then as the blocks that changed", () => {
    const { hub, tickAt, sample } = openCenter();
    sample(0, startMs, 5000);
    sample(1, startMs, 3000);
    tickAt(startMs);
    const wall = wallStateSchema.parse(hub.snapshot("center:c1:wall")?.snapshot);
    expect(wall.itPower).toMatchObject({ value: 8000, freshness: "live" });
    const patches: unknown[] = [];
    hub.subscribe("center:c1:wall", (patch) => patches.push(patch));
    sample(1, startMs + 1000, 4000);
    sample(0, startMs + 1000, 5000);
    tickAt(startMs + 1000);
    expect(patches).toHaveLength(1);
    expect(patches[0]).toMatchObject({ seq: 2, changes: { itPower: { value: 9000 } } });
    expect(patches[0]).not.toHaveProperty("changes.center");
  });

  it("takes the power of a meter that sends its register only from its readings", () => {
    const hub = new Hub("e1");
    const points = [
      aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "energy", seriesId: 0, intervalMs: 60_000 }),
    ];
    const center = new LiveCenter({ document: aCenterDocument(), points }, hub);
    const rest = { stats, storage: "ok" as const, build: "b1", screens: [], alerts: () => null };
    for (const [minute, wattHours] of [1000, 2250, 3500].entries()) {
      const atMs = startMs + minute * 60_000;
      const latest = { timesMs: Float64Array.of(atMs), values: Float64Array.of(wattHours) };
      center.tick({ latest, serverNowMs: atMs, ...rest });
    }
    const wall = wallStateSchema.parse(hub.snapshot("center:c1:wall")?.snapshot);
    expect(wall.facilityPower).toMatchObject({ value: 75_000, freshness: "live" });
  });

  it("goes late and stale with the age of its samples, and says when the database is away", () => {
    const { hub, tickAt, sample } = openCenter();
    sample(0, startMs, 5000);
    sample(1, startMs, 3000);
    const wallAt = (atMs: number, storage?: TickInput["storage"]) => {
      tickAt(atMs, storage);
      return wallStateSchema.parse(hub.snapshot("center:c1:wall")?.snapshot);
    };
    expect(wallAt(startMs + 1000).freshness.state).toBe("live");
    expect(wallAt(startMs + 2500).freshness.state).toBe("late");
    const stale = wallAt(startMs + 3500, "away");
    expect(stale.freshness.state).toBe("stale");
    expect(stale.itPower).toMatchObject({ value: null, reason: "stale" });
    expect(stale.storage).toBe("away");
  });
});

describe("the racks of a center", () => {
  it("come as a keyframe, then as deltas that lead every subscriber to the same table", () => {
    const { hub, tickAt, sample } = openCenter();
    sample(0, startMs, 5000);
    tickAt(startMs);
    const early = racksSnapshotSchema.parse(hub.snapshot("center:c1:racks")?.snapshot);
    expect(early.racks.map(({ id }) => id)).toEqual(["k1", "k2"]);
    let table = unpack(early.frame, emptyRackTable(2));
    hub.subscribe("center:c1:racks", (event) => {
      if ("changes" in event) table = unpack(frameOf(event), table);
    });
    sample(1, startMs + 1000, 7300);
    sample(0, startMs + 1000, 5100);
    tickAt(startMs + 1000);
    tickAt(startMs + 2000);
    const late = racksSnapshotSchema.parse(hub.snapshot("center:c1:racks")?.snapshot);
    expect(table).toEqual(unpack(late.frame, emptyRackTable(2)));
    const column = (name: (typeof rackColumns)[number]) => Array.from(table[rackColumns.indexOf(name)] ?? []);
    expect(column("powerDecawatt")).toEqual([510, 730]);
    expect(column("powerShareBp")).toEqual([2550, 3650]);
    expect(column("state")).toEqual([rackStates.indexOf("live"), rackStates.indexOf("live")]);
  });

  it("are asked for anew when the center was changed under the subscribers", () => {
    const { hub, center, latest, tickAt } = openCenter();
    tickAt(startMs);
    const events: unknown[] = [];
    hub.subscribe("center:c1:racks", (event) => events.push(event));
    const changed = aCenterDocument({
      racks: [{ id: "k9", row: "r1", name: "Rack 9", position: 9 }],
      servers: [],
    });
    new LiveCenter({ document: changed, points: [] }, hub).tick({
      latest,
      serverNowMs: startMs,
      stats,
      storage: "ok",
      build: "b1",
      screens: [],
      alerts: () => null,
    });
    expect(events).toEqual([{ topic: "center:c1:racks", resync: true }]);
    expect(
      racksSnapshotSchema.parse(hub.snapshot("center:c1:racks")?.snapshot).racks.map(({ id }) => id),
    ).toEqual(["k9"]);
    expect(center.id).toBe("c1");
  });
});

describe("what did not change", () => {
  /** @returns of each tick after the first what was told of the topic */
  function hear({ hub }: ReturnType<typeof openCenter>, topic: string) {
    const told: Patch[] = [];
    hub.subscribe(topic, (event) => "resync" in event || told.push(event));
    return (tick: () => void) => {
      told.length = 0;
      tick();
      return told.map(({ changes }) => Object.keys(changes));
    };
  }

  it("of the racks is told in every third tick only, with a frame, and whoever asks meanwhile can go on", () => {
    const opened = openCenter();
    const { hub, tickAt, sample } = opened;
    sample(0, startMs, 5000);
    tickAt(startMs);
    const told = hear(opened, "center:c1:racks");
    const ticks = [100, 200, 300, 400].map((afterMs) => told(() => tickAt(startMs + afterMs)));
    expect(ticks).toEqual([[], [], [["frame"]], []]);
    const { seq } = hub.snapshot("center:c1:racks") ?? {};
    sample(0, startMs + 500, 5100);
    expect(told(() => tickAt(startMs + 500))).toEqual([["frame"]]);
    expect(hub.seqOf("center:c1:racks")).toBe((seq ?? 0) + 1);
  });

  it("of the alarms is told in every third tick with its time, and what changed at once with the rest", () => {
    const { alarms } = openAlarmRoom({ startMs, rules: defaultAlarmRules });
    const opened = openCenter(alarms);
    const { hub, tickAt, sample } = opened;
    sample(0, startMs, 5000);
    tickAt(startMs);
    const told = hear(opened, "center:c1:alarms");
    const ticks = [100, 200, 300, 400].map((afterMs) => told(() => tickAt(startMs + afterMs)));
    expect(ticks).toEqual([[], [], [["nowMs"]], []]);
    expect(hub.snapshot("center:c1:alarms")).toMatchObject({
      at: startMs + 400,
      snapshot: { nowMs: startMs + 400 },
    });
    // The sample grows old.
    expect(told(() => tickAt(startMs + 60_000))[0]).toEqual(expect.arrayContaining(["nowMs", "stalePoints"]));
  });

  it("what a person does with an alarm is told before the next tick", async () => {
    const above: AlarmCondition = {
      kind: "limit",
      subjectKind: "rack",
      quantity: "power",
      side: "above",
      raiseAt: 4000,
      deadBand: 100,
    };
    const rule = {
      id: "much",
      name: "Much",
      severity: "minor",
      condition: above,
      onDelayS: 0,
      offDelayS: 0,
    } as const;
    const { alarms } = openAlarmRoom({ startMs, rules: [rule] });
    const opened = openCenter(alarms);
    for (const series of [0, 1]) opened.sample(series, startMs, 5000);
    for (const afterMs of [0, 1000]) opened.tickAt(startMs + afterMs);
    const [alarm] = alarms.board().alarms;
    if (!alarm) throw new Error("nothing was raised");
    const topic = "center:c1:alarms";
    const letters: string[] = [];
    opened.hub.subscribe(topic, () => {
      const { alarms } = alarmBoardSchema.parse(opened.hub.snapshot(topic)?.snapshot);
      letters.push(...alarms.filter(({ id }) => id === alarm.id).map(({ letter }) => letter));
    });
    const input = { center: "c1", alarm: alarm.id, occurrence: alarm.occurrence, note: "" };
    await alarms.act(alarm.id, acknowledging(wang, input));
    await alarms.act(alarm.id, takingBack(wang, input));
    expect(letters).toEqual(["C", "B"]);
  });

  it("of the wall is an empty patch in every tick: the line lives", () => {
    const opened = openCenter();
    opened.tickAt(startMs);
    const told = hear(opened, "center:c1:wall");
    expect([1, 2].map((afterMs) => told(() => opened.tickAt(startMs + afterMs)))).toEqual([[[]], [[]]]);
  });
});

describe("one rack", () => {
  it("lives while somebody looks and is forgotten afterwards", () => {
    const { hub, center, latest, tickAt, sample } = openCenter();
    const input = {
      latest,
      serverNowMs: startMs,
      stats,
      storage: "ok" as const,
      build: "b1",
      screens: [],
      alerts: () => null,
    };
    expect(center.open({ kind: "rack", centerId: "c1", rackId: "none" }, input)).toBe(false);
    expect(center.open({ kind: "rack", centerId: "c1", rackId: "k1" }, input)).toBe(true);
    const patches: unknown[] = [];
    const leave = hub.subscribe("rack:c1/k1", (patch) => patches.push(patch));
    sample(0, startMs + 1000, 4000);
    tickAt(startMs + 1000);
    expect(patches).toMatchObject([{ seq: 2, changes: { power: { value: 4000 } } }]);
    leave();
    tickAt(startMs + 2000);
    expect(hub.snapshot("rack:c1/k1")).toBeNull();
  });
});

describe("one tenant", () => {
  it("sees what it holds while it looks, and nothing else is in it", () => {
    const { hub, center, latest, tickAt, sample } = openCenter();
    const input = {
      latest,
      serverNowMs: startMs,
      stats,
      storage: "ok" as const,
      build: "b1",
      screens: [],
      alerts: () => null,
    };
    expect(center.open({ kind: "tenant", centerId: "c1", tenantId: "t9" }, input)).toBe(false);
    expect(center.open({ kind: "tenant", centerId: "c1", tenantId: "t1" }, input)).toBe(true);
    expect(tenantStateSchema.parse(hub.snapshot("tenant:c1/t1")?.snapshot)).toMatchObject({
      tenant: { id: "t1" },
      contracted: { value: 8 },
      assigned: { value: 8 },
    });
    const patches: Patch[] = [];
    const leave = hub.subscribe("tenant:c1/t1", (event) => "resync" in event || patches.push(event));
    sample(0, startMs + 1000, 4000);
    tickAt(startMs + 1000);
    expect(patches.map(({ changes }) => Object.keys(changes))).toContainEqual(
      expect.arrayContaining(["nowMs"]),
    );
    leave();
    tickAt(startMs + 2000);
    expect(hub.snapshot("tenant:c1/t1")).toBeNull();
  });
});

function frameOf(patch: Patch): string {
  const { frame } = patch.changes;
  if (typeof frame !== "string") throw new TypeError("a racks patch without a frame");
  return frame;
}
