import { decodeSample } from "./decode-sample.ts";
import type { DecodedRequest } from "./decoded-request.ts";
import { seriesFaults } from "./decoded-request.ts";
import { LabelWriter } from "./label-writer.ts";
import { SymbolTable } from "./symbol-table.ts";
import { malformed } from "./wire-fault.ts";
import { WireReader } from "./wire-reader.ts";

const reader = new WireReader();
const refReader = new WireReader();

/**
 * io.prometheus.write.v2.Request { repeated string symbols = 4; repeated TimeSeries timeseries = 5 }
 * TimeSeries { repeated uint32 labels_refs = 1; repeated Sample samples = 2; repeated Histogram histograms = 3;
 *   repeated Exemplar exemplars = 4; Metadata metadata = 5 }
 * Source: Remote-Write 2.0-rc.4. References differ from request to request, so each label set is written out in
 * the 1.0 encoding: one key space for both versions. Field 6 of a series (rc.3 created timestamp) is passed over.
 */
export class V2Decoder {
  readonly #symbols: SymbolTable;
  readonly #labels: LabelWriter;

  constructor(limits: { maxSymbols: number; maxLabelSetBytes: number; maxLabelBytesPerRequest: number }) {
    this.#symbols = new SymbolTable(limits.maxSymbols);
    this.#labels = new LabelWriter(limits.maxLabelSetBytes, limits.maxLabelBytesPerRequest);
  }

  /** @throws WireFault */
  decode(message: Uint8Array, into: DecodedRequest): void {
    into.reset(message);
    this.#labels.reset();
    this.#symbols.read(message);
    const text = new DataView(message.buffer, message.byteOffset, message.byteLength);
    reader.open(message, 0, message.length);
    while (reader.at < message.length) {
      const tag = reader.tag();
      if (tag !== 0x2a) {
        if (tag >>> 3 === 5) throw malformed("protobuf: timeseries is not a message");
        reader.skip(tag);
        continue;
      }
      const size = reader.length();
      const to = reader.at + size;
      this.#decodeSeries(message, text, reader.at, to, into);
      reader.open(message, to, message.length);
    }
    into.labelBytes = this.#labels.bytes;
  }

  #decodeSeries(message: Uint8Array, text: DataView, from: number, to: number, into: DecodedRequest): void {
    const labelFrom = this.#labels.length;
    const samplesBefore = into.sampleCount;
    const histogramsBefore = into.histogramCount;
    let refsValid = true;
    reader.open(message, from, to);
    while (reader.at < to) {
      const tag = reader.tag();
      if (tag === 0x12) {
        const size = reader.length();
        decodeSample(message, reader.at, reader.at + size, into);
        reader.at += size;
      } else if (tag === 0x0a) {
        const size = reader.length();
        refReader.open(message, reader.at, reader.at + size);
        refsValid = this.#writeLabels(text, refReader) && refsValid;
        reader.at += size;
      } else {
        if (tag >>> 3 <= 2) throw malformed("protobuf: a series has a field of another type");
        if (tag >>> 3 === 3) into.histogramCount++;
        else if (tag >>> 3 === 4) into.exemplarCount++;
        else if (tag >>> 3 === 5) into.metadataCount++;
        reader.skip(tag);
      }
    }
    const both = into.sampleCount > samplesBefore && into.histogramCount > histogramsBefore;
    const fault = both
      ? seriesFaults.samplesAndHistograms
      : refsValid
        ? seriesFaults.none
        : seriesFaults.badLabelRefs;
    into.addSeries(labelFrom, this.#labels.length, fault);
  }

  /** @returns false when a reference points nowhere or a name has no value */
  #writeLabels(text: DataView, refs: WireReader): boolean {
    while (refs.at < refs.end) {
      const name = refs.uint();
      if (refs.at >= refs.end) return false;
      const value = refs.uint();
      if (name >= this.#symbols.count || value >= this.#symbols.count) return false;
      this.#labels.write(text, this.#symbols, name, value);
    }
    return true;
  }
}
