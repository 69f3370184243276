import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reading } from "./condition.ts";
import type { AlarmEvent, AlarmLife, Step } from "./life-cycle.ts";
import { acknowledge, isActive, isSilenced, letterOf, newLife, onTurn, resetLatch } from "./life-cycle.ts";
import { newRecord, observe } from "./observe.ts";
import { pastAlarms } from "./past-alarms.ts";
import { setOutOfService, setSuppressed, shelve, unshelve } from "./silence.ts";

const alarm = "hot/rack/k/1";
const line = (
  event: AlarmEvent,
  atMs: number,
  change: { occurrence?: number; by?: string; value?: number | null } = {},
) => ({
  alarm,
  rule: "hot",
  occurrence: 1,
  atMs,
  by: null,
  note: "",
  value: null,
  event,
  ...change,
});

const deeds: Readonly<Record<string, (life: AlarmLife, atMs: number) => Step | string>> = {
  raise: (life, atMs) =>
    isActive(life)
      ? "is active"
      : onTurn(life, { to: "active", onsetMs: atMs, changedAtMs: atMs }, atMs % 3 === 0),
  clear: (life, atMs) => onTurn(life, { to: "clear", onsetMs: atMs, changedAtMs: atMs }),
  acknowledge: (life, atMs) => acknowledge(life, life.occurrence?.number ?? -1, { by: "op", note: "" }, atMs),
  reset: (life) => resetLatch(life, life.occurrence?.number ?? -1),
  shelve: (life, atMs) => shelve(life, { by: "op", reason: "r", untilMs: atMs + 10_000 }, atMs),
  unshelve: (life, atMs) => unshelve(life, atMs),
  suppress: (life, atMs) =>
    setSuppressed(life, { event: "e", reason: "r", untilMs: life.suppression?.untilMs ?? atMs + 1 }, atMs),
  unsuppress: (life, atMs) => setSuppressed(life, null, atMs),
  retire: (life, atMs) => setOutOfService(life, true, atMs),
  "put back": (life, atMs) => setOutOfService(life, false, atMs),
};

test("a code that has gone is still why: what was read at the raise stays beside what is read now, also in the past", () => {
  const rule = { condition: { kind: "fault" } as const, onDelayS: 0, offDelayS: 0, latched: true };
  let record = newRecord(alarm, "hot", { kind: "rack", id: "k/1" });
  const journal: ReturnType<typeof line>[] = [];
  for (const [atMs, value] of [
    [1, 62],
    [2, 0],
  ] as const) {
    const reading: Reading = { beyond: value > 0 ? "raise" : "clear" };
    const seen = observe(record, rule, { reading, value, nowMs: atMs });
    record = seen?.record ?? record;
    for (const event of seen?.events ?? []) journal.push(line(event, atMs, { value: record.value }));
  }
  const told = { value: 0, life: { occurrence: { raisedValue: 62, clearedMs: 2 } } };
  expect(record).toMatchObject(told);
  expect(pastAlarms(journal, () => true).records).toMatchObject([told]);
});

test("stands where the life stood that wrote the journal, whatever happened to it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(deeds)), { maxLength: 30 }), (names) => {
      let life: AlarmLife = newLife;
      let latched = false;
      let lines: ReturnType<typeof line>[] = [];
      for (const [i, name] of names.entries()) {
        const step = deeds[name]?.(life, i + 1);
        if (step === undefined || typeof step === "string") continue;
        life = step.life;
        const occurrence = life.occurrence?.number ?? 0;
        if (name === "raise") latched = life.occurrence?.latched === true;
        lines.push(...step.events.map((event) => line(event, i + 1, { occurrence })));
        lines = lines.filter((one) => one.occurrence === occurrence);
      }
      const past = pastAlarms(
        lines.filter(({ occurrence }) => occurrence > 0),
        () => latched,
      );
      const letters = past.records.map((record) => letterOf(record.life)).filter((letter) => letter !== "A");
      const own = letterOf(life);
      expect(letters).toEqual(own === "A" || isSilenced(life) ? [] : [own]);
      if (life.occurrence && !isSilenced(life) && own !== "A")
        expect(past.records[0]?.life.occurrence).toMatchObject({ raisedMs: life.occurrence.raisedMs });
    }),
    { numRuns: 2000 },
  );
});

test("an acknowledgement that was taken back is none", () => {
  const told = [line("annunciate", 5), line("acknowledge", 6), line("unacknowledge", 7)];
  expect(pastAlarms(told, () => false).records.map(({ life }) => letterOf(life))).toEqual(["B"]);
});

test("names the subject, slashes and all, and keeps the last value that was told", () => {
  const told = [{ ...line("annunciate", 5), value: 33 }, line("acknowledge", 6, { by: "Wang" })];
  const { records, silenced } = pastAlarms(told, () => false);
  expect(silenced).toBe(0);
  expect(records).toMatchObject([
    {
      id: alarm,
      subject: { kind: "rack", id: "k/1" },
      value: 33,
      life: { occurrence: { raisedMs: 5, acknowledged: { by: "Wang", atMs: 6 } } },
    },
  ]);
});

test("what is shelved while it holds is counted and not shown", () => {
  expect(pastAlarms([line("annunciate", 5), line("shelve", 6)], () => false)).toEqual({
    records: [],
    silenced: 1,
  });
});
