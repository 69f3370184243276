import { alarmBoardSchema, alarmViewSchema } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { storeGap } from "./past-gap.fixture.ts";

let server: TestServer;
let seriesId = 0;
let sourceId = "";
const hot = {
  name: "Hot",
  severity: "critical",
  onDelayS: 0,
  offDelayS: 0,
  condition: {
    kind: "limit",
    subjectKind: "rack",
    quantity: "inlet_temperature",
    side: "above",
    raiseAt: 30,
    deadBand: 1,
  },
};
beforeAll(async () => {
  server = await startTestServer();
  sourceId = (await server.services.access.createIngestKey("c1", "bms")).id;
  const subject = { kind: "rack", id: "k1" } as const;
  const match = { subject, quantity: "inlet_temperature", scale: 1, offset: 0 } as const;
  const [id] = await server.telemetry.resolveSeries("c1", sourceId, [{ labels: { a: "b" }, match }]);
  seriesId = id ?? 0;
  server.services.directory.changed("c1");
  await measured(22);
});
afterAll(() => server.close());

const call = (method: string, path: string, body?: unknown, headers = server.credentials.operator) =>
  server.call(`/api/centers/c1${path}`, { method, headers, body });
async function measured(value: number): Promise<void> {
  await server.telemetry.append({
    centerId: "c1",
    sourceId,
    count: 1,
    seriesIds: Int32Array.of(seriesId),
    timesMs: Float64Array.of(Date.now()),
    values: Float64Array.of(value),
  });
}
const alarmNow = async () => {
  const board = alarmBoardSchema.parse((await call("GET", "/alarms")).json);
  return board.alarms.find(({ id }) => id === "hot/rack/k1");
};
/**
 * A center is loaded again, with the points that were bound since, only after ten times what the first time took: on a
 * busy machine that is a minute and more.
 */
const patience = { timeoutMs: 180_000 };
const letterIs = (letter: string | undefined) =>
  eventually(async () => expect((await alarmNow())?.letter).toBe(letter), patience);
const lines = async () => {
  const { events } = z
    .object({
      events: z.array(
        z.looseObject({ alarm: z.string(), event: z.string(), by: z.string().nullable(), place: z.string() }),
      ),
    })
    .parse((await call("GET", "/alarm-journal")).json);
  const own = events.filter(({ alarm }) => alarm === "hot/rack/k1");
  expect(new Set(own.map(({ place }) => place)), "what people call it").toEqual(
    new Set(own.length > 0 ? ["Hall 1 / Rack 1"] : []),
  );
  return own.map(({ event, by }) => `${event} ${by ?? ""}`.trim());
};
const audited = async (action: string) => {
  const text = "select subject, actor, after from audit_entry where action = $1 order by seq";
  return (await server.database.ownerPool.query(text, [action])).rows;
};

describe("alarms", { timeout: 900_000 }, () => {
  it("begin with the rules of the house, version 1, and a rule that is set makes the next version", async () => {
    const seeded = z
      .array(z.looseObject({ id: z.string(), version: z.number() }))
      .parse((await call("GET", "/alarm-rules")).json);
    expect(seeded.map(({ id }) => id)).toContain("source-lost");
    expect(new Set(seeded.map(({ version }) => version))).toEqual(new Set([1]));
    const set = await call("PUT", "/alarm-rules/hot", { definition: hot });
    expect([set.status, set.json]).toMatchObject([200, { id: "hot", version: 1, enabled: true }]);
    const again = await call("PUT", "/alarm-rules/hot", { definition: { ...hot, severity: "major" } });
    expect(again.json).toMatchObject({ version: 2, severity: "major" });
    expect(await audited("alarm_rule.set")).toMatchObject([
      { subject: "alarm_rule/hot", actor: { name: "Desk" } },
      { after: { version: 2, severity: "major" } },
    ]);
    const versions = await call("GET", "/alarm-rules/hot/versions");
    expect(versions.json).toMatchObject([
      { version: 2, severity: "major", setBy: "Desk" },
      { version: 1, severity: "critical", setBy: "Desk" },
    ]);
    expect((await call("GET", "/alarm-rules/never-set/versions")).status).toBe(404);
  });

  it("sound, are acknowledged by occurrence, and sound anew", async () => {
    await measured(34);
    await letterIs("B");
    const first = await alarmNow();
    expect(first).toMatchObject({
      place: "Hall 1 / Rack 1",
      value: 34,
      exposure: { tenants: { atLeast: 1, atMost: 1 }, accelerators: 8 },
    });
    const own = await call("GET", "/tenants/t1/service");
    const told = { id: "hot/rack/k1", name: "Hot", place: "Hall 1 / Rack 1", severity: "major" };
    expect(Object(own.json).alarms).toContainEqual(expect.objectContaining(told));
    expect(own.text).not.toContain("exposure");
    const occurrence = first?.occurrence;
    const body = { alarm: "hot/rack/k1", occurrence, note: "looking" };
    const acknowledged = await call("POST", "/alarm-acknowledgements", body);
    expect(alarmViewSchema.parse(acknowledged.json)).toMatchObject({
      letter: "C",
      acknowledged: { by: "Desk" },
    });
    await measured(22);
    await letterIs(undefined);
    await measured(35);
    await letterIs("B");
    expect((await call("POST", "/alarm-acknowledgements", body)).status).toBe(409);
    await eventually(async () =>
      expect(await lines()).toEqual(["annunciate", "clear", "acknowledge Desk", "annunciate"]),
    );
    expect(await audited("alarm.acknowledge")).toMatchObject([
      { subject: "alarm/hot/rack/k1", after: { occurrence, note: "looking" } },
    ]);
  });

  it("are shelved for a time and taken back, and out of service, each with its reason in the log", async () => {
    const alarm = "hot/rack/k1";
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect((await call("POST", "/alarm-shelf", { alarm, reason: "fan", until })).json).toMatchObject({
      letter: "G",
    });
    expect((await call("POST", "/alarm-unshelving", { alarm })).json).toMatchObject({ letter: "B" });
    const service = (outOfService: boolean) =>
      call("POST", "/alarm-service", { alarm, outOfService, reason: "permit 12" });
    expect((await service(true)).json).toMatchObject({ letter: "I" });
    expect((await service(false)).json).toMatchObject({ letter: "B" });
    expect(await audited("alarm.shelve")).toHaveLength(2);
    expect(await audited("alarm.service")).toMatchObject([
      { after: { outOfService: true, reason: "permit 12" } },
      { after: { outOfService: false } },
    ]);
    const late = new Date(Date.now() + 13 * 3_600_000).toISOString();
    expect((await call("POST", "/alarm-shelf", { alarm, reason: "x", until: late })).status).toBe(400);
    expect((await call("POST", "/alarm-shelf", { alarm: "hot/rack/k9", reason: "x", until })).status).toBe(
      404,
    );
    expect((await call("GET", "/alarms", undefined, {})).status).toBe(401);
  });

  it("are tried on history and graded", async () => {
    const window = {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 1000).toISOString(),
    };
    const tried = await call("POST", "/alarm-dry-run", { ...window, definition: { id: "try", ...hot } });
    expect([tried.status, tried.json]).toMatchObject([200, { subjects: 1, more: 0, inForce: null }]);
    expect(Object(tried.json).occurrences).toHaveLength(2);
    const cooler = { ...hot, id: "hot", condition: { ...hot.condition, raiseAt: 90 } };
    const beside = await call("POST", "/alarm-dry-run", { ...window, definition: cooler });
    expect(beside.json).toMatchObject({ occurrences: [], inForce: { wouldRaise: { occurrences: 2 } } });
    expect(Object(beside.json).inForce.raised).toEqual({ occurrences: 2, subjects: 1 });
    const senseless = { ...hot.condition, subjectKind: "meter" };
    for (const [method, path] of [
      ["POST", "/alarm-dry-run"],
      ["PUT", "/alarm-rules/try"],
    ] as const) {
      const definition = { ...hot, id: method === "POST" ? "try" : undefined, condition: senseless };
      const refusal = await call(
        method,
        path,
        method === "POST" ? { ...window, definition } : { definition },
      );
      expect([refusal.status, refusal.text]).toEqual([
        400,
        expect.stringContaining(
          "definition.condition.quantity: a meter has no inlet_temperature; it has power",
        ),
      ]);
    }
    const silent = { ...hot, id: "try", condition: { kind: "silent", subjectKind: "rack" } };
    const fourYears = { ...window, from: new Date(Date.now() - 4 * 365 * 86_400_000).toISOString() };
    const refused = await call("POST", "/alarm-dry-run", { ...fourYears, definition: silent });
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining("to: must be no later than"),
    ]);
    const wall = { ...hot, id: "try", condition: { kind: "wall_frozen" } };
    expect((await call("POST", "/alarm-dry-run", { ...window, definition: wall })).status).toBe(400);
    const query = new URLSearchParams(window);
    const grade = await call("GET", `/alarm-grade?${query}`);
    expect([grade.status, grade.json]).toMatchObject([
      200,
      { mix: { major: 1 }, targets: { perTenMinutes: 1 } },
    ]);
    expect(Object(grade.json).annunciations).toBeGreaterThanOrEqual(3);
    expect(Object(grade.json).topTen[0]).toMatchObject({
      alarm: "hot/rack/k1",
      place: "Hall 1 / Rack 1",
    });
    // Of a hundred days only those minutes count in which somebody watched.
    const long = { ...window, from: new Date(Date.parse(window.to) - 99 * 86_400_000).toISOString() };
    const told = Object((await call("GET", `/alarm-grade?${new URLSearchParams(long)}`)).json);
    const watchedMs = Date.parse(told.watchedTo) - Date.parse(told.watchedFrom);
    expect(Date.parse(told.watchedTo)).toBeLessThanOrEqual(Date.now());
    expect(told.coverage).toBeCloseTo(watchedMs / (99 * 86_400_000), 9);
    expect(told.coverage).toBeLessThan(0.1);
    expect(told.perTenMinutes).toBeCloseTo(told.annunciations / (watchedMs / 600_000), 9);
  });

  it("are tried on samples in which a rack and a card fell silent and a feed died while others went on", async () => {
    const gap = await storeGap(server);
    for (const [condition, subject] of [
      [
        { kind: "silent", subjectKind: "rack" },
        { kind: "rack", id: "k2" },
      ],
      [
        { kind: "fault", of: "missing" },
        { kind: "accelerator", id: "s1:3" },
      ],
      [{ kind: "feed_dead" }, { kind: "feed", id: "f1" }],
    ] as const) {
      const { fromMs, toMs } = condition.kind === "feed_dead" ? gap.dead : gap.silent;
      const definition = { ...hot, id: "try", condition };
      const { method, headers } = { method: "POST", headers: server.credentials.operator };
      const body = { ...gap.window, definition };
      // Until the center is loaded anew with what its points are bound to.
      await eventually(async () => {
        const tried = await server.call("/api/centers/c2/alarm-dry-run", { method, headers, body });
        const occurrence = { subject, from: isoOf(fromMs), to: isoOf(toMs) };
        expect([tried.status, tried.json]).toEqual([
          200,
          { occurrences: [occurrence], more: 0, subjects: 1, inForce: null },
        ]);
      }, patience);
    }
    // Judged by moments: the source went on, only half of the hall fell silent, and nothing is measured twice.
    for (const condition of [
      { kind: "source_lost" },
      { kind: "silent", subjectKind: "hall" },
      { kind: "disagreement", band: 0.1 },
    ]) {
      const body = { ...gap.window, definition: { ...hot, id: "try", condition } };
      const headers = server.credentials.operator;
      const tried = await server.call("/api/centers/c2/alarm-dry-run", { method: "POST", headers, body });
      expect([tried.status, tried.json]).toMatchObject([200, { occurrences: [], subjects: 0 }]);
    }
  });

  it("are suppressed by planned work from when it is told until it is called off", async () => {
    const event = "00000000-0000-4000-8000-000000000001";
    const set = (endMs: number) =>
      call("PUT", `/service-events/${event}`, {
        draft: {
          kind: "maintenance",
          title: "Fans",
          from: new Date(Date.now() - 60_000).toISOString(),
          to: new Date(endMs).toISOString(),
          places: [{ kind: "rack", id: "k1" }],
        },
      });
    expect((await set(Date.now() + 3_600_000)).status).toBe(200);
    await letterIs("H");
    expect((await alarmNow())?.suppression).toMatchObject({ event, reason: "Fans" });
    expect((await set(Date.now() - 1)).status).toBe(200);
    await letterIs("B");
    await eventually(async () =>
      expect((await lines()).slice(0, 3)).toEqual(["annunciate", "unsuppress", "suppress"]),
    );
  });

  it("latched: stay until they are acknowledged and reset, in this order", async () => {
    const alarm = "hot/rack/k1";
    const condition = { ...hot.condition, raiseAt: 29 };
    await call("PUT", "/alarm-rules/hot", { definition: { ...hot, condition, latched: true } });
    await measured(22);
    await letterIs("D");
    await measured(36);
    await letterIs("B");
    const occurrence = (await alarmNow())?.occurrence;
    const reset = () => call("POST", "/alarm-resets", { alarm, occurrence, note: "dried" });
    expect((await reset()).status).toBe(409);
    await measured(22);
    await letterIs("E");
    expect((await reset()).status).toBe(409);
    await call("POST", "/alarm-acknowledgements", { alarm, occurrence });
    await letterIs("F");
    expect((await reset()).json).toMatchObject({ letter: "A" });
    expect(await audited("alarm.reset")).toMatchObject([
      { subject: "alarm/hot/rack/k1", after: { occurrence } },
    ]);
    await call("PUT", "/alarm-rules/hot", { definition: hot });
    await measured(34);
    await letterIs("B");
  });

  it("a leak with an on-delay is refused, and says why", async () => {
    const leak = { name: "Leak", severity: "critical", condition: { kind: "leak" }, onDelayS: 1 };
    const refused = await call("PUT", "/alarm-rules/wet", { definition: leak });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("onDelayS")]);
    expect((await call("PUT", "/alarm-rules/wet", { definition: { ...leak, onDelayS: 0 } })).status).toBe(
      200,
    );
  });

  it("walls are listed with their screens, and links that were revoked", async () => {
    const listed = z.array(z.looseObject({ name: z.string() })).parse((await call("GET", "/walls")).json);
    expect(listed).toMatchObject([{ name: "test wall", revokedAt: null, screens: [] }]);
  });
});
