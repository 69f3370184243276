import { defaultAlarmRules } from "@aidc/domain";
import { expect, test } from "vitest";
import { openAlarmRoom } from "./alarms.fixture.ts";

/** A replay at full speed: recorded time jumps by hours between two ticks. Points of k1 are 0 and 1, of k2 2 and 3. */

const at = (clock: string) => Date.parse(`2025-06-03T${clock}Z`);
const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 19);
const open = (origin: "replay" | "live" = "replay") => {
  const room = openAlarmRoom({
    startMs: at("00:00:00"),
    rules: defaultAlarmRules.filter(({ id }) => id === "rack-silent" || id === "source-lost"),
    document: {
      center: { id: "c1", name: "Center One", timeZone: "UTC", defaultIntervalS: 15, origin },
    },
  });
  const heard = (when: string, ...series: number[]) => {
    room.nowMs = at(when);
    for (const one of series) room.sample(one, 1);
  };
  const lines = async () => {
    await room.alarms.flush();
    return room.store.lines.map(({ atMs, event, alarm }) => [clock(atMs), event, alarm].join(" "));
  };
  return { ...room, room, heard, lines };
};

test("who fell silent while recorded time jumped is raised when the delay was over, not where it landed", async () => {
  const { room, heard, lines } = open();
  heard("00:00:00", 0, 1, 2, 3);
  room.tick();
  heard("02:41:00", 0, 1);
  heard("03:00:00", 2, 3);
  room.tick();
  expect(await lines()).toEqual(["02:42:15 annunciate rack-silent/rack/k1"]);
  expect(room.alarms.board()).toMatchObject({ stalePoints: 2, pending: 0 });
});

test("a recording that came whole before the first tick is walked too", async () => {
  const { room, heard, lines } = open();
  heard("02:41:00", 0, 1);
  heard("03:00:00", 2, 3);
  room.tick();
  expect(await lines()).toEqual(["02:42:15 annunciate rack-silent/rack/k1"]);
});

test("who sent again has the benefit of the doubt, and what was raised is not cleared by it", async () => {
  const { room, heard, lines } = open();
  heard("00:00:00", 0, 1, 2, 3);
  room.tick();
  heard("01:00:00", 2, 3);
  room.tick();
  heard("05:00:00", 0, 1, 2, 3);
  room.tick();
  expect(await lines()).toEqual(["00:01:15 annunciate rack-silent/rack/k1"]);
});

test("silence at the end of the record is not long enough yet, and the board says so", async () => {
  const { room, heard, lines } = open();
  heard("00:00:00", 0, 1, 2, 3);
  room.tick();
  heard("02:59:15", 0, 1);
  heard("03:00:00", 2, 3);
  room.tick();
  expect(await lines()).toEqual([]);
  expect(room.alarms.board()).toMatchObject({ pending: 1, alarms: [] });
});

test("a jump of a year is walked in few steps", async () => {
  const { room, heard, lines } = open();
  heard("00:00:00", 0, 1, 2, 3);
  room.tick();
  room.nowMs += 365 * 86_400_000;
  for (const series of [2, 3]) room.sample(series, 1);
  room.tick();
  // Two days of 300 steps later at most.
  expect(await lines()).toEqual([expect.stringContaining("annunciate rack-silent/rack/k1")]);
  expect(room.store.lines[0]?.atMs).toBeLessThan(at("00:00:00") + 3 * 86_400_000);
});

test("no other center's clock is walked: nobody looked then", async () => {
  const { room, heard, lines } = open("live");
  heard("00:00:00", 0, 1, 2, 3);
  room.tick();
  heard("03:00:00", 2, 3);
  room.tick();
  expect(await lines()).toEqual([]);
});
