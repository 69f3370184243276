import { randomUUID } from "node:crypto";
import type { AlarmRule, AuditDraft } from "@aidc/contract";
import type { AlarmLife } from "@aidc/domain";
import { clearCondition, newLife } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { AlarmEventDraft, AlarmStore, StoredAlarm } from "./alarm-store.ts";
import { openAlarmStore } from "./alarm-store.ts";

const by = { actor: { kind: "person", id: "p1", name: "Wang" }, requestId: "r1" } as const;
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
  onDelayS: 60,
  offDelayS: 60,
};
const atMs = Date.UTC(2026, 4, 4, 3);
let database: TestDatabase;
let store: AlarmStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = openAlarmStore(database);
  for (const id of ["c1", "c2"]) {
    const center = { id, name: id, timeZone: "UTC", origin: "demo" as const };
    await openInventoryStore(database).writeDocument(aCenterDocument({ center }));
  }
});
afterAll(() => database.close());

function anEvent(change: Partial<AlarmEventDraft> = {}): AlarmEventDraft {
  return {
    id: randomUUID(),
    atMs,
    alarm: "hot/rack/k1",
    rule: "hot",
    ruleVersion: 1,
    severity: "major",
    occurrence: 1,
    event: "annunciate",
    by: null,
    note: "",
    value: 33.5,
    ...change,
  };
}
const occurrence = { number: 1, onsetMs: atMs - 60_000, raisedMs: atMs, clearedMs: null, acknowledged: null };
const raised: AlarmLife = { ...newLife, occurrence };
function anAlarm(life: AlarmLife): StoredAlarm {
  const subject = { kind: "rack", id: "k1" };
  return { id: "hot/rack/k1", rule: "hot", subject, life, condition: clearCondition, value: 33.5 };
}

it("keeps every version of a rule; seeding changes nothing that is there", async () => {
  await store.seedRules("c1", [hot]);
  const changed = { ...hot, severity: "critical" as const };
  expect(await store.setRule("c1", { rule: changed, enabled: false }, by, () => {})).toMatchObject({
    version: 2,
    enabled: false,
  });
  await store.seedRules("c1", [hot]);
  expect(await store.readRules("c1")).toMatchObject([{ rule: changed, version: 2, enabled: false }]);
  expect(await store.readRules("c2")).toEqual([]);
  const { rows } = await database.ownerPool.query(
    "select before, after, actor from audit_entry where action = 'alarm_rule.set'",
  );
  expect(rows).toMatchObject([
    { before: { version: 1, severity: "major" }, after: { version: 2 }, actor: { name: "Wang" } },
  ]);
});

it("makes versions one after the other, however many come at once", async () => {
  const set = await Promise.all(
    [1, 2, 3].map(() => store.setRule("c2", { rule: hot, enabled: true }, by, () => {})),
  );
  expect(set.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
});

it("writes state and lines together, and a second try writes nothing twice", async () => {
  const change = { alarms: [anAlarm(raised)], events: [anEvent()], audit: null };
  await store.write("c1", change);
  await store.write("c1", change);
  expect(await store.readAlarms("c1")).toEqual([anAlarm(raised)]);
  const journal = await store.journal("c1", null);
  expect(journal).toHaveLength(1);
  expect(journal[0]).toMatchObject({ alarm: "hot/rack/k1", atMs, value: 33.5, by: null, occurrence: 1 });
  // What a value is in is said by the rule of then: the newest version may judge something else.
  expect(journal[0]?.condition).toEqual(hot.condition);
  const known = change.events.map(({ id }) => id);
  expect(await store.writtenEvents("c1", [...known, randomUUID()])).toEqual(new Set(known));
});

it("tells a line of a rule that reads no longer without what it judged, and the others as they are", async () => {
  const conditions = [{ kind: "limit", quantity: "gone" }, { kind: "of_old" }, {}];
  for (const [at, condition] of conditions.entries()) {
    const id = `old${at}`;
    await database.ownerPool.query(
      `insert into alarm_rule (center_id, id, version, definition, enabled, set_by, since)
       select center_id, $1, 1, jsonb_set(definition, '{condition}', $2), enabled, set_by, since
       from alarm_rule where center_id = 'c1' and id = 'hot' and version = 1`,
      [id, JSON.stringify(condition)],
    );
    await store.write("c1", {
      alarms: [],
      events: [anEvent({ alarm: `${id}/rack/k1`, rule: id })],
      audit: null,
    });
  }
  const lines = (await store.journal("c1", null)).filter(({ rule }) => rule.startsWith("old"));
  // Naive: the first as if "gone" were a quantity, of which the unit is then read.
  expect(lines.map(({ condition }) => condition)).toEqual([null, null, null]);
});

it("keeps nothing of a change whose audit entry fails", async () => {
  const draft = anEvent({ alarm: "hot/rack/k2" });
  const audit: AuditDraft = {
    ...by,
    action: "alarm.acknowledge",
    outcome: "done",
    center: "c1",
    tenant: null,
    subject: "x",
    before: null,
    after: null,
    actor: { ...by.actor },
  };
  Object.defineProperty(audit.actor, "toJSON", {
    value: () => {
      throw new Error("no actor");
    },
  });
  await expect(store.write("c1", { alarms: [], events: [draft], audit })).rejects.toThrow();
  expect(await store.writtenEvents("c1", [draft.id])).toEqual(new Set());
});

it("reads the journal page by page, newest first, in the order in which it was written", async () => {
  const events = Array.from({ length: 1100 }, (_, n) => anEvent({ alarm: `flood/rack/${n}`, rule: "flood" }));
  await store.write("c2", { alarms: [], events, audit: null });
  const first = await store.journal("c2", null);
  expect(first.map(({ alarm }) => alarm).slice(0, 2)).toEqual(["flood/rack/1099", "flood/rack/1098"]);
  const second = await store.journal("c2", first.at(-1)?.seq ?? 0);
  const third = await store.journal("c2", second.at(-1)?.seq ?? 0);
  expect([first.length, second.length, third.length]).toEqual([500, 500, 100]);
});

it("tells annunciations with when they cleared, and earlier ones that still hold", async () => {
  const at = (minutes: number, event: AlarmEventDraft["event"], alarm: string) =>
    anEvent({ atMs: atMs + minutes * 60_000, event, alarm: `x/rack/${alarm}`, rule: "x" });
  const events = [
    ...[at(-90, "annunciate", "old"), at(-80, "clear", "old"), at(-70, "annunciate", "holds")],
    ...[at(-70, "annunciate", "ended inside"), at(5, "clear", "ended inside")],
    ...[at(10, "annunciate", "new"), at(20, "raise_silently", "shelved"), at(70, "annunciate", "later")],
  ];
  await store.write("c1", { alarms: [], events, audit: null });
  const found = await store.annunciations("c1", { fromMs: atMs + 1, toMs: atMs + 3_600_000 });
  expect(
    found.filter(({ alarm }) => alarm.startsWith("x/")).map(({ alarm, clearedMs }) => [alarm, clearedMs]),
  ).toEqual([
    ["x/rack/holds", null],
    ["x/rack/ended inside", atMs + 300_000],
    ["x/rack/new", null],
  ]);
});

it("goes with its center", async () => {
  expect(await openInventoryStore(database).removeCenter("c2")).toEqual({ rowsLeft: 0 });
  expect(await store.journal("c2", null)).toEqual([]);
});
