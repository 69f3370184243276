import type { AlarmRule } from "@aidc/contract";
import type { MaintenanceWindow } from "@aidc/domain";
import { defaultAlarmRules } from "@aidc/domain";
import { beforeEach, describe, expect, it } from "vitest";
import { aPoint } from "../figures/memory-telemetry.fixture.ts";
import { acknowledging, resetting, shelving, takingBack } from "./alarm-deeds.ts";
import { aPerson, openAlarmRoom, wang } from "./alarms.fixture.ts";

const midnightMs = Date.UTC(2026, 4, 4);
const at = (text: string) => midnightMs + Date.parse(`1970-01-01T${text}Z`);
const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 19);
const hot: AlarmRule = {
  id: "hot",
  name: "Hot",
  severity: "critical",
  condition: {
    kind: "limit",
    subjectKind: "rack",
    quantity: "inlet_temperature",
    side: "above",
    raiseAt: 32,
    deadBand: 1,
  },
  onDelayS: 60,
  offDelayS: 60,
};
const lost = defaultAlarmRules.filter(({ id }) => id === "source-lost" || id === "rack-silent");
const inlet = { k1: 0, k2: 2 };
const power = { k1: 1, k2: 3 };

let room: ReturnType<typeof openAlarmRoom>;
beforeEach(() => {
  room = openAlarmRoom({ startMs: at("02:50:00"), rules: [hot, ...lost] });
});

/** What is measured until then, sampled every 15 s and judged every second. */
type Night = Partial<Readonly<Record<"k1" | "k2", (atMs: number) => number | null>>>;

function until(text: string, { k1 = () => 22, k2 = () => 22 }: Night = {}) {
  for (; room.nowMs < at(text); room.nowMs += 1000) {
    if (room.nowMs % 15_000 === 0)
      for (const [rack, read] of [
        ["k1", k1],
        ["k2", k2],
      ] as const) {
        const value = read(room.nowMs);
        if (value === null) continue;
        room.sample(inlet[rack], value);
        room.sample(power[rack], 5000);
      }
    room.tick();
  }
  room.tick();
}
const log = async () => {
  await room.alarms.flush();
  return room.store.lines.map(({ atMs, event, alarm, occurrence, by }) =>
    [clock(atMs), event, alarm, `#${occurrence}`, ...(by ? [`by ${by}`] : [])].join(" "),
  );
};
const board = () => room.alarms.board();
const onlyAlarm = () => board().alarms[0];
const acknowledgeNow = (occurrence: number) =>
  room.alarms.act(
    "hot/rack/k1",
    acknowledging(wang, { center: "c1", alarm: "hot/rack/k1", occurrence, note: "on my way" }),
  );

describe("a night shift", () => {
  it("a sensor falls silent at 03:00 while its rack is hot: the alarm holds, and says that it may be old", async () => {
    until("03:00:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "B", quality: "good", value: 34, limit: 32, unit: "°C" });
    until("05:00:00", { k1: () => null });
    expect(onlyAlarm()).toMatchObject({
      letter: "B",
      quality: "bad",
      clearedMs: null,
      // Critical, and there before the silence: it is folded away under nothing.
      root: null,
    });
    expect(board().alarms[1]).toMatchObject({ id: "rack-silent/rack/k1", root: null });
    until("05:10:00");
    expect(onlyAlarm()).toMatchObject({ letter: "D", quality: "good", root: null });
    expect(await log()).toEqual([
      "02:51:00 annunciate hot/rack/k1 #1",
      "03:01:00 annunciate rack-silent/rack/k1 #1",
      "05:00:30 clear rack-silent/rack/k1 #1",
      "05:01:00 clear hot/rack/k1 #1",
    ]);
  });

  it("a rack that flaps around the limit sounds once: the dead-band and the delays hold it", async () => {
    const flapping = (atMs: number) => (Math.floor(atMs / 15_000) % 2 === 0 ? 32.4 : 31.6);
    until("03:00:00", { k1: flapping });
    expect(await log()).toEqual([]);
    until("03:02:00", { k1: () => 32.4 });
    until("03:30:00", { k1: flapping });
    until("03:40:00");
    expect(await log()).toEqual(["03:01:00 annunciate hot/rack/k1 #1", "03:31:00 clear hot/rack/k1 #1"]);
  });

  it("acknowledged, cleared, hot again: a new occurrence, and an acknowledgement of the old one is a conflict", async () => {
    until("03:00:00", { k1: () => 34 });
    expect(await acknowledgeNow(1)).toMatchObject({
      letter: "C",
      acknowledged: { by: "Wang", note: "on my way" },
    });
    await expect(acknowledgeNow(1)).rejects.toMatchObject({ code: "conflict" });
    until("03:10:00");
    expect(board().alarms).toEqual([]);
    until("03:20:00", { k1: () => 35 });
    expect(onlyAlarm()).toMatchObject({ letter: "B", occurrence: 2 });
    await expect(acknowledgeNow(1)).rejects.toMatchObject({ code: "conflict" });
    expect(onlyAlarm()).toMatchObject({ letter: "B" });
    expect(await log()).toEqual([
      "02:51:00 annunciate hot/rack/k1 #1",
      "03:00:00 acknowledge hot/rack/k1 #1 by Wang",
      "03:01:00 clear hot/rack/k1 #1",
      "03:11:00 annunciate hot/rack/k1 #2",
    ]);
    expect(room.store.audits).toEqual(["Wang alarm.acknowledge alarm/hot/rack/k1"]);
  });

  it("an acknowledgement is taken back by whoever might give it, as a line of its own and without a sound, unless it ended", async () => {
    const takeBack = (caller = wang) =>
      room.alarms.act(
        "hot/rack/k1",
        takingBack(caller, { center: "c1", alarm: "hot/rack/k1", occurrence: 1 }),
      );
    until("03:00:00", { k1: () => 34 });
    await expect(takeBack()).rejects.toMatchObject({ code: "conflict" });
    await acknowledgeNow(1);
    until("03:00:30", { k1: () => 34 });
    room.restart();
    until("03:00:45", { k1: () => 34 });
    expect(await takeBack(aPerson("Li"))).toMatchObject({ letter: "B", acknowledged: null, occurrence: 1 });
    expect(board().counts.critical).toMatchObject({ unacknowledged: 1, active: 1 });
    await acknowledgeNow(1);
    until("03:10:00");
    await expect(takeBack()).rejects.toMatchObject({ code: "conflict" });
    expect(await log()).toEqual([
      "02:51:00 annunciate hot/rack/k1 #1",
      "03:00:00 acknowledge hot/rack/k1 #1 by Wang",
      "03:00:45 unacknowledge hot/rack/k1 #1 by Li",
      "03:00:45 acknowledge hot/rack/k1 #1 by Wang",
      "03:01:45 clear hot/rack/k1 #1",
    ]);
    expect(room.store.audits[1]).toBe("Li alarm.unacknowledge alarm/hot/rack/k1");
  });

  it("a shelf ends by itself, and what is still hot sounds again", async () => {
    until("03:00:00", { k1: () => 34 });
    const input = { center: "c1", alarm: "hot/rack/k1", reason: "fan on order" };
    const until4 = { ...input, until: new Date(at("04:00:00")).toISOString() };
    await room.alarms.act(input.alarm, shelving(wang, until4));
    expect([onlyAlarm()?.letter, board().silenced, board().counts.critical.active]).toEqual(["G", 1, 0]);
    until("04:05:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "B", occurrence: 1, shelf: null });
    const tooLong = { ...input, until: new Date(at("23:00:00")).toISOString() };
    const refused = room.alarms.act(input.alarm, shelving(wang, tooLong));
    await expect(refused).rejects.toMatchObject({ code: "bad_request" });
    expect((await log()).slice(1)).toEqual([
      "03:00:00 shelve hot/rack/k1 #1 by Wang",
      "04:00:00 unshelve hot/rack/k1 #1",
      "04:00:00 annunciate hot/rack/k1 #1",
    ]);
  });

  it("a source that is lost is one alarm, and the root of what it leaves behind but of nothing critical", async () => {
    const warm: AlarmRule = { ...hot, id: "warm", severity: "major" };
    room = openAlarmRoom({ startMs: at("02:50:00"), rules: [hot, warm, ...lost] });
    until("03:00:00", { k1: () => 34 });
    until("03:10:00", { k1: () => null, k2: () => null });
    const { alarms } = board();
    const byId = new Map(alarms.map((alarm) => [alarm.id, alarm]));
    expect(byId.get("hot/rack/k1")).toMatchObject({ quality: "bad", root: null });
    expect(byId.get("warm/rack/k1")).toMatchObject({ quality: "bad", root: "source-lost/source/bms" });
    const source = byId.get("source-lost/source/bms");
    expect(source).toMatchObject({ root: null, place: "bms", explains: 1 });
    expect(source?.exposure).toEqual({
      tenants: { atLeast: 1, atMost: 1, reason: null },
      accelerators: 16,
      // 16 x 989 TFLOPS, dense.
      pflops: { value: 15.824, precision: "fp16", reason: null },
      perMinute: { amount: null, atLeast: "0", currency: "CNY", reason: "no_price" },
    });
    until("03:20:00");
    expect(await log()).toEqual([
      "02:51:00 annunciate hot/rack/k1 #1",
      "02:51:00 annunciate warm/rack/k1 #1",
      "03:00:45 annunciate source-lost/source/bms #1",
      "03:10:15 clear source-lost/source/bms #1",
      "03:11:00 clear hot/rack/k1 #1",
      "03:11:00 clear warm/rack/k1 #1",
    ]);
  });

  it("a restart keeps what is unacknowledged unacknowledged, and neither repeats nor forgets a line", async () => {
    until("03:00:00", { k1: () => 34 });
    const before = await log();
    room.restart();
    until("03:05:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "B", occurrence: 1, raisedMs: at("02:51:00") });
    expect(await log()).toEqual(before);
    await acknowledgeNow(1);
    room.restart();
    until("03:06:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "C", acknowledged: { by: "Wang" } });
  });

  it("a rule that is switched off clears what it raised, and what nobody saw stays to be acknowledged", async () => {
    until("03:00:00", { k1: () => 34 });
    room.alarms.replaceRules([{ rule: hot, version: 2, enabled: false, sinceMs: room.nowMs }]);
    until("03:01:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "D", severity: "critical", ruleName: "Hot" });
    await log();
    expect(room.store.lines.at(-1)).toMatchObject({
      event: "clear",
      ruleVersion: 2,
      note: "no longer watched",
    });
    await acknowledgeNow(1);
    expect(board().alarms).toEqual([]);
  });

  it("after a restart a source is not blamed for what was sent while nobody listened", async () => {
    until("03:00:00");
    room.nowMs = at("03:30:00");
    room.restart();
    until("03:30:30", { k1: () => null, k2: () => null });
    until("03:40:00");
    expect(await log()).toEqual([]);
  });
});

describe("planned work", () => {
  const work = (places: MaintenanceWindow["places"]) => ({
    event: "e1",
    reason: "fan tray",
    fromMs: at("03:00:00"),
    toMs: at("04:00:00"),
    places,
  });
  it("silences what it names from its beginning to its end, by itself, and what is still hot sounds", async () => {
    room.alarms.setSurroundings({ prices: [], maintenance: [work([{ kind: "rack", id: "k1" }])] });
    until("02:59:00", { k1: () => 34, k2: () => 34 });
    expect(board().alarms.map(({ letter }) => letter)).toEqual(["B", "B"]);
    until("03:30:00", { k1: () => 34, k2: () => 34 });
    const [loud, quiet] = board().alarms;
    expect(loud).toMatchObject({ id: "hot/rack/k2", letter: "B", suppression: null });
    expect(quiet).toMatchObject({
      id: "hot/rack/k1",
      letter: "H",
      occurrence: 1,
      suppression: { event: "e1", reason: "fan tray", untilMs: at("04:00:00") },
    });
    expect(board()).toMatchObject({ silenced: 1, counts: { critical: { active: 1 } } });
    until("04:01:00", { k1: () => 34 });
    expect(board().alarms.find(({ id }) => id === "hot/rack/k1")).toMatchObject({
      letter: "B",
      suppression: null,
    });
    expect((await log()).filter((line) => line.includes("k1"))).toEqual([
      "02:51:00 annunciate hot/rack/k1 #1",
      "03:00:00 suppress hot/rack/k1 #1",
      "04:00:00 unsuppress hot/rack/k1 #1",
      "04:00:00 annunciate hot/rack/k1 #1",
    ]);
  });
  it("what comes and goes during it is in the journal, and nobody is asked afterwards", async () => {
    room.alarms.setSurroundings({ prices: [], maintenance: [work([{ kind: "hall", id: "h1" }])] });
    until("03:10:00");
    until("03:20:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "H" });
    until("04:10:00");
    expect(board().alarms).toEqual([]);
    expect(await log()).toEqual([
      "03:11:00 raise_silently hot/rack/k1 #1",
      "03:21:00 clear hot/rack/k1 #1",
      "04:00:00 unsuppress hot/rack/k1 #1",
    ]);
  });
  it("a second occurrence in the window is as silent as the first", async () => {
    room.alarms.setSurroundings({ prices: [], maintenance: [work([{ kind: "rack", id: "k1" }])] });
    until("02:55:00", { k1: () => 34 });
    await acknowledgeNow(1);
    until("03:05:00");
    expect(board().alarms).toEqual([]);
    until("03:10:00", { k1: () => 34 });
    expect((await log()).at(-1)).toBe("03:06:00 raise_silently hot/rack/k1 #2");
  });
  it("called off, it silences no more; and a restart in between forgets none of it", async () => {
    const surroundings = { prices: [], maintenance: [work([{ kind: "rack", id: "k1" }])] };
    room.alarms.setSurroundings(surroundings);
    until("03:10:00", { k1: () => 34 });
    await log();
    room.restart();
    room.alarms.setSurroundings(surroundings);
    until("03:20:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "H" });
    room.alarms.setSurroundings({ prices: [], maintenance: [] });
    until("03:21:00", { k1: () => 34 });
    expect(onlyAlarm()).toMatchObject({ letter: "B", annunciatedMs: at("03:20:00") });
    expect((await log()).slice(-2)).toEqual([
      "03:20:00 unsuppress hot/rack/k1 #1",
      "03:20:00 annunciate hot/rack/k1 #1",
    ]);
  });
});

describe("a leak", () => {
  const leak = defaultAlarmRules.filter(({ id }) => id === "leak");
  const point = aPoint({ subject: { kind: "rack", id: "k1" }, quantity: "leak", seriesId: 0 });
  const wet = (isWet: boolean, text: string) => {
    for (; room.nowMs < at(text); room.nowMs += 1000) {
      room.sample(0, Number(isWet));
      room.tick();
    }
  };
  const deed = { center: "c1", alarm: "leak/rack/k1", occurrence: 1, note: "" };
  beforeEach(() => {
    const points = [{ ...point, sourceId: "key1", intervalMs: 15_000 }];
    room = openAlarmRoom({ startMs: at("03:00:00"), rules: leak, points });
  });
  it("is told at once, no maintenance hides it, and it stays until it is acknowledged and reset", async () => {
    const places = [{ kind: "center", id: "c1" } as const];
    const window = { event: "e1", reason: "x", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, places };
    room.alarms.setSurroundings({ prices: [], maintenance: [window] });
    wet(false, "03:00:01");
    wet(true, "03:00:02");
    expect(onlyAlarm()).toMatchObject({ letter: "B", latched: true, onsetMs: at("03:00:01") });
    wet(false, "03:10:00");
    expect(onlyAlarm()).toMatchObject({ letter: "E", clearedMs: at("03:00:02") });
    await expect(room.alarms.act(deed.alarm, resetting(wang, deed))).rejects.toMatchObject({
      code: "conflict",
    });
    await room.alarms.act(deed.alarm, acknowledging(wang, deed));
    expect(onlyAlarm()).toMatchObject({ letter: "F" });
    await log();
    room.restart();
    wet(false, "03:11:00");
    expect(onlyAlarm()).toMatchObject({ letter: "F" });
    expect(await room.alarms.act(deed.alarm, resetting(wang, deed))).toMatchObject({ letter: "A" });
    expect(board().alarms).toEqual([]);
    expect(await log()).toEqual([
      "03:00:01 annunciate leak/rack/k1 #1",
      "03:00:02 clear leak/rack/k1 #1",
      "03:09:59 acknowledge leak/rack/k1 #1 by Wang",
      "03:10:59 reset leak/rack/k1 #1 by Wang",
    ]);
    expect(room.store.audits.at(-1)).toBe("Wang alarm.reset alarm/leak/rack/k1");
  });
  it("while it is wet there is nothing to reset", async () => {
    wet(true, "03:01:00");
    await room.alarms.act(deed.alarm, acknowledging(wang, deed));
    await expect(room.alarms.act(deed.alarm, resetting(wang, deed))).rejects.toMatchObject({
      code: "conflict",
    });
    expect(onlyAlarm()).toMatchObject({ letter: "C" });
  });
});

it("a rule with the timing of Prometheus ends when nothing is heard, after keep_firing_for", async () => {
  const rule: AlarmRule = { ...hot, timing: "prometheus", onDelayS: 300, offDelayS: 120 };
  room = openAlarmRoom({ startMs: at("02:50:00"), rules: [rule] });
  until("03:00:00", { k1: () => 34 });
  expect(onlyAlarm()).toMatchObject({ letter: "B", raisedMs: at("02:55:00") });
  until("03:10:00", { k1: () => null });
  expect(onlyAlarm()).toMatchObject({ letter: "D", clearedMs: at("03:02:31") });
});

describe("the database", () => {
  it("is away for a while: judging goes on, nothing is lost, nothing doubled", async () => {
    room.store.isAway = true;
    until("03:00:00", { k1: () => 34 });
    await expect(room.alarms.flush()).rejects.toThrow("away");
    await expect(acknowledgeNow(1)).rejects.toThrow("away");
    expect(onlyAlarm()).toMatchObject({ letter: "B" });
    until("03:10:00");
    room.store.isAway = false;
    expect(await log()).toEqual(["02:51:00 annunciate hot/rack/k1 #1", "03:01:00 clear hot/rack/k1 #1"]);
  });

  it("goes away just after it has written: the next write tells, and it counts once", async () => {
    until("03:00:00", { k1: () => 34 });
    room.store.losesAnswer = true;
    await expect(room.alarms.flush()).rejects.toThrow("cut");
    room.store.losesAnswer = true;
    await expect(acknowledgeNow(1)).rejects.toThrow("cut");
    expect(onlyAlarm()).toMatchObject({ letter: "B" });
    const lines = await log();
    expect(onlyAlarm()).toMatchObject({ letter: "C", acknowledged: { by: "Wang" } });
    expect(lines).toEqual([
      "02:51:00 annunciate hot/rack/k1 #1",
      "03:00:00 acknowledge hot/rack/k1 #1 by Wang",
    ]);
    expect(room.store.alarms.get("hot/rack/k1")?.life.occurrence?.acknowledged).toMatchObject({ by: "Wang" });
  });
});
