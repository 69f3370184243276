import protobuf from "protobufjs";
import { compressSync } from "snappy";

/** The two messages as published, read by a general protobuf library: the oracle of the decoders. */
const schema = `
syntax = "proto3";
message Label { string name = 1; string value = 2; }
message Sample { double value = 1; int64 timestamp = 2; }
message Exemplar { repeated Label labels = 1; double value = 2; int64 timestamp = 3; }
message Histogram { uint64 count_int = 1; double sum = 3; sint32 schema = 4; int64 timestamp = 15; }
message TimeSeries {
  repeated Label labels = 1;
  repeated Sample samples = 2;
  repeated Exemplar exemplars = 3;
  repeated Histogram histograms = 4;
}
message MetricMetadata { uint32 type = 1; string metric_family_name = 2; string help = 4; string unit = 5; }
message WriteRequest { repeated TimeSeries timeseries = 1; repeated MetricMetadata metadata = 3; }

message SampleV2 { double value = 1; int64 timestamp = 2; int64 start_timestamp = 3; }
message ExemplarV2 { repeated uint32 labels_refs = 1; double value = 2; int64 timestamp = 3; }
message MetadataV2 { uint32 type = 1; uint32 help_ref = 3; uint32 unit_ref = 4; }
message TimeSeriesV2 {
  repeated uint32 labels_refs = 1;
  repeated SampleV2 samples = 2;
  repeated Histogram histograms = 3;
  repeated ExemplarV2 exemplars = 4;
  MetadataV2 metadata = 5;
  int64 created_timestamp = 6;
}
message Request { repeated string symbols = 4; repeated TimeSeriesV2 timeseries = 5; }
`;
const { root } = protobuf.parse(schema, { keepCase: true });
export const writeRequestType = root.lookupType("WriteRequest");
export const requestType = root.lookupType("Request");

export interface SeriesInput {
  readonly labels: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly samples?: readonly {
    readonly value: number;
    readonly timeMs: number;
    readonly startMs?: number;
  }[];
  readonly histograms?: number;
  readonly exemplars?: number;
  readonly metadata?: { readonly type: number; readonly help: string; readonly unit: string };
}

function pairsOf(labels: SeriesInput["labels"]): [string, string][] {
  return Array.isArray(labels) ? labels.map(([a, b]) => [a, b]) : Object.entries(labels);
}

/** Real senders leave a zero out, as proto3 has it; the library would write it. */
function valueField(value: number): { value?: number } {
  return Object.is(value, 0) ? {} : { value };
}

const histogram = { count_int: 7, sum: 1.5, schema: 3, timestamp: 1_700_000_000_000 };

export function messageV1(series: readonly SeriesInput[]): Uint8Array {
  const timeseries = series.map((one) => ({
    labels: pairsOf(one.labels).map(([name, value]) => ({ name, value })),
    samples: (one.samples ?? []).map(({ value, timeMs }) => ({ ...valueField(value), timestamp: timeMs })),
    exemplars: Array.from({ length: one.exemplars ?? 0 }, () => ({ value: 1, timestamp: 1 })),
    histograms: Array.from({ length: one.histograms ?? 0 }, () => histogram),
  }));
  return writeRequestType.encode(writeRequestType.fromObject({ timeseries })).finish();
}

export function messageV2(series: readonly SeriesInput[]): Uint8Array {
  const symbols = [""];
  const refOf = (text: string): number => {
    const known = symbols.indexOf(text);
    return known >= 0 ? known : symbols.push(text) - 1;
  };
  const timeseries = series.map((one) => ({
    labels_refs: pairsOf(one.labels).flatMap(([name, value]) => [refOf(name), refOf(value)]),
    samples: (one.samples ?? []).map(({ value, timeMs, startMs }) => ({
      ...valueField(value),
      timestamp: timeMs,
      ...(startMs === undefined ? {} : { start_timestamp: startMs }),
    })),
    exemplars: Array.from({ length: one.exemplars ?? 0 }, () => ({
      labels_refs: [refOf("trace_id"), refOf("t1")],
      value: 1,
      timestamp: 1,
    })),
    histograms: Array.from({ length: one.histograms ?? 0 }, () => histogram),
    ...(one.metadata
      ? {
          metadata: {
            type: one.metadata.type,
            help_ref: refOf(one.metadata.help),
            unit_ref: refOf(one.metadata.unit),
          },
        }
      : {}),
  }));
  return requestType.encode(requestType.fromObject({ symbols, timeseries })).finish();
}

export function pack(message: Uint8Array): Uint8Array {
  return compressSync(Buffer.from(message));
}

const markedValue = new Uint8Array([0x09, 0, 0, 0, 0, 0, 0x00, 0xf0, 0x3f]);
/** 1.0 on the wire; `withRawValues` puts other bits in its place, such as NaNs that a Number does not keep. */
export function withRawValues(message: Uint8Array, low: number, high: number): Uint8Array {
  const bytes = Buffer.from(message);
  for (let at = bytes.indexOf(markedValue); at >= 0; at = bytes.indexOf(markedValue, at + 1)) {
    bytes.writeUInt32LE(low, at + 1);
    bytes.writeUInt32LE(high, at + 5);
  }
  return bytes;
}
