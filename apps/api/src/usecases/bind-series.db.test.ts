import type { Quantity, SeriesUnit, Subject } from "@aidc/contract";
import { sourcesSchema } from "@aidc/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messageV1, pack } from "../ingest/remote-write/messages.fixture.ts";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";

let server: TestServer;
let key = "";
let atMs = Math.floor(Date.now() / 1000) * 1000 - 600_000;
beforeAll(async () => {
  server = await startTestServer();
  key = (await server.services.access.createIngestKey("c1", "snmp")).key;
});
afterAll(() => server.close());

/** Through the door, 15 s after the one before. */
async function send(...series: { labels: Record<string, string>; value: number }[]): Promise<number> {
  atMs += 15_000;
  const body = pack(
    messageV1(series.map(({ labels, value }) => ({ labels, samples: [{ value, timeMs: atMs }] }))),
  );
  const answer = await fetch(`${server.url}/api/v1/write`, {
    method: "POST",
    headers: {
      "content-type": "application/x-protobuf",
      "content-encoding": "snappy",
      authorization: `Bearer ${key}`,
    },
    body: new Uint8Array(body),
  });
  await answer.text();
  return answer.status;
}
const asOperator = () => server.credentials.operator;
const read = async () =>
  sourcesSchema.parse((await server.call("/api/centers/c1/sources", { headers: asOperator() })).json);
const unmatched = async (name: string) =>
  (await read()).unmatched.filter(({ labels }) => labels.__name__ === name);

interface Wish {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
}
const bind = (series: number, { subject, quantity, unit }: Wish, headers = asOperator()) =>
  server.call(`/api/centers/c1/series/${series}/binding`, {
    method: "POST",
    headers,
    body: { subject, quantity, unit },
  });
async function powerOf(rack: string): Promise<number[]> {
  const { points } = await server.services.directory.get("c1");
  const power = points.filter(({ subject, quantity }) => subject.id === rack && quantity === "power");
  const window = { fromMs: atMs - 300_000, toMs: atMs + 1000 };
  const columns = await server.services.history.readSamples(power, window);
  return columns.flatMap(({ values }) => [...values]);
}

describe("a series that no profile knows", () => {
  const labels = { __name__: "pdu_active_power_kw", rack: "k1" };
  const suggested = { subject: { kind: "rack", id: "k1" }, quantity: "power", unit: "kW" } as const;

  it("comes with a suggestion, and counts from the moment it is bound, with what it sent before", async () => {
    expect(await send({ labels, value: 3 })).toBe(204);
    const [found] = await unmatched(labels.__name__);
    expect(found?.suggestion).toEqual({ ...suggested, by: { label: "rack", slot: null } });
    expect(await powerOf("k1")).toEqual([]);
    expect((await bind(found?.id ?? 0, suggested)).status).toBe(200);
    expect(await unmatched(labels.__name__)).toEqual([]);
    await send({ labels, value: 4 });
    expect(await powerOf("k1")).toEqual([3000, 4000]);
    expect((await read()).sources).toMatchObject([{ seriesBound: 1, seriesUnmatched: 0 }]);
  });

  it("is judged by what it is from then on, also by a door that has just been opened", async () => {
    const tooMuch = { labels, value: 1e9 };
    await send(tooMuch);
    // What the door holds in memory is gone, as after a restart.
    server.services.intake.forget("c1");
    await send(tooMuch);
    await send({ labels, value: 5 });
    expect(await powerOf("k1")).toEqual([3000, 4000, 5000]);
    expect((await server.services.directory.get("c1")).points).toContainEqual(
      expect.objectContaining({ subject: suggested.subject, quantity: "power", scale: 1000 }),
    );
  });

  it("says which of both it is where nothing can be bound: measured already, or nothing certain", async () => {
    await send({ labels: { __name__: "strip_power_kw", rack: "k1" }, value: 3 });
    await send({ labels: { __name__: "strip_things", rack: "k1" }, value: 3 });
    const measured = { ...suggested, by: { label: "rack", slot: null } };
    expect((await unmatched("strip_power_kw"))[0]).toMatchObject({ suggestion: null, measured });
    expect((await unmatched("strip_things"))[0]).toMatchObject({ suggestion: null, measured: null });
  });

  it("is in the log with what was said", async () => {
    expect(await server.services.audit.list(null)).toContainEqual(
      expect.objectContaining({
        action: "series.bind",
        outcome: "done",
        center: "c1",
        actor: expect.objectContaining({ kind: "person", name: "Desk" }),
        after: { labels, subject: suggested.subject, quantity: "power", unit: "kW" },
      }),
    );
  });
});

describe("what cannot be bound", () => {
  const wish = { subject: { kind: "rack", id: "k2" }, quantity: "power", unit: "W" } as const;

  it("is refused with the field and what would do", async () => {
    await send({ labels: { __name__: "load_of_things", place: "k2" }, value: 7 });
    const [found] = await unmatched("load_of_things");
    const id = found?.id ?? 0;
    expect(found?.suggestion).toBeNull();
    const refusals: [Wish, number, RegExp][] = [
      [{ ...wish, subject: { kind: "rack", id: "k9" } }, 400, /subject\.id: there is no rack .+k9/],
      [{ ...wish, quantity: "energy" }, 400, /quantity: a rack has no energy; it has power/],
      [{ ...wish, unit: "%" }, 400, /unit: power is not measured in %; use W, kW, MW/],
      [
        { ...wish, subject: { kind: "rack", id: "k1" } },
        409,
        /subject\.id: power of k1 comes from pdu_active_power_kw\{rack=.+k1.+\} already/,
      ],
    ];
    for (const [asked, status, message] of refusals) {
      const answer = await bind(id, asked);
      expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(message)]);
    }
    expect((await bind(id, wish)).status).toBe(200);
    const again = await bind(id, { ...wish, quantity: "leak", unit: "code" });
    expect([again.status, again.text]).toEqual([409, expect.stringMatching(/it is the power of k2 already/)]);
  });

  it("gives a point that two people bind at once to one of them", async () => {
    const name = "rack_leak_rope";
    await send(
      { labels: { __name__: name, i: "1" }, value: 0 },
      { labels: { __name__: name, i: "2" }, value: 0 },
    );
    const leak = { subject: { kind: "rack", id: "k1" }, quantity: "leak", unit: "code" } as const;
    const answers = await Promise.all((await unmatched(name)).map(({ id }) => bind(id, leak)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

it("binds every series of a metric by the label that names its subject", async () => {
  const of = (host: string) => ({ labels: { __name__: "bmc_input_watts", host }, value: 900 });
  await send(of("s1"), of("s2"), of("elsewhere"));
  const ask = (change: object) =>
    server.call("/api/centers/c1/bindings", {
      method: "POST",
      headers: asOperator(),
      body: {
        metric: "bmc_input_watts",
        kind: "server",
        by: { label: "host" },
        quantity: "power",
        unit: "W",
        ...change,
      },
    });
  const nothing = await ask({ by: { label: "place" } });
  expect([nothing.status, nothing.text]).toEqual([
    400,
    expect.stringMatching(/by\.label: .+place.+ a server/),
  ]);
  expect((await ask({ unit: "kW" })).text).toMatch(/unit: the series says W/);
  expect((await ask({})).json).toEqual({ bound: 2, left: 1 });
  expect((await ask({})).status).toBe(400);
});
