import { handBindingsSchema, sourcesSchema } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messageV1, pack } from "../ingest/remote-write/messages.fixture.ts";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";

let server: TestServer;
let key = "";
let other = "";
let atMs = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 1_800_000;
beforeAll(async () => {
  server = await startTestServer();
  key = (await server.services.access.createIngestKey("c1", "strips")).key;
  other = (await server.services.access.createIngestKey("c1", "others")).key;
});
afterAll(() => server.close());

type Sent = readonly [name: string, rack: string, value: number];

/** Through the door, 15 s after the one before. */
async function send(sent: readonly Sent[], by = key, status = 204): Promise<void> {
  atMs += 15_000;
  const series = sent.map(([name, rack, value]) => ({
    labels: { __name__: name, rack },
    samples: [{ value, timeMs: atMs }],
  }));
  const answer = await fetch(`${server.url}/api/v1/write`, {
    method: "POST",
    body: new Uint8Array(pack(messageV1(series))),
    headers: {
      "content-type": "application/x-protobuf",
      "content-encoding": "snappy",
      authorization: `Bearer ${by}`,
    },
  });
  await answer.text();
  expect(answer.status).toBe(status);
}
const ask = (path: string, method = "GET", body?: object) =>
  server.call(`/api/centers/c1/${path}`, {
    method,
    headers: server.credentials.operator,
    ...(body ? { body } : {}),
  });
const read = async () => sourcesSchema.parse((await ask("sources")).json);
const bindings = async () => handBindingsSchema.parse((await ask("bindings")).json);
const unmatched = async (name: string) =>
  (await read()).unmatched.filter(({ labels }) => labels.__name__ === name);
const idOf = async (name: string, rack: string) =>
  (await unmatched(name)).find(({ labels }) => labels.rack === rack)?.id ?? 0;
const pointsOf = async (rack: string, quantity: string) =>
  (await server.services.directory.get("c1")).points.filter(
    (point) => point.subject.id === rack && point.quantity === quantity,
  );
async function valuesOf(rack: string, quantity: string): Promise<number[]> {
  const window = { fromMs: atMs - 600_000, toMs: atMs + 1000 };
  const columns = await server.services.history.readSamples(await pointsOf(rack, quantity), window);
  return columns.flatMap(({ values }) => [...values]);
}
/** The most of the hour, from its roll-ups. */
async function hourOf(rack: string, quantity: string): Promise<(number | null | undefined)[]> {
  const fromMs = Math.floor(atMs / 3_600_000) * 3_600_000;
  const window = { fromMs, toMs: fromMs + 3_600_000 };
  const points = await pointsOf(rack, quantity);
  const columns = await server.services.history.readRollups(points, window, "1h");
  return columns.map(([hour]) => hour?.max);
}

describe("a binding that was made by hand", () => {
  const name = "strip_load";
  const asPower = { subject: { kind: "rack", id: "k1" }, quantity: "power", unit: "W" } as const;

  it("shows when the unmatched series was last heard, its value and who sends it", async () => {
    await send([[name, "k1", 700]]);
    const [found] = await unmatched(name);
    expect(found).toMatchObject({
      lastValue: 700,
      lastSampleAt: new Date(atMs).toISOString(),
      source: "strips",
    });
  });

  it("is taken back: the series is unmatched again, and its samples of before and of later count nowhere", async () => {
    const id = await idOf(name, "k1");
    expect((await ask(`series/${id}/binding`, "POST", asPower)).status).toBe(200);
    expect((await bindings()).series).toMatchObject([{ id, ...asPower, rule: null }]);
    await send([[name, "k1", 800]]);
    await server.services.compact();
    expect(await valuesOf("k1", "power")).toEqual([700, 800]);
    expect(await hourOf("k1", "power")).toEqual([800]);

    expect((await ask(`series/${id}/binding`, "DELETE")).status).toBe(200);
    await send([[name, "k1", 900]]);
    expect(await pointsOf("k1", "power")).toEqual([]);
    expect(await unmatched(name)).toMatchObject([{ id, lastValue: 900 }]);
    expect((await bindings()).series).toEqual([]);
    expect((await ask(`series/${id}/binding`, "DELETE")).status).toBe(409);
  });

  it("is in the log with what it was", async () => {
    expect(await server.services.audit.list(null)).toContainEqual(
      expect.objectContaining({
        action: "series.unbind",
        outcome: "done",
        center: "c1",
        before: expect.objectContaining({ subject: asPower.subject, quantity: "power", scale: 1, offset: 0 }),
      }),
    );
  });

  it("has the same history when it is made once more, with what came meanwhile", async () => {
    const id = await idOf(name, "k1");
    expect((await ask(`series/${id}/binding`, "POST", asPower)).status).toBe(200);
    await server.services.compact();
    expect(await valuesOf("k1", "power")).toEqual([700, 800, 900]);
    expect(await hourOf("k1", "power")).toEqual([900]);
  });

  it("leaves no sum of another meaning when it is made as something else", async () => {
    const { id } = (await bindings()).series[0] ?? { id: 0 };
    expect((await ask(`series/${id}/binding`, "DELETE")).status).toBe(200);
    // What was packed is past its retention: only sums are left of it, and they are watts.
    await server.database.ownerPool.query("delete from sample_chunk where series_id = $1", [id]);
    const wish = { subject: asPower.subject, quantity: "relative_humidity", unit: "ratio" };
    expect((await ask(`series/${id}/binding`, "POST", wish)).status).toBe(200);
    await server.services.compact();
    expect(await hourOf("k1", "relative_humidity")).toEqual([undefined]);
  });
});

describe("a metric that was bound as a whole", () => {
  const name = "aisle_inlet_celsius";
  const meaning = {
    metric: name,
    kind: "rack",
    by: { label: "rack" },
    quantity: "inlet_temperature",
    unit: "°C",
  };

  it("is bound where its series come later, of the same source alone", async () => {
    await send([[name, "k1", 22]]);
    expect((await ask("bindings", "POST", meaning)).json).toEqual({ bound: 1, left: 0 });
    await send([
      [name, "k1", 23],
      [name, "k2", 24],
      [name, "k9", 25],
    ]);
    expect(await valuesOf("k2", "inlet_temperature")).toEqual([24]);
    await send([[name, "k3", 26]], other);
    expect((await unmatched(name)).map(({ labels }) => labels.rack).sort()).toEqual(["k3", "k9"]);
    expect(await bindings()).toMatchObject({
      rules: [{ metric: name, source: "strips", kind: "rack", series: 2, unit: "°C" }],
    });
    const again = await ask("bindings", "POST", meaning);
    expect([again.status, again.text]).toEqual([400, expect.stringMatching(/names by \\"rack\\" a rack/)]);
  });

  it("judges what comes later as what it is", async () => {
    await send([[name, "k2", 4000]], key, 400);
    expect(await valuesOf("k2", "inlet_temperature")).toEqual([24]);
  });

  it("does not bind anew what a person took back, neither now nor after a restart of the door", async () => {
    const { series } = await bindings();
    const { id } = series.find(({ labels }) => labels.rack === "k2") ?? { id: 0 };
    expect((await ask(`series/${id}/binding`, "DELETE")).status).toBe(200);
    await send([[name, "k2", 25]]);
    server.services.intake.forget("c1");
    await send([[name, "k2", 26]]);
    expect(await unmatched(name)).toContainEqual(expect.objectContaining({ id, lastValue: 26 }));
    expect(await pointsOf("k2", "inlet_temperature")).toEqual([]);
    expect((await bindings()).rules).toMatchObject([{ series: 1 }]);
  });

  it("binds the series of a rack that the inventory learns of", async () => {
    const document = aCenterDocument();
    const [first] = document.racks;
    if (!first) throw new Error("no rack");
    const racks = [...document.racks, { ...first, id: "k9", name: "K9", position: 9 }];
    const answer = await server.call("/api/centers/import", {
      method: "POST",
      headers: server.credentials.admin,
      body: { ...document, racks },
    });
    expect(answer.status).toBe(200);
    expect(await valuesOf("k9", "inlet_temperature")).toEqual([25]);
  });

  it("is taken back with everything that came of it", async () => {
    const [rule] = (await bindings()).rules;
    expect((await ask(`binding-rules/${rule?.id}`, "DELETE")).json).toEqual({ unbound: 2 });
    await send([
      [name, "k1", 27],
      [name, "k9", 28],
    ]);
    expect((await bindings()).rules).toEqual([]);
    expect(await pointsOf("k1", "inlet_temperature")).toEqual([]);
    expect((await unmatched(name)).length).toBe(4);
    expect((await ask(`binding-rules/${rule?.id}`, "DELETE")).status).toBe(404);
  });
});
