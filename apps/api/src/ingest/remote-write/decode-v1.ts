import { decodeSample } from "./decode-sample.ts";
import type { DecodedRequest } from "./decoded-request.ts";
import { seriesFaults } from "./decoded-request.ts";
import { malformed } from "./wire-fault.ts";
import { WireReader } from "./wire-reader.ts";

const reader = new WireReader();

/**
 * prometheus.WriteRequest { repeated TimeSeries timeseries = 1; repeated MetricMetadata metadata = 3 }
 * TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; repeated Exemplar exemplars = 3;
 *   repeated Histogram histograms = 4 }
 * Source: prometheus/prompb/remote.proto and types.proto. Labels are not looked into: their bytes are the key
 * of the series, and are parsed only when that key is new.
 *
 * @param message is written to when a sender puts labels after samples; it is ours
 * @throws WireFault
 */
export function decodeV1(message: Uint8Array, into: DecodedRequest): void {
  into.reset(message);
  const end = message.length;
  let at = 0;
  while (at < end) {
    if (message[at] === 0x0a) {
      reader.open(message, at + 1, end);
      const size = reader.length();
      at = reader.at + size;
      decodeSeries(message, reader.at, at, into);
      continue;
    }
    reader.open(message, at, end);
    const tag = reader.tag();
    if (tag >>> 3 === 1) throw malformed("protobuf: timeseries is not a message");
    if (tag >>> 3 === 3) into.metadataCount++;
    reader.skip(tag);
    at = reader.at;
  }
}

function decodeSeries(message: Uint8Array, from: number, to: number, into: DecodedRequest): void {
  let labelFrom = from;
  let labelTo = from;
  let at = from;
  while (at < to) {
    const tag = message[at] as number;
    if (tag !== 0x0a && tag !== 0x12) {
      at = skipOther(message, at, to, into);
      continue;
    }
    let size = message[at + 1] as number;
    let body = at + 2;
    if (size >= 0x80 || body > to) {
      reader.open(message, at + 1, to);
      size = reader.length();
      body = reader.at;
    }
    const next = body + size;
    if (next > to) throw malformed("protobuf: a field is cut off");
    if (tag === 0x12) {
      decodeSample(message, body, next, into);
    } else if (at === labelTo) {
      labelTo = next;
    } else if (labelTo === labelFrom) {
      labelFrom = at;
      labelTo = next;
    } else {
      // A label after something else: legal, though no known sender does it. What lies between has been read.
      message.copyWithin(labelTo, at, next);
      labelTo += next - at;
    }
    at = next;
  }
  into.addSeries(labelFrom, labelTo, seriesFaults.none);
}

/** Exemplars and histograms are counted, not read; unknown fields are passed over. */
function skipOther(message: Uint8Array, at: number, to: number, into: DecodedRequest): number {
  reader.open(message, at, to);
  const tag = reader.tag();
  const field = tag >>> 3;
  if (field <= 2) throw malformed("protobuf: a series has a field of another type");
  if (field === 3) into.exemplarCount++;
  else if (field === 4) into.histogramCount++;
  reader.skip(tag);
  return reader.at;
}
