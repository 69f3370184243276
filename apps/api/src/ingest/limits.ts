import type { DecodeLimits } from "./remote-write/decoded-request.ts";

/** Every bound of the ingest doors in one place; each has a test that passes it by one. */
export interface IngestLimits extends DecodeLimits {
  readonly maxPackedBytes: number;
  readonly maxUnpackedBytes: number;
  readonly maxLabelBytesPerRequest: number;
  readonly maxLabels: number;
  readonly maxLabelNameBytes: number;
  readonly maxLabelValueBytes: number;
  /** Series seen for the first time in one request; the rest is answered 429 and comes again. */
  readonly maxNewSeriesPerRequest: number;
  /** Series one process knows of one center; what is beyond is refused for good (400). */
  readonly maxSeriesPerCenter: number;
  /** Bytes of request bodies and batches that wait for the database, over all senders. */
  readonly maxInFlightBytes: number;
  /** How far ahead of the server's clock a sample may be; the same bound as Prometheus' receiver. */
  readonly maxAheadMs: number;
}

const mebibyte = 1024 * 1024;

export const defaultIngestLimits: IngestLimits = {
  maxPackedBytes: 32 * mebibyte,
  maxUnpackedBytes: 64 * mebibyte,
  maxSeriesPerRequest: 200_000,
  maxSamplesPerRequest: 1_000_000,
  maxSymbols: 500_000,
  maxLabelSetBytes: 64 * 1024,
  maxLabelBytesPerRequest: 64 * mebibyte,
  maxLabels: 64,
  maxLabelNameBytes: 1024,
  maxLabelValueBytes: 4096,
  maxNewSeriesPerRequest: 20_000,
  maxSeriesPerCenter: 1_000_000,
  maxInFlightBytes: 256 * mebibyte,
  maxAheadMs: 600_000,
};
