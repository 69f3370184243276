import type { CenterDocument, CenterDocumentInput } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";

/**
 * A small center that is complete: one hall, one row, two racks, two servers of eight accelerators, one facility
 * meter, one tenant with a lease and an assignment. What a test cares about it states; the rest stays.
 */
export function aCenterDocument(changes: Partial<CenterDocumentInput> = {}): CenterDocument {
  return centerDocumentSchema.parse({ ...smallCenter(), ...changes });
}

function smallCenter(): CenterDocumentInput {
  return {
    center: {
      id: "c1",
      name: "Center One",
      timeZone: "Asia/Shanghai",
      defaultIntervalS: 15,
      ratedItPowerW: 40_000,
    },
    catalogue: [aModel()],
    halls: [{ id: "h1", name: "Hall 1" }],
    rows: [{ id: "r1", hall: "h1", name: "Row 1" }],
    racks: [
      { id: "k1", row: "r1", name: "Rack 1", position: 1, powerLimitW: 20_000 },
      { id: "k2", row: "r1", name: "Rack 2", position: 2, powerLimitW: 20_000 },
    ],
    servers: [
      { id: "s1", rack: "k1", name: "Server 1", heightU: 8, accelerators: { model: "h100-sxm", count: 8 } },
      { id: "s2", rack: "k2", name: "Server 2", heightU: 8, accelerators: { model: "h100-sxm", count: 8 } },
    ],
    meters: [{ id: "grid", name: "Grid", role: "grid_import", modulusWh: 1_000_000_000 }],
    tenants: [{ id: "t1", name: "Tenant One" }],
    leases: [
      { id: "l1", tenant: "t1", resource: "accelerators", amount: 8, from: "2026-01-01T00:00:00Z", to: null },
    ],
    assignments: [{ lease: "l1", rack: "k1", from: "2026-01-01T00:00:00Z", to: null }],
  };
}

function aModel(): NonNullable<CenterDocumentInput["catalogue"]>[number] {
  return {
    id: "h100-sxm",
    name: "H100 SXM",
    maker: "NVIDIA",
    densePeakTflops: { fp64: 67, fp32: 67, fp16: 989, fp8: 1979, int8: 1979 },
    memoryGb: 80,
    powerW: 700,
    evidence: "A",
    source: "datasheet",
    effectiveFrom: "2022-03-22",
  };
}
