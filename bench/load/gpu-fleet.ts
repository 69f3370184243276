import type { CenterDocument, CenterDocumentInput } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";

export const fleetMetrics = [
  "DCGM_FI_DEV_GPU_UTIL",
  "DCGM_FI_DEV_POWER_USAGE",
  "DCGM_FI_DEV_GPU_TEMP",
  "DCGM_FI_DEV_FB_USED",
] as const;

const gpusPerServer = 8;
const serversPerRack = 4;
export const fleetCenter = "bench";

/** Ten labels, sorted, of the lengths a real exporter has. */
export function labelsOf(gpu: number, metric: string): [string, string][] {
  const host = hostOf(Math.floor(gpu / gpusPerServer));
  const slot = gpu % gpusPerServer;
  return [
    ["Hostname", host],
    ["UUID", uuidOf(gpu)],
    ["__name__", metric],
    ["device", `nvidia${slot}`],
    ["gpu", String(slot)],
    ["instance", `${host}:9400`],
    ["job", "dcgm"],
    ["modelName", "NVIDIA H100"],
    ["pci_bus_id", `00000000:${(16 + slot).toString(16)}:00.0`],
    ["site", "bj1"],
  ];
}

/** The inventory that these series belong to, so that mapping, gate and live state have their work to do. */
export function fleetDocument(gpus: number): CenterDocument {
  const servers = Math.ceil(gpus / gpusPerServer);
  const racks = Math.ceil(servers / serversPerRack);
  return centerDocumentSchema.parse({
    center: { id: fleetCenter, name: "Bench", timeZone: "Asia/Shanghai", defaultIntervalS: 15 },
    catalogue: [h100()],
    halls: [{ id: "h1", name: "Hall 1" }],
    rows: Array.from({ length: Math.ceil(racks / 20) }, (_, row) => ({
      id: `r${row}`,
      hall: "h1",
      name: `Row ${row}`,
    })),
    racks: Array.from({ length: racks }, (_, rack) => ({
      id: `k${rack}`,
      row: `r${Math.floor(rack / 20)}`,
      name: `Rack ${rack}`,
      position: (rack % 20) + 1,
      powerLimitW: 40_000,
    })),
    servers: Array.from({ length: servers }, (_, server) => ({
      id: hostOf(server),
      rack: `k${Math.floor(server / serversPerRack)}`,
      name: hostOf(server),
      accelerators: { model: "h100-sxm", count: gpusPerServer },
    })),
  } satisfies CenterDocumentInput);
}

function hostOf(server: number): string {
  return `gpu-node-${String(server).padStart(4, "0")}`;
}

function uuidOf(gpu: number): string {
  const mixed = (gpu * 2_654_435_761).toString(16).padStart(12, "0").slice(0, 12);
  return `GPU-${mixed}-4f3a-9b1c-${String(gpu).padStart(12, "0")}`;
}

function h100(): NonNullable<CenterDocumentInput["catalogue"]>[number] {
  return {
    id: "h100-sxm",
    name: "H100 SXM",
    maker: "NVIDIA",
    densePeakTflops: { fp64: 67, fp16: 989 },
    memoryGb: 80,
    powerW: 700,
    evidence: "A",
    source: "datasheet",
    effectiveFrom: "2022-03-22",
  };
}
