import { defaultAlarmRules } from "@aidc/domain";
import { beforeEach, describe, expect, it } from "vitest";
import { aPoint } from "../figures/memory-telemetry.fixture.ts";
import { acknowledging, takingBack } from "./alarm-deeds.ts";
import { openAlarmRoom, wang } from "./alarms.fixture.ts";

const midnightMs = Date.UTC(2026, 4, 4);
const at = (text: string) => midnightMs + Date.parse(`1970-01-01T${text}Z`);

describe("a hall that falls silent and comes back", () => {
  const silence = defaultAlarmRules.filter(({ condition }) => condition.kind === "silent");
  const root = "hall-silent/hall/h1";
  let room: ReturnType<typeof openAlarmRoom>;
  beforeEach(() => {
    const ofHall = (["k1", "k2"] as const).map((id, seriesId) =>
      aPoint({ subject: { kind: "rack", id }, quantity: "power", seriesId }),
    );
    const grid = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "power", seriesId: 2 });
    const points = [...ofHall, grid].map((point) => ({ ...point, sourceId: "key1", intervalMs: 15_000 }));
    room = openAlarmRoom({ startMs: at("03:00:00"), rules: silence, points });
  });
  /** The meter of the grid goes on. */
  const hallUntil = (text: string, heard: readonly number[]) => {
    for (; room.nowMs < at(text); room.nowMs += 1000) {
      if (room.nowMs % 15_000 === 0) for (const series of [...heard, 2]) room.sample(series, 5000);
      room.tick();
    }
  };
  const acknowledgeRoot = (occurrence: number, seenMs?: number) =>
    room.alarms.act(
      root,
      acknowledging(wang, { center: "c1", alarm: root, occurrence, note: "fibre", seenMs }),
    );
  const board = () => room.alarms.board();
  const lettersOfBoard = () => board().alarms.map(({ id, letter, root }) => [id, letter, root]);

  const acknowledged = async () => {
    await room.alarms.flush();
    return room.store.lines
      .filter(({ event }) => event === "acknowledge")
      .map(({ alarm, atMs, occurrence, by, note }) => ({ alarm, atMs, occurrence, by, note }));
  };

  it("stays one row until somebody acknowledges it: then each occurrence has its own line, by the same person", async () => {
    hallUntil("03:05:00", [0, 1]);
    hallUntil("03:20:00", []);
    expect(board()).toMatchObject({ carried: 2, counts: { major: { unacknowledged: 3, active: 3 } } });
    hallUntil("03:30:00", [0, 1]);
    expect(lettersOfBoard()).toEqual([
      [root, "D", null],
      ["rack-silent/rack/k1", "D", root],
      ["rack-silent/rack/k2", "D", root],
    ]);
    expect(board().carried).toBe(2);
    await acknowledgeRoot(1);
    expect(board()).toMatchObject({ alarms: [], carried: 0 });
    const atMs = at("03:29:59");
    expect(await acknowledged()).toEqual(
      [root, "rack-silent/rack/k1", "rack-silent/rack/k2"].map((alarm) => ({
        alarm,
        atMs,
        occurrence: 1,
        by: "Wang",
        note: "fibre",
      })),
    );
    expect(room.store.audits).toEqual([`Wang alarm.acknowledge alarm/${root}`]);
  });

  it("comes back as it was when its acknowledgement is taken back; what somebody saw for himself stays", async () => {
    hallUntil("03:05:00", [0, 1]);
    hallUntil("03:20:00", []);
    const alarm = "rack-silent/rack/k2";
    await room.alarms.act(alarm, acknowledging(wang, { center: "c1", alarm, occurrence: 1, note: "" }));
    hallUntil("03:21:00", []);
    await acknowledgeRoot(1);
    await room.alarms.act(root, takingBack(wang, { center: "c1", alarm: root, occurrence: 1 }));
    expect(lettersOfBoard()).toEqual([
      [root, "B", null],
      ["rack-silent/rack/k1", "B", root],
      [alarm, "C", root],
    ]);
    await acknowledgeRoot(1);
    hallUntil("03:30:00", []);
    expect(board().alarms.map(({ acknowledged }) => acknowledged?.note)).toEqual(["fibre", "fibre", ""]);
  });

  it("of what sounded in a shift, the racks are told to be explained by their hall, each time anew", async () => {
    hallUntil("03:05:00", [0, 1]);
    hallUntil("03:20:00", []);
    hallUntil("03:30:00", [0, 1]);
    hallUntil("03:40:00", [0]);
    await room.alarms.flush();
    const { lines } = room.store;
    const annunciations = lines.flatMap(({ event, alarm, atMs, occurrence, severity }) => {
      const end = lines.find(
        (one) => [one.event, one.alarm, one.occurrence].join() === ["clear", alarm, occurrence].join(),
      );
      return event === "annunciate" ? [{ alarm, severity, atMs, clearedMs: end?.atMs ?? null }] : [];
    });
    const explained = [...room.alarms.broughtAboutAmong(annunciations)].map(({ alarm, atMs }) => [
      alarm,
      atMs,
    ]);
    expect(annunciations).toHaveLength(4);
    expect(explained).toEqual([
      ["rack-silent/rack/k1", at("03:06:00")],
      ["rack-silent/rack/k2", at("03:06:00")],
    ]);
  });

  it("what comes again needs a new acknowledgement, and what was raised after the look is not acknowledged along", async () => {
    hallUntil("03:05:00", [0, 1]);
    hallUntil("03:20:00", []);
    await acknowledgeRoot(1);
    expect(board().alarms.map(({ letter }) => letter)).toEqual(["C", "C", "C"]);
    hallUntil("03:30:00", [0, 1]);
    hallUntil("03:40:00", []);
    expect(board().alarms.map(({ letter, occurrence }) => [letter, occurrence])).toEqual([
      ["B", 2],
      ["B", 2],
      ["B", 2],
    ]);
    await acknowledgeRoot(2, at("03:25:00"));
    expect(
      lettersOfBoard()
        .map(([, letter]) => letter)
        .toSorted(),
    ).toEqual(["B", "B", "C"]);
  });

  it("the database lies about the end of it: all of it is written, once", async () => {
    hallUntil("03:05:00", [0, 1]);
    hallUntil("03:20:00", []);
    await room.alarms.flush();
    room.store.losesAnswer = true;
    await expect(acknowledgeRoot(1)).rejects.toThrow("cut");
    expect(await acknowledged()).toHaveLength(3);
    expect(board().alarms.map(({ letter }) => letter)).toEqual(["C", "C", "C"]);
  });
});
