import { randomUUID } from "node:crypto";
import { contract } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

const startMs = Date.UTC(2026, 4, 1, 3, 0);
const cadenceMs = 15_000;
let server: TestServer;

/** A server that draws 100 W more each 15 s for five minutes, beside a register at 6 kW, and then falls silent. */
beforeAll(async () => {
  server = await startTestServer();
  const sourceId = (await server.services.access.createIngestKey("c1", "bms")).id;
  const match = { subject: { kind: "server", id: "s1" }, quantity: "power", scale: 1000, offset: 0 } as const;
  const [id = 0] = await server.telemetry.resolveSeries("c1", sourceId, [{ labels: { a: "b" }, match }]);
  server.services.directory.changed("c1");
  const count = 20;
  await server.telemetry.append({
    centerId: "c1",
    sourceId,
    count,
    seriesIds: new Int32Array(count).fill(id),
    timesMs: Float64Array.from({ length: count }, (_, n) => startMs + n * cadenceMs),
    values: Float64Array.from({ length: count }, (_, n) => 1 + n / 10),
  });
  const register = {
    subject: { kind: "meter", id: "grid" },
    quantity: "energy",
    scale: 1,
    offset: 0,
  } as const;
  const [grid = 0] = await server.telemetry.resolveSeries("c1", sourceId, [
    { labels: { c: "d" }, match: register },
  ]);
  server.services.directory.changed("c1");
  await server.telemetry.append({
    centerId: "c1",
    sourceId,
    count,
    seriesIds: new Int32Array(count).fill(grid),
    timesMs: Float64Array.from({ length: count }, (_, n) => startMs + n * cadenceMs),
    values: Float64Array.from({ length: count }, (_, n) => 1000 + n * 25),
  });
});
afterAll(() => server.close());

const output = contract.desk.wallAt["~orpc"].outputSchema;
async function wallAt(atMs: number, center = "c1"): Promise<z.output<NonNullable<typeof output>>> {
  const path = `/api/centers/${center}/wall-at?at=${new Date(atMs).toISOString()}`;
  const answer = await server.call(path, { headers: server.credentials.operator });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
  if (!output) throw new Error("the endpoint has an output");
  return output.parse(answer.json);
}

/** A center whose servers are told of every 15 s, with a largest gap that is stated or follows from that. */
async function importBridging(id: string, maxGapS: number | undefined): Promise<void> {
  const document = aCenterDocument();
  const points = document.servers.map(({ id: serverId }) => ({
    subject: { kind: "server" as const, id: serverId },
    quantity: "power" as const,
    intervalS: 15,
    maxGapS,
  }));
  const body = { ...document, center: { ...document.center, id }, points };
  const { admin } = server.credentials;
  const answer = await server.call("/api/centers/import", { method: "POST", headers: admin, body });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
}

async function send(center: string, timesMs: readonly number[]): Promise<void> {
  const sourceId = (await server.services.access.createIngestKey(center, "bms")).id;
  const match = { subject: { kind: "server", id: "s1" }, quantity: "power", scale: 1, offset: 0 } as const;
  const [id = 0] = await server.telemetry.resolveSeries(center, sourceId, [{ labels: { a: center }, match }]);
  server.services.directory.changed(center);
  await server.telemetry.append({
    centerId: center,
    sourceId,
    count: timesMs.length,
    seriesIds: new Int32Array(timesMs.length).fill(id),
    timesMs: Float64Array.from(timesMs),
    values: new Float64Array(timesMs.length).fill(1_000),
  });
}

describe("the wall of a past instant", () => {
  it("shows the sample that was the newest then, in the unit of its point", async () => {
    const early = await wallAt(startMs + 2 * cadenceMs + 7_000);
    expect(early.wall.itPower).toMatchObject({
      value: 1_200,
      freshness: "live",
      sampledAtMs: startMs + 30_000,
    });
    // Samples of a past that nobody watched: that no alarm is told of it does not say that none held.
    expect(early.alarms.alarms).toEqual([]);
    expect(Date.parse(early.alarmsSince ?? "")).toBeGreaterThan(Date.parse(early.at));
    expect(early.wall.freshness.newestSampleAtMs).toBe(startMs + 30_000);
    const late = await wallAt(startMs + 19 * cadenceMs);
    expect(late.wall.itPower.value).toBeCloseTo(2_900);
    expect(late.racks.places).toHaveLength(late.racks.columns[0]?.length ?? 0);
    expect(late.racks.columns[0]).toContain(290);
  });

  it("shows the power of a register from the readings before it", async () => {
    expect((await wallAt(startMs + 10 * cadenceMs)).wall.facilityPower.value).toBeCloseTo(6_000);
    expect((await wallAt(startMs)).wall.facilityPower).toMatchObject({ value: null, reason: "no_data" });
  });

  it("goes stale as the live one would have, and knows nothing from before there was anything", async () => {
    const silent = await wallAt(startMs + 19 * cadenceMs + 4 * cadenceMs);
    expect(silent.wall.itPower).toMatchObject({ value: null, reason: "stale", freshness: "stale" });
    const before = await wallAt(startMs - 1);
    expect(before.wall.itPower).toMatchObject({ value: null, reason: "no_data" });
  });

  it("is the same after the samples were packed", async () => {
    const atMs = startMs + 5 * cadenceMs;
    const { racks, wall } = await wallAt(atMs);
    await server.telemetry.compact();
    const again = await wallAt(atMs);
    expect(again.racks).toEqual(racks);
    expect(again.wall.itPower).toEqual(wall.itPower);
  });

  it("has the alarms as the journal had them by then, with the place and the rule of that time", async () => {
    const raisedMs = startMs + 60_000;
    const line = { alarm: "hot/rack/k1", rule: "hot", ruleVersion: 1, severity: "major" as const };
    const told = { ...line, occurrence: 1, by: null, note: "", value: 41 };
    const events = [
      { ...told, id: randomUUID(), atMs: raisedMs, event: "annunciate" as const },
      { ...told, id: randomUUID(), atMs: raisedMs + 60_000, event: "acknowledge" as const, by: "Wang" },
      { ...told, id: randomUUID(), atMs: raisedMs + 120_000, event: "clear" as const, value: 30 },
    ];
    await server.services.alarmStore.write("c1", { alarms: [], events, audit: null });
    const lettersAt = async (atMs: number) =>
      (await wallAt(atMs)).alarms.alarms.map(({ id, letter, raisedMs: since }) => [id, letter, since]);
    expect(await lettersAt(raisedMs - 1)).toEqual([]);
    expect(await lettersAt(raisedMs)).toEqual([["hot/rack/k1", "B", raisedMs]]);
    expect(await lettersAt(raisedMs + 60_000)).toEqual([["hot/rack/k1", "C", raisedMs]]);
    expect(await lettersAt(raisedMs + 120_000)).toEqual([]);
    const { alarms } = await wallAt(raisedMs);
    expect(alarms).toMatchObject({ nowMs: raisedMs, silenced: 0, flood: null });
    expect(alarms.alarms[0]?.place).toMatch(/ \/ /);
  });

  it("shows tenants in the class that held on the day, not in that of today", async () => {
    const { operator } = server.credentials;
    const state = async (said: { class: string; since: string | null }) => {
      const body = { name: "Tenant One", ...said };
      const answer = await server.call("/api/centers/c1/tenants/t1", {
        method: "PUT",
        headers: operator,
        body,
      });
      expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    };
    const dayOf = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10);
    const classAt = async (atMs: number) => (await wallAt(atMs)).wall.tenants.map((tenant) => tenant.class);
    expect(await classAt(startMs)).toEqual([undefined]);
    await state({ class: "public", since: null });
    await state({ class: "own", since: dayOf(startMs + 86_400_000) });
    expect(await classAt(startMs)).toEqual(["public"]);
    expect(await classAt(startMs + 86_400_000)).toEqual(["own"]);
  });

  it("shows a history in coarser steps that its points bridge, and a live sender who falls silent as stale", async () => {
    await importBridging("c2", 900);
    const minuteMs = 60_000;
    const history = Array.from({ length: 13 }, (_, step) => startMs + step * 5 * minuteMs);
    const liveFromMs = startMs + 61 * minuteMs;
    const live = Array.from({ length: 20 }, (_, n) => liveFromMs + n * cadenceMs);
    await send("c2", [...history, ...live]);
    const powerAt = async (atMs: number) => {
      const { wall } = await wallAt(atMs, "c2");
      return [wall.itPower.freshness, wall.itPower.sampledAtMs, wall.sources[0]?.freshness];
    };
    expect(await powerAt(startMs + 34 * minuteMs)).toEqual(["live", startMs + 30 * minuteMs, "live"]);
    expect(await powerAt(liveFromMs + minuteMs)).toEqual(["live", liveFromMs + minuteMs, "live"]);
    const lastMs = live.at(-1) ?? 0;
    expect(await powerAt(lastMs + 30_000)).toEqual(["late", lastMs, "late"]);
    expect(await powerAt(lastMs + 4 * cadenceMs)).toEqual(["stale", lastMs, "stale"]);
    await importBridging("c3", undefined);
    await send("c3", history);
    expect((await wallAt(startMs + 34 * minuteMs, "c3")).wall.itPower.freshness).toBe("stale");
  });

  it("does not tell the future", async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const { operator } = server.credentials;
    expect((await server.call(`/api/centers/c1/wall-at?at=${at}`, { headers: operator })).status).toBe(400);
  });
});
