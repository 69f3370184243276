/**
 * How fast one core takes requests apart: 50,000 series of 10 labels (about 264 bytes a series unpacked, as a
 * dcgm-exporter sends them), 2,000 samples a request. Stages: unpack alone, unpack and decode, and the whole way
 * to columns that are ready for the store (lookup and gate included). Run: node bench/ingest-decode.ts [seconds]
 */
import { aCenterDocument } from "@aidc/testkit";
import { sift } from "../apps/api/src/ingest/gate.ts";
import { defaultIngestLimits } from "../apps/api/src/ingest/limits.ts";
import type { MessageVersion } from "../apps/api/src/ingest/remote-write/negotiate.ts";
import { RequestDecoder } from "../apps/api/src/ingest/remote-write/request-decoder.ts";
import { SnappyUnpacker } from "../apps/api/src/ingest/remote-write/snappy.ts";
import { SeriesRegistry } from "../apps/api/src/ingest/series/registry.ts";
import { indexRules } from "../packages/domain/src/binding/series-rules.ts";
import { indexInventory } from "../packages/domain/src/inventory/inventory-index.ts";
import { samplesPerRequest, scrapeOf } from "./load/dcgm-scrape.ts";

const seconds = Number(process.argv[2] ?? 3);
const seriesCount = 50_000;
const startMs = Date.parse("2026-05-04T08:00:00Z");
const limits = { ...defaultIngestLimits, maxNewSeriesPerRequest: samplesPerRequest };

export interface DecodeSpeed {
  readonly stage: string;
  readonly millionSamplesPerSecondPerCore: number;
}

/** CPU time, not wall time: other work may share the machine. */
function speedOf(
  stage: string,
  requests: readonly Uint8Array[],
  run: (request: Uint8Array) => void,
): DecodeSpeed {
  for (const request of requests) run(request);
  const startCpu = process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  let samples = 0;
  while (performance.now() < until) {
    for (const request of requests) run(request);
    samples += requests.length * samplesPerRequest;
  }
  const { user, system } = process.cpuUsage(startCpu);
  return { stage, millionSamplesPerSecondPerCore: samples / (user + system) };
}

export function measureDecode(): DecodeSpeed[] {
  const results: DecodeSpeed[] = [];
  for (const version of ["1.0", "2.0"] satisfies MessageVersion[]) {
    const requests = scrapeOf(version, seriesCount, startMs);
    const decoder = new RequestDecoder(limits);
    const unpacker = new SnappyUnpacker(limits.maxUnpackedBytes);
    const registry = new SeriesRegistry(indexInventory(aCenterDocument()), indexRules([]), limits, 1);
    const times = { oldestMs: 1, newestMs: startMs + 1e9 };
    results.push(speedOf(`${version} unpack`, requests, (request) => unpacker.unpack(request)));
    results.push(
      speedOf(`${version} unpack + decode`, requests, (request) => decoder.decode(version, request)),
    );
    results.push(
      speedOf(`${version} unpack + decode + lookup + gate`, requests, (request) => {
        decoder.decode(version, request);
        sift(decoder.decoded, { registry, sourceId: "bench" }, times, limits);
      }),
    );
  }
  return results;
}

if (import.meta.main) {
  for (const { stage, millionSamplesPerSecondPerCore } of measureDecode()) {
    console.log(`${stage.padEnd(36)} ${millionSamplesPerSecondPerCore.toFixed(2)} M samples/s/core`);
  }
}
