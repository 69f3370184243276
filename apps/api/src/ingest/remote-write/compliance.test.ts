import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answer, Door } from "./door.fixture.ts";
import { openDoor, v1Type, v2Type } from "./door.fixture.ts";
import type { SeriesInput } from "./messages.fixture.ts";
import { messageV1, messageV2, pack, withRawValues } from "./messages.fixture.ts";

/**
 * The cases of the Prometheus receiver suite (prometheus/compliance, remotewrite/receiver), by their names. That
 * suite accepts 2xx or 4xx for many of them and reads nothing back; here each has one right answer and the
 * values are read back. Histograms and exemplars are not stored by this product, so a 2.0 request with them is a
 * partial write: 400, its samples kept, the counts in the headers.
 */
let door: Door;
let nowMs: number;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(() => {
  door.clock.advance(1000);
  nowMs = door.clock.now();
});

const up = { __name__: "up", instance: "localhost:9090", job: "test" };
const one = (labels: SeriesInput["labels"], value = 1): SeriesInput => ({
  labels,
  samples: [{ value, timeMs: nowMs }],
});
const sendV2 = (series: SeriesInput[]): Promise<Answer> =>
  door.send(pack(messageV2(series)), { "content-type": v2Type });
const written = (answer: Answer): (string | null)[] =>
  ["Samples", "Histograms", "Exemplars"].map((kind) =>
    answer.headers.get(`X-Prometheus-Remote-Write-${kind}-Written`),
  );
const valueNow = (labels: Record<string, string>): number | undefined =>
  door.store.read(labels).find((sample) => sample.timeMs === nowMs)?.value;

describe("SingleMetric", () => {
  it.each<[string, Record<string, string>]>([
    ["simple metric", { __name__: "up" }],
    ["simple metric with multiple labels", up],
    ["simple metric with newlines", { ...up, job: "test\njob\n" }],
    ["simple metric with dots", { __name__: "resource.cpu.usage", "job.name": "testjob" }],
    ["simple metric with spaces", { __name__: "resource cpu usage", "job name": "testjob" }],
    ["SpecialCharacters", { __name__: "m", environment: "测试🚀", quote: '"\\', proto: "__proto__" }],
  ])("%s", async (_, labels) => {
    for (const [index, value] of [1, 0, -0, 1e-300, -123.456, 2 ** 53].entries()) {
      nowMs += index;
      const answer = await sendV2([one(labels, value)]);
      expect([answer.status, answer.text, written(answer)]).toEqual([204, "", ["1", "0", "0"]]);
      expect(valueNow(labels)).toBe(value);
    }
  });

  it.each([
    ["simple metric without name label", { job: "test" }, "metric_name_missing"],
    ["empty metric", {}, "metric_name_missing"],
    ["metadata_with_empty_name", { __name__: "" }, "metric_name_missing"],
    ["empty label name", { ...up, "": "x" }, "label_name_empty"],
    ["NUL in a label", { ...up, job: "a\u0000b" }, "labels_not_utf8"],
  ])("%s is refused", async (_, labels, reason) => {
    const answer = await sendV2([one(labels)]);
    expect([answer.status, answer.reasons, written(answer)]).toEqual([400, [reason], ["0", "0", "0"]]);
  });

  it.each([
    ["StaleNaN", 0x00000002, 0x7ff00000, 204, [], "1"],
    ["NaN of a series that feeds nothing", 0x00000001, 0x7ff80000, 204, [], "1"],
    ["Inf", 0, 0x7ff00000, 400, ["infinite"], "0"],
    ["-Inf", 0, 0xfff00000, 400, ["infinite"], "0"],
  ])("%s", async (_, low, high, status, reasons, count) => {
    for (const [type, encode] of [
      [v1Type, messageV1],
      [v2Type, messageV2],
    ] as const) {
      const answer = await door.send(pack(withRawValues(encode([one(up)]), low, high)), {
        "content-type": type,
      });
      expect([answer.status, answer.reasons, written(answer)[0]]).toEqual([status, reasons, count]);
      expect(valueNow(up)).toBeUndefined();
    }
  });
});

describe("MultipleMetrics", () => {
  it("multiple metrics", async () => {
    const series = [0, 1, 2, 3].map((port) => one({ ...up, instance: `a:${port}` }, port));
    expect((await sendV2(series)).status).toBe(204);
    for (const port of [0, 1, 2, 3]) expect(valueNow({ ...up, instance: `a:${port}` })).toBe(port);
  });

  it("multiple metrics, 1 without name label: the valid part is kept", async () => {
    const answer = await sendV2([
      one({ job: "x" }),
      one({ ...up, instance: "b:1" }, 5),
      one({ ...up, instance: "b:2" }, 6),
    ]);
    expect([answer.status, answer.samplesWritten, answer.reasons]).toEqual([400, 2, ["metric_name_missing"]]);
    expect([valueNow({ ...up, instance: "b:1" }), valueNow({ ...up, instance: "b:2" })]).toEqual([5, 6]);
  });

  it("ManySamples", async () => {
    const series = Array.from({ length: 50 }, (_, i) =>
      one({ __name__: `counter_${i}`, series: `s${i}` }, i),
    );
    expect((await sendV2(series)).samplesWritten).toBe(50);
    expect(valueNow({ __name__: "counter_49", series: "s49" })).toBe(49);
  });

  it("several samples of one series, the same labels in two series, old and new times", async () => {
    const times = [nowMs - 3_600_000, nowMs - 1000, nowMs];
    const labels = { __name__: "old_and_new" };
    const first = { labels, samples: times.slice(0, 2).map((timeMs) => ({ value: timeMs, timeMs })) };
    const answer = await sendV2([first, { labels, samples: [{ value: nowMs, timeMs: nowMs }] }]);
    expect(answer.samplesWritten).toBe(3);
    expect(door.store.read(labels)).toEqual(times.map((timeMs) => ({ timeMs, value: timeMs })));
  });
});

describe("labels", () => {
  it("unsorted and sorted are one series", async () => {
    await sendV2([
      one(
        [
          ["job", "j"],
          ["__name__", "order"],
          ["a", "1"],
        ],
        1,
      ),
    ]);
    const timeMs = nowMs + 1;
    await sendV2([
      {
        labels: [
          ["__name__", "order"],
          ["a", "1"],
          ["job", "j"],
        ],
        samples: [{ value: 2, timeMs }],
      },
    ]);
    expect(door.store.read({ __name__: "order", a: "1", job: "j" })).toHaveLength(2);
  });

  it("1.0 and 2.0 are one series", async () => {
    await sendV2([one({ __name__: "both" }, 1)]);
    await door.send(
      pack(messageV1([{ labels: { __name__: "both" }, samples: [{ value: 2, timeMs: nowMs + 1 }] }])),
    );
    expect(door.store.read({ __name__: "both" })).toHaveLength(2);
  });

  it("duplicate names are refused", async () => {
    const answer = await sendV2([
      one([
        ["__name__", "m"],
        ["a", "1"],
        ["a", "2"],
      ]),
    ]);
    expect([answer.status, answer.reasons]).toEqual([400, ["label_duplicate"]]);
  });

  it("a label without a value is no label", async () => {
    expect((await sendV2([one({ __name__: "bare", job: "" }, 3)])).status).toBe(204);
    expect(valueNow({ __name__: "bare" })).toBe(3);
  });

  it.each([
    ["64 labels", 63, 10, 10, 204],
    ["65 labels", 64, 10, 10, 400],
    ["a name of 1,025 bytes", 1, 1025, 10, 400],
    ["a value of 4,096 bytes", 1, 10, 4096, 204],
    ["a value of 4,097 bytes", 1, 10, 4097, 400],
  ])("%s", async (_, count, nameBytes, valueBytes, status) => {
    const pairs = Array.from({ length: count }, (_, i): [string, string] => [
      `l${i}`.padEnd(nameBytes, "x"),
      "v".repeat(valueBytes),
    ]);
    const answer = await sendV2([one([["__name__", "wide"], ...pairs])]);
    expect([answer.status, answer.reasons]).toEqual([status, status === 400 ? ["labels_over_limit"] : []]);
  });
});

describe("histograms, exemplars, metadata, start times", () => {
  const metadata = { type: 1, help: 'Total\n"requests"', unit: "requests" };

  it.each([
    ["Histograms", { histograms: 1 }, 400, ["histograms_not_stored"]],
    [
      "HistogramWithExemplar",
      { histograms: 1, exemplars: 1 },
      400,
      ["histograms_not_stored", "exemplars_not_stored"],
    ],
    ["metadata_without_data", { metadata }, 204, []],
    ["exemplars_without_data", { exemplars: 1 }, 400, ["exemplars_not_stored"]],
  ] as const)("%s", async (_, parts, status, reasons) => {
    const answer = await sendV2([{ labels: up, ...parts }]);
    expect([answer.status, answer.reasons, written(answer)]).toEqual([status, reasons, ["0", "0", "0"]]);
  });

  it("SamplesWithMetadataAndExemplars: the samples are kept", async () => {
    const labels = { __name__: "with_exemplar" };
    const answer = await sendV2([{ ...one(labels, 8), exemplars: 1, metadata }]);
    expect([answer.status, written(answer)]).toEqual([400, ["1", "0", "0"]]);
    expect(valueNow(labels)).toBe(8);
  });

  it("CounterMetadataWithCreatedTimestamp", async () => {
    const labels = { __name__: "started_total" };
    const samples = [{ value: 150, timeMs: nowMs, startMs: nowMs - 3_600_000 }];
    expect((await sendV2([{ labels, samples, metadata }])).status).toBe(204);
    expect(valueNow(labels)).toBe(150);
  });

  it("1.0 does not know exemplars, but a histogram is a lost sample there too", async () => {
    expect((await door.send(pack(messageV1([{ ...one(up), exemplars: 2 }])))).status).toBe(204);
    const answer = await door.send(pack(messageV1([{ labels: up, histograms: 1 }])));
    expect([answer.status, answer.reasons]).toEqual([400, ["histograms_not_stored"]]);
  });
});

describe("content negotiation", () => {
  const body = (): Uint8Array => pack(messageV1([one({ __name__: "negotiated" })]));

  it.each([
    ["BadContentTypes: application/json", { "content-type": "application/json" }, 415],
    ["BadContentTypes: image/png", { "content-type": "image/png" }, 415],
    [
      "an unknown message",
      { "content-type": "application/x-protobuf;proto=io.prometheus.write.v3.Request" },
      415,
    ],
    ["BadContentEncodings: gzip", { "content-encoding": "gzip" }, 415],
    ["BadContentEncodings: deflate", { "content-encoding": "deflate" }, 415],
    ["RW1BasicCompatibility", {}, 204],
    ["1.0 by name", { "content-type": `${v1Type}; proto=prometheus.WriteRequest` }, 204],
    ["no Content-Encoding", { "content-encoding": null }, 204],
    ["a version header that says otherwise", { "x-prometheus-remote-write-version": "2.0.0" }, 204],
  ])("%s", async (_, headers, status) => {
    expect((await door.send(body(), headers)).status).toBe(status);
  });

  it("1.0 bytes under the 2.0 type are an empty message by design of the two", async () => {
    const answer = await door.send(body(), { "content-type": v2Type });
    expect([answer.status, answer.samplesWritten]).toEqual([204, 0]);
  });

  it("CorruptRequestBody, RW1ErrorHandling", async () => {
    for (const first of [0x30, 0xff]) {
      const corrupt = Buffer.from(body());
      corrupt[0] = first;
      const answer = await door.send(corrupt);
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, "bad_request"]);
    }
  });

  it("an empty body is no snappy block; an empty message is written in full", async () => {
    expect((await door.send(new Uint8Array(0))).status).toBe(400);
    expect((await door.send(pack(new Uint8Array(0)))).status).toBe(204);
  });
});

describe("retries", () => {
  it("the same request again changes nothing and is a success", async () => {
    const body = pack(messageV2([one({ __name__: "again" }, 4)]));
    for (let time = 0; time < 3; time++) {
      const answer = await door.send(body, { "content-type": v2Type });
      expect([answer.status, answer.samplesWritten]).toEqual([204, 1]);
    }
    expect(door.store.read({ __name__: "again" })).toHaveLength(1);
  });

  it("the same time with another value is refused", async () => {
    await sendV2([one({ __name__: "clash" }, 4)]);
    const answer = await sendV2([one({ __name__: "clash" }, 5)]);
    expect([answer.status, answer.samplesWritten, answer.reasons]).toEqual([400, 0, ["conflict"]]);
    expect(valueNow({ __name__: "clash" })).toBe(4);
  });

  it.each([
    ["10 minutes ahead", 600_000, 204, []],
    ["more than 10 minutes ahead", 600_001, 400, ["too_far_ahead"]],
    ["as old as the center keeps", -400 * 86_400_000, 204, []],
    ["older than the center keeps", -400 * 86_400_000 - 1, 400, ["too_old"]],
  ])("%s", async (_, offsetMs, status, reasons) => {
    const answer = await sendV2([{ labels: up, samples: [{ value: 1, timeMs: nowMs + offsetMs }] }]);
    expect([answer.status, answer.reasons]).toEqual([status, reasons]);
  });
});
