import type { AlarmRule } from "@aidc/contract";
import type { SourcedPoint } from "@aidc/domain";
import { expect, it } from "vitest";
import { aPoint } from "../figures/memory-telemetry.fixture.ts";
import { openAlarmRoom } from "./alarms.fixture.ts";

const startMs = Date.UTC(2026, 4, 4, 3);
const racks = 2000;
const perSecond = 167;
const hot: AlarmRule = {
  id: "hot",
  name: "Hot",
  severity: "major",
  condition: {
    kind: "limit",
    subjectKind: "rack",
    quantity: "inlet_temperature",
    side: "above",
    raiseAt: 32,
    deadBand: 1,
  },
  onDelayS: 0,
  offDelayS: 0,
};

function openStorm() {
  const ids = Array.from({ length: racks }, (_, n) => `k${n}`);
  const points = ids.map((id, seriesId): SourcedPoint => {
    const point = aPoint({ subject: { kind: "rack", id }, quantity: "inlet_temperature", seriesId });
    return { ...point, sourceId: "key1", intervalMs: 1_000_000 };
  });
  const document = {
    racks: ids.map((id, n) => ({ id, row: "r1", name: id, position: n + 1 })),
    servers: [],
    leases: [],
    assignments: [],
  };
  return openAlarmRoom({ startMs, rules: [hot], document, points });
}

it("10,000 events a minute for 5 minutes, one of them without the database: all written once, the board stays small", async () => {
  const room = openStorm();
  const isHot = Array.from({ length: racks }, () => false);
  for (let n = 0; n < racks; n++) room.sample(n, 20);
  let turns = 0;
  for (let second = 0; second < 300; second++, room.nowMs += 1000) {
    for (let i = 0; i < perSecond; i++, turns++) {
      const rack = turns % racks;
      isHot[rack] = !isHot[rack];
      room.sample(rack, isHot[rack] ? 40 : 20);
    }
    room.store.isAway = second >= 120 && second < 180;
    room.tick();
    await room.alarms.flush().catch(() => {});
    expect(room.alarms.board().alarms.length).toBeLessThanOrEqual(500);
  }
  const { lines, largest } = room.store;
  expect(lines).toHaveLength(turns);
  expect(turns).toBeGreaterThan(50_000);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(turns);
  expect(largest).toBeLessThanOrEqual(5_000);
  expect(room.alarms.waiting()).toBe(0);
  const inOrder = lines.every((line, i) => i === 0 || line.atMs >= (lines[i - 1]?.atMs ?? 0));
  expect(inOrder).toBe(true);
  const board = room.alarms.board();
  // Every rack was hot and nobody has acknowledged anything: all are on the board, or counted.
  expect(board.alarms.length + board.more).toBe(racks);
  expect(board.counts.major).toEqual({
    unacknowledged: racks,
    open: racks,
    active: isHot.filter(Boolean).length,
  });
  expect(board.flood).toMatchObject({ sinceMs: startMs });
}, 60_000);

it("when too many lines wait judging stops, says so, and goes on where it was", async () => {
  const room = openStorm();
  room.store.isAway = true;
  for (let second = 0; room.log.length === 0; second++, room.nowMs += 1000) {
    for (let n = 0; n < racks; n++) room.sample(n, second % 2 === 0 ? 40 : 20);
    room.tick();
  }
  expect(room.alarms.waiting()).toBe(100_000);
  room.tick();
  expect(room.alarms.waiting()).toBe(100_000);
  room.store.isAway = false;
  await room.alarms.flush();
  room.tick();
  expect(room.log).toEqual([
    "alarms are not judged until their lines are written",
    "alarms are judged again",
  ]);
  expect(room.store.lines).toHaveLength(100_000);
}, 60_000);
