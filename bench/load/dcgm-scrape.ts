import { compressSync } from "snappy";
import { ProtoWriter } from "./proto-writer.ts";

export const samplesPerRequest = 2000;
const metrics = [
  "DCGM_FI_DEV_GPU_UTIL",
  "DCGM_FI_DEV_POWER_USAGE",
  "DCGM_FI_DEV_GPU_TEMP",
  "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
];

/** One scrape of a fleet of GPUs as packed remote write requests; series in the order a Prometheus sends them. */
export function scrapeOf(version: "1.0" | "2.0", seriesCount: number, timeMs: number): Uint8Array[] {
  const requests: Uint8Array[] = [];
  for (let from = 0; from < seriesCount; from += samplesPerRequest) {
    const series = Array.from(
      { length: Math.min(samplesPerRequest, seriesCount - from) },
      (_, index) => from + index,
    );
    requests.push(
      compressSync(Buffer.from(version === "1.0" ? requestV1(series, timeMs) : requestV2(series, timeMs))),
    );
  }
  return requests;
}

/** Ten labels, sorted, of the lengths a real exporter has. */
function labelsOf(series: number): [string, string][] {
  const gpu = Math.floor(series / metrics.length);
  const node = Math.floor(gpu / 8);
  const uuid = `GPU-${(gpu * 2654435761).toString(16).padStart(12, "0").slice(0, 12)}-4f3a-9b1c-${String(gpu).padStart(12, "0")}`;
  return [
    ["Hostname", `gpu-node-${String(node).padStart(4, "0")}`],
    ["UUID", uuid],
    ["__name__", metrics[series % metrics.length] ?? ""],
    ["device", `nvidia${gpu % 8}`],
    ["gpu", String(gpu % 8)],
    ["instance", `gpu-node-${String(node).padStart(4, "0")}:9400`],
    ["job", "dcgm"],
    ["site", "bj1"],
    ["modelName", "NVIDIA H100"],
    ["pci_bus_id", `00000000:${(16 + (gpu % 8)).toString(16)}:00.0`],
  ];
}

function sampleOf(series: number, timeMs: number): Uint8Array {
  const ratio = series % metrics.length === 3;
  const value = ratio ? ((series * 37) % 100) / 100 : 30 + ((series * 37) % 60);
  return new ProtoWriter().double(1, value).int64(2, timeMs).finish();
}

function requestV1(series: readonly number[], timeMs: number): Uint8Array {
  const request = new ProtoWriter();
  for (const index of series) {
    const one = new ProtoWriter();
    for (const [name, value] of labelsOf(index)) {
      one.bytes(1, new ProtoWriter().text(1, name).text(2, value).finish());
    }
    request.bytes(1, one.bytes(2, sampleOf(index, timeMs)).finish());
  }
  return request.finish();
}

function requestV2(series: readonly number[], timeMs: number): Uint8Array {
  const symbols = new Map([["", 0]]);
  const refOf = (text: string): number => {
    const ref = symbols.get(text) ?? symbols.size;
    symbols.set(text, ref);
    return ref;
  };
  const body = new ProtoWriter();
  for (const index of series) {
    const refs = labelsOf(index).flatMap(([name, value]) => [refOf(name), refOf(value)]);
    body.bytes(5, new ProtoWriter().packed(1, refs).bytes(2, sampleOf(index, timeMs)).finish());
  }
  const head = new ProtoWriter();
  for (const symbol of symbols.keys()) head.text(4, symbol);
  return Buffer.concat([head.finish(), body.finish()]);
}
