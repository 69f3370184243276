import { connect } from "node:net";
import { StoreFull, StoreUnavailable } from "@aidc/store";
import { eventually, workedMs } from "@aidc/testkit";
import fc from "fast-check";
import { compressSync } from "snappy";
import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Door } from "./door.fixture.ts";
import { key, openDoor, v2Type } from "./door.fixture.ts";
import { messageV1, messageV2, pack, requestType, withRawValues } from "./messages.fixture.ts";

let door: Door;
afterEach(() => door.close());

const labels = { __name__: "aidc_server_power_watts", server: "s1" };
const message = (value: number): Uint8Array =>
  messageV1([{ labels, samples: [{ value, timeMs: door.clock.now() }] }]);
const codeOf = (answer: Answer): unknown => JSON.parse(answer.text).code;

describe("keys", () => {
  it.each([
    ["no key", { authorization: null }],
    ["another key", { authorization: `Bearer aidc_ing_abcdefgh_${"x".repeat(43)}` }],
    ["something that is no key", { authorization: "Bearer x" }],
    ["another scheme", { authorization: `Basic ${key}` }],
  ])("%s: 401, and nothing of the body is looked at", async (_, headers) => {
    door = await openDoor();
    const answer = await door.send(Buffer.from("anything"), { ...headers, "content-type": "image/png" });
    expect([answer.status, codeOf(answer)]).toEqual([401, "unauthenticated"]);
    expect(answer.text).not.toContain("aidc_ing");
    expect(JSON.stringify(door.logged)).not.toContain("aidc_ing");
  });

  it("not in the URL", async () => {
    door = await openDoor();
    const response = await fetch(`${door.url}?key=${key}&access_token=${key}`, { method: "POST", body: "x" });
    expect(response.status).toBe(401);
  });
});

describe("the store", () => {
  it("204 comes after COMMIT, not before", async () => {
    door = await openDoor();
    let commit = (): void => {};
    door.store.commit = new Promise((resolve) => {
      commit = resolve;
    });
    let answered = false;
    const sending = door.send(pack(message(5))).then((answer) => {
      answered = true;
      return answer;
    });
    await eventually(() => expect(door.store.appends).toBe(1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    commit();
    expect((await sending).status).toBe(204);
  });

  it.each([
    ["away", new StoreUnavailable("no connection"), 503, "unavailable"],
    ["full", new StoreFull("too much waits"), 429, "rate_limited"],
  ])(
    "%s: the sender is asked to come again, and then nothing is missing",
    async (_, failure, status, code) => {
      door = await openDoor();
      door.store.failure = failure;
      const answer = await door.send(pack(message(5)));
      expect([answer.status, codeOf(answer), answer.samplesWritten]).toEqual([status, code, 0]);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(door.ingest.inFlightBytes()).toBe(0);
      door.store.failure = null;
      expect((await door.send(pack(message(5)))).status).toBe(204);
      expect(door.store.read(labels)).toHaveLength(1);
    },
  );

  it("an unknown failure is ours, has an id and shows no stack", async () => {
    door = await openDoor();
    door.store.failure = new TypeError("secret detail");
    const answer = await door.send(pack(message(5)));
    expect([answer.status, codeOf(answer)]).toEqual([500, "internal"]);
    expect(answer.text).not.toMatch(/secret detail|\bat /);
    expect(door.logged[0]?.facts).toMatchObject({ requestId: JSON.parse(answer.text).requestId });
  });

  it("two requests that meet the same new series ask for it once", async () => {
    door = await openDoor();
    await Promise.all([1, 2, 3].map(() => door.send(pack(message(5)))));
    expect(door.store.series).toHaveLength(1);
    expect(door.store.read(labels)).toHaveLength(1);
  });
});

describe("the gate", () => {
  it("keeps the valid part and puts the rest in quarantine with reason, count and example", async () => {
    door = await openDoor();
    const timeMs = door.clock.now();
    const at = (value: number, index: number) => ({ value, timeMs: timeMs + index });
    const body = messageV2([
      {
        labels,
        samples: [at(500, 0), at(-3, 1), at(2 ** 47 + 1, 2), at(2 ** 63 - 14, 3), at(2e9, 4)],
      },
      { labels: { __name__: "process_virtual_memory_max_bytes" }, samples: [at(1.8446744073709552e19, 0)] },
      { labels: { __name__: "aidc_meter_power_watts", meter: "grid" }, samples: [at(-3, 0)] },
      {
        labels: { __name__: "aidc_server_utilisation_ratio", server: "s1" },
        samples: [at(87, 0), at(0.87, 1)],
      },
    ]);
    const answer = await door.send(pack(body), { "content-type": v2Type });
    expect([answer.status, answer.samplesWritten]).toEqual([400, 4]);
    expect(door.store.quarantined).toMatchObject([
      { centerId: "c1", sourceId: "k1", reason: "negative_power", count: 1 },
      { reason: "sentinel", count: 2, example: 'aidc_server_power_watts{server="s1"}' },
      { reason: "out_of_range", count: 2 },
    ]);
  });

  it("a NaN of a series that feeds a point is refused; of one that feeds nothing it is only counted", async () => {
    door = await openDoor();
    const nan = [0x00000001, 0x7ff80000] as const;
    const bound = await door.send(pack(withRawValues(message(1), ...nan)));
    expect([bound.status, bound.reasons, bound.samplesWritten]).toEqual([400, ["nan"], 0]);
    const summary = messageV1([
      { labels: { __name__: "q" }, samples: [{ value: 1, timeMs: door.clock.now() }] },
    ]);
    expect((await door.send(pack(withRawValues(summary, ...nan)))).status).toBe(204);
    expect(door.store.quarantined.map((entry) => entry.reason)).toEqual(["nan", "nan"]);
    expect(door.store.samples.size).toBe(0);
  });

  it("a stale marker ends the series and is no value", async () => {
    door = await openDoor();
    await door.send(pack(message(5)));
    door.clock.advance(15_000);
    await door.send(pack(withRawValues(message(1), 0x00000002, 0x7ff00000)));
    expect(door.store.read(labels)).toHaveLength(1);
    expect(door.ingest.stats.read("k1")).toMatchObject({
      acceptedSamples: 1,
      endedSeries: 1,
      refusedSamples: 0,
    });
    expect(door.store.quarantined).toEqual([]);
  });
});

describe("limits", () => {
  it("a body that states too much is refused before it is read, one that does not when it passes the limit", async () => {
    door = await openDoor({ limits: { maxPackedBytes: 1000 } });
    expect((await door.send(new Uint8Array(1001))).status).toBe(413);
    const chunks = new ReadableStream({
      start(controller) {
        for (let chunk = 0; chunk < 5; chunk++) controller.enqueue(new Uint8Array(300));
        controller.close();
      },
    });
    expect((await door.send(chunks)).status).toBe(413);
    expect(door.ingest.inFlightBytes()).toBe(0);
  });

  it("what waits is bounded over all senders", async () => {
    door = await openDoor({ limits: { maxInFlightBytes: 10 } });
    const answer = await door.send(pack(message(5)));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "1"]);
  });

  it("a sender that goes away leaves nothing behind", async () => {
    door = await openDoor();
    const socket = connect(Number(new URL(door.url).port), "127.0.0.1");
    const head = `POST /api/v1/write HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 5000\r\n\r\nabc`;
    socket.write(head);
    await eventually(() => expect(door.ingest.inFlightBytes()).toBe(5000));
    socket.destroy();
    await eventually(() => expect(door.ingest.inFlightBytes()).toBe(0));
  });

  it("more new series than a request may bring come in over several tries", async () => {
    door = await openDoor({ limits: { maxNewSeriesPerRequest: 2 } });
    const timeMs = door.clock.now();
    const series = [1, 2, 3].map((n) => ({ labels: { __name__: `m${n}` }, samples: [{ value: n, timeMs }] }));
    const first = await door.send(pack(messageV1(series)));
    expect([first.status, first.samplesWritten, first.reasons]).toEqual([429, 2, ["new_series_limit"]]);
    expect((await door.send(pack(messageV1(series)))).status).toBe(204);
    expect(door.store.samples.size).toBe(3);
  });

  it("a center that has all the series it may have keeps taking the ones it knows", async () => {
    door = await openDoor({ limits: { maxSeriesPerCenter: 1 } });
    const timeMs = door.clock.now();
    const series = [1, 2].map((n) => ({ labels: { __name__: `m${n}` }, samples: [{ value: n, timeMs }] }));
    const answer = await door.send(pack(messageV1(series)));
    expect([answer.status, answer.samplesWritten, answer.reasons]).toEqual([400, 1, ["series_limit"]]);
  });
});

describe("bombs", () => {
  const repeated = (part: Uint8Array, times: number): Uint8Array => Buffer.alloc(part.length * times, part);
  const field = (tag: number, body: Uint8Array): Uint8Array => {
    const length: number[] = [];
    for (let rest = body.length; ; rest = Math.floor(rest / 128)) {
      length.push(rest >= 128 ? (rest % 128) + 128 : rest);
      if (rest < 128) break;
    }
    return Buffer.concat([Uint8Array.from([tag, ...length]), body]);
  };
  const sample = Uint8Array.from([0x12, 7, 0x10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);

  it.each<[string, number, () => Uint8Array]>([
    ["six bytes that claim 4 GB", 413, () => Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0])],
    ["12 MB that become 256 MB", 413, () => compressSync(Buffer.alloc(256 * 1024 * 1024))],
    [
      "one series with a million labels",
      400,
      () =>
        pack(
          field(
            0x0a,
            Buffer.concat([repeated(Uint8Array.from([0x0a, 4, 0x0a, 0, 0x12, 0]), 1_000_000), sample]),
          ),
        ),
    ],
    ["a million series without anything", 413, () => pack(repeated(Uint8Array.from([0x0a, 0]), 1_000_000))],
    ["a million series of one sample", 413, () => pack(repeated(field(0x0a, sample), 1_000_000))],
  ])("%s", async (_, status, make) => {
    door = await openDoor();
    const body = make();
    await door.send(pack(message(1)));
    const before = process.memoryUsage().arrayBuffers;
    const startedMs = workedMs();
    const answer = await door.send(body);
    expect([answer.status, answer.samplesWritten]).toEqual([status, 0]);
    expect(workedMs() - startedMs).toBeLessThan(2000);
    expect(process.memoryUsage().arrayBuffers - before - body.length * 3).toBeLessThan(64 * 1024 * 1024);
    expect(door.store.series).toHaveLength(1);
  });
});

describe("500 mutated payloads", () => {
  it("never a 5xx, never slow, always our error shape, and the door still works", async () => {
    door = await openDoor();
    const base = [
      message(5),
      messageV2([{ labels, samples: [{ value: 5, timeMs: door.clock.now() }], exemplars: 1, histograms: 1 }]),
      requestType
        .encode(requestType.fromObject({ symbols: ["", "a"], timeseries: [{ labels_refs: [1, 7] }] }))
        .finish(),
    ];
    const headers = fc.record({
      "content-type": fc.constantFrom("application/x-protobuf", v2Type, `${v2Type};x=y`, "a/b", '";proto="'),
      "content-encoding": fc.constantFrom("snappy", "snappy, snappy", "SNAPPY", "gzip"),
    });
    const mutation = fc.record({ at: fc.nat(), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2),
        fc.array(mutation, { maxLength: 6 }),
        fc.boolean(),
        fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, headers),
        async (which, mutations, packedToo, extra) => {
          const bytes = Buffer.from(base[which] as Uint8Array);
          for (const { at, to } of mutations) bytes[at % bytes.length] = to;
          const body = Buffer.from(pack(bytes));
          if (packedToo) for (const { at, to } of mutations) body[at % body.length] = to;
          const startedMs = workedMs();
          const answer = await door.send(body, extra);
          expect(workedMs() - startedMs).toBeLessThan(2000);
          expect(answer.status).toBeLessThan(500);
          if (answer.status !== 204) expect(JSON.parse(answer.text)).toHaveProperty("requestId");
        },
      ),
      { numRuns: 500 },
    );
    door.clock.advance(60_000);
    expect((await door.send(pack(message(6)))).status).toBe(204);
    expect(door.ingest.inFlightBytes()).toBe(0);
  });
});
