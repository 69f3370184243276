import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultIngestLimits } from "../limits.ts";
import { parseLabels } from "../series/parse-labels.ts";
import { decodeV1 } from "./decode-v1.ts";
import { V2Decoder } from "./decode-v2.ts";
import { DecodedRequest, seriesFaults } from "./decoded-request.ts";
import type { SeriesInput } from "./messages.fixture.ts";
import { messageV1, messageV2, requestType, writeRequestType } from "./messages.fixture.ts";
import { WireFault } from "./wire-fault.ts";

const limits = defaultIngestLimits;
const v2 = new V2Decoder(limits);
const decode = {
  "1.0": (message: Uint8Array, into: DecodedRequest) => decodeV1(message, into),
  "2.0": (message: Uint8Array, into: DecodedRequest) => v2.decode(message, into),
};

/** Back to objects, so that the oracle can be compared with. */
function seriesOf(
  decoded: DecodedRequest,
): { labels: unknown; samples: { value: number; timeMs: number }[] }[] {
  return Array.from({ length: decoded.seriesCount }, (_, series) => {
    const from = series === 0 ? 0 : (decoded.sampleTo[series - 1] as number);
    const to = decoded.sampleTo[series] as number;
    const labels = parseLabels(
      decoded.labelBytes,
      decoded.labelFrom[series] as number,
      decoded.labelTo[series] as number,
      limits,
    );
    const samples = Array.from({ length: to - from }, (_, index) => ({
      value: decoded.values[from + index] as number,
      timeMs: decoded.timesMs[from + index] as number,
    }));
    return { labels: typeof labels === "string" ? labels : { ...labels }, samples };
  });
}

const name = fc
  .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
  .filter((text) => !text.includes("\u0000"));
const labels = fc
  .dictionary(name, name, { maxKeys: 8, noNullPrototype: true })
  .map((pairs) => ({ ...pairs, __name__: "m" }));
const value = fc.oneof(fc.constant(0), fc.constant(-0), fc.double({ noNaN: true }), fc.integer());
const timeMs = fc.oneof(
  fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 }),
  fc.constantFrom(0, 1, -1, -86_400_000, Number.MAX_SAFE_INTEGER, 2 ** 35 - 1, 2 ** 35, 2 ** 42),
);
const samples = fc.array(fc.record({ value, timeMs }), { maxLength: 5 });
const series: fc.Arbitrary<SeriesInput[]> = fc.array(
  fc.record({ labels, samples, exemplars: fc.nat(2), histograms: fc.nat(1) }),
  { maxLength: 20 },
);

describe.each([
  ["1.0", messageV1],
  ["2.0", messageV2],
] as const)("remote write %s", (version, encode) => {
  it("reads what a general protobuf library wrote", () => {
    const decoded = new DecodedRequest(limits);
    fc.assert(
      fc.property(series, (input) => {
        decode[version](Uint8Array.from(encode(input)), decoded);
        const expected = input.map((one) => ({
          labels: Object.fromEntries(Object.entries(one.labels).filter(([, text]) => text !== "")),
          samples: one.samples,
        }));
        expect(seriesOf(decoded)).toEqual(expected);
        expect(decoded.exemplarCount).toBe(input.reduce((sum, one) => sum + (one.exemplars ?? 0), 0));
        expect(decoded.histogramCount).toBe(input.reduce((sum, one) => sum + (one.histograms ?? 0), 0));
      }),
      { numRuns: 400 },
    );
  });

  it("takes what the library takes from mutated bytes, and answers the rest with a fault", () => {
    const decoded = new DecodedRequest(limits);
    const oracle = version === "1.0" ? writeRequestType : requestType;
    const mutation = fc.record({ at: fc.nat(), to: fc.nat(255) });
    let both = 0;
    fc.assert(
      fc.property(series, fc.array(mutation, { maxLength: 3 }), fc.nat(8), (input, mutations, cut) => {
        const bytes = Uint8Array.from(encode(input));
        for (const { at, to } of mutations) if (bytes.length > 0) bytes[at % bytes.length] = to;
        const message = bytes.slice(0, Math.max(0, bytes.length - (cut > 4 ? cut : 0)));
        const ours = succeeds(WireFault, () => decode[version](message.slice(), decoded));
        const theirs = succeeds(Error, () => oracle.decode(message));
        if (ours && theirs) both++;
        expect(ours || decoded.seriesCount <= input.length + message.length).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(both).toBeGreaterThan(100);
  });

  it("keeps the bits of a NaN", () => {
    const decoded = new DecodedRequest(limits);
    const message = Buffer.from(
      encode([{ labels: { __name__: "m" }, samples: [{ value: 1, timeMs: 1.7e12 }] }]),
    );
    const at = message.indexOf(Buffer.from([0xf0, 0x3f])) - 6;
    message.writeBigUInt64LE(0x7ff0000000000002n, at);
    decode[version](message, decoded);
    expect([decoded.words[0], decoded.words[1]]).toEqual([0x00000002, 0x7ff00000]);
  });

  it("bounds series and samples", () => {
    const few = { ...limits, maxSeriesPerRequest: 1024, maxSamplesPerRequest: 4096 };
    const many = Array.from({ length: 1025 }, () => ({ labels: { __name__: "m" } }));
    expect(() => decode[version](encode(many), new DecodedRequest(few))).toThrow("more than 1024 series");
    const one = {
      labels: { __name__: "m" },
      samples: Array.from({ length: 4097 }, (_, i) => ({ value: 1, timeMs: i })),
    };
    expect(() => decode[version](encode([one]), new DecodedRequest(few))).toThrow("more than 4096 samples");
  });
});

/** Any other error than the one allowed fails the test. */
function succeeds(allowed: typeof Error | typeof WireFault, run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof allowed) return false;
    throw error;
  }
}

describe("remote write 1.0", () => {
  it("collects labels that come after samples", () => {
    const label = (text: string): number[] => [0x0a, 6, 0x0a, 1, text.charCodeAt(0), 0x12, 1, 0x31];
    const sample = [0x12, 7, 0x10, ...[0x80, 0x80, 0x80, 0x80, 0x80, 0x20]];
    const body = [...label("b"), 0x12, 8, ...sample.slice(2), ...label("a")];
    body[label("b").length + 1] = 7;
    const decoded = new DecodedRequest(limits);
    decodeV1(Uint8Array.from([0x0a, body.length, ...body]), decoded);
    expect(decoded.labelTo[0]).toBe((decoded.labelFrom[0] as number) + 16);
    expect(decoded.sampleCount).toBe(1);
  });
});

describe("remote write 2.0", () => {
  const decoded = new DecodedRequest(limits);
  const encode = (message: object): Uint8Array =>
    requestType.encode(requestType.fromObject(message)).finish();
  const samples = [{ value: 1, timestamp: 1_700_000_000_000 }];

  it.each([
    ["a reference that points nowhere", [1, 9], seriesFaults.badLabelRefs],
    ["an odd number of references", [1, 2, 1], seriesFaults.badLabelRefs],
  ])("finds %s", (_, labels_refs, fault) => {
    v2.decode(encode({ symbols: ["", "__name__", "up"], timeseries: [{ labels_refs, samples }] }), decoded);
    expect(decoded.fault[0]).toBe(fault);
  });

  it("finds samples and histograms in one series", () => {
    const timeseries = [{ labels_refs: [1, 2], samples, histograms: [{ count_int: 1 }] }];
    v2.decode(encode({ symbols: ["", "__name__", "up"], timeseries }), decoded);
    expect(decoded.fault[0]).toBe(seriesFaults.samplesAndHistograms);
  });

  it("wants the first symbol empty", () => {
    expect(() => v2.decode(encode({ symbols: ["x"], timeseries: [] }), decoded)).toThrow("symbols[0]");
  });

  it("passes over the start time of a sample (rc.4) and of a series (rc.3)", () => {
    const timeseries = [
      { labels_refs: [1, 2], samples: [{ ...samples[0], start_timestamp: 5 }], created_timestamp: 7 },
    ];
    v2.decode(encode({ symbols: ["", "__name__", "up"], timeseries }), decoded);
    expect(seriesOf(decoded)).toEqual([
      { labels: { __name__: "up" }, samples: [{ value: 1, timeMs: 1_700_000_000_000 }] },
    ]);
  });

  it("bounds what one long symbol, named often, can make it write", () => {
    const refs = Array.from({ length: 4000 }, () => 1);
    const message = encode({
      symbols: ["", "x".repeat(60_000)],
      timeseries: [{ labels_refs: refs, samples }],
    });
    expect(() => v2.decode(message, decoded)).toThrow("labels of one request");
  });
});
