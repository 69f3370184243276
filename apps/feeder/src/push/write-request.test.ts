import fc from "fast-check";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { encodeWriteRequest } from "./write-request.ts";

/** The published message definitions, read by a generated decoder: our encoder's oracle. */
const oracle = protobuf
  .parse(`
  syntax = "proto3";
  message WriteRequest { repeated TimeSeries timeseries = 1; }
  message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; }
  message Label { string name = 1; string value = 2; }
  message Sample { double value = 1; int64 timestamp = 2; }
`)
  .root.lookupType("WriteRequest");

const decode = (bytes: Uint8Array) =>
  oracle.toObject(oracle.decode(bytes), { longs: Number, defaults: true, arrays: true });

const labels = fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 200 }), {
  maxKeys: 6,
});
const samples = fc.array(
  fc.record({ timeMs: fc.integer({ min: 0, max: 4e12 }), value: fc.double({ noNaN: true }) }),
  { maxLength: 30 },
);

test("a generated decoder reads what we wrote", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ labels, samples }), { maxLength: 5 }), (series) => {
      const bytes = encodeWriteRequest(
        series.map((one) => ({
          labels: one.labels,
          timesMs: one.samples.map((sample) => sample.timeMs),
          values: one.samples.map((sample) => sample.value),
        })),
      );
      expect(decode(bytes)).toEqual({
        timeseries: series.map((one) => ({
          labels: Object.keys(one.labels)
            .sort((a, b) => (a < b ? -1 : 1))
            .map((name) => ({ name, value: one.labels[name] })),
          samples: one.samples.map((sample) => ({ value: sample.value, timestamp: sample.timeMs })),
        })),
      });
    }),
    { numRuns: 200 },
  );
});

test("labels are sorted by name and the name comes as __name__", () => {
  const bytes = encodeWriteRequest([
    { labels: { server: "smc-01", __name__: "aidc_server_power_watts" }, timesMs: [1], values: [2] },
  ]);
  const first = decode(bytes).timeseries[0];
  expect(first.labels.map((label: { name: string }) => label.name)).toEqual(["__name__", "server"]);
});
