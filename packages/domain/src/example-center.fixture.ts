import type { CenterDocument } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import type { LivePoint } from "./live/signals.ts";

/** Two racks in use, one empty: two servers with 2 H100 each in R1 and one in R2; grid, PV, export and cooling metered. */
export function exampleCenter(change: Partial<CenterDocument> = {}): CenterDocument {
  const parsed = centerDocumentSchema.parse({
    center: { id: "north", name: "North", nameZh: "北", timeZone: "Asia/Shanghai", ratedItPowerW: 10_000 },
    halls: [{ id: "A", name: "Hall A" }],
    rows: [{ id: "A1", hall: "A", name: "Row A1" }],
    racks: [
      { id: "R1", row: "A1", name: "R-01", position: 1, powerLimitW: 5000, limitGrade: "metered" },
      { id: "R2", row: "A1", name: "R-02", position: 2, powerLimitW: 4000, limitGrade: "metered" },
      { id: "R3", row: "A1", name: "R-03", position: 3, powerLimitW: 1000, limitGrade: "metered" },
    ],
    servers: [
      {
        id: "s3",
        rack: "R2",
        name: "s3",
        positionU: 1,
        heightU: 8,
        accelerators: { model: "h100-sxm", count: 2 },
      },
      {
        id: "s1",
        rack: "R1",
        name: "s1",
        positionU: 1,
        heightU: 8,
        accelerators: { model: "h100-sxm", count: 2 },
      },
      {
        id: "s2",
        rack: "R1",
        name: "s2",
        positionU: 9,
        heightU: 8,
        ratedPowerW: 4000,
        accelerators: { model: "h100-sxm", count: 2 },
      },
    ],
    meters: [
      { id: "grid", name: "Grid", role: "grid_import" },
      { id: "sun", name: "Roof", role: "pv" },
      { id: "out", name: "Export", role: "grid_export" },
      { id: "cold", name: "Chillers", role: "cooling" },
    ],
    tenants: [
      { id: "t1", name: "Tenant One" },
      { id: "t2", name: "Tenant Two", nameZh: "二" },
    ],
    leases: [
      { id: "L1", tenant: "t1", resource: "accelerators", amount: 4, from: "2026-01-01T00:00:00Z", to: null },
      {
        id: "L2",
        tenant: "t2",
        resource: "accelerators",
        amount: 1,
        from: "2026-01-01T00:00:00Z",
        to: "2026-02-01T00:00:00Z",
      },
    ],
    assignments: [
      { lease: "L1", rack: "R1", from: "2026-01-01T00:00:00Z", to: null },
      { lease: "L2", accelerator: "s3:0", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
    ],
  });
  return { ...parsed, ...change };
}

/** Points that are bound to series 0, 1, 2, ... in the order given. */
export function pointsOf(
  ...wanted: readonly (readonly [LivePoint["subject"]["kind"], string, LivePoint["quantity"]])[]
): LivePoint[] {
  return wanted.map(([kind, id, quantity], seriesId) => ({
    subject: { kind, id },
    quantity,
    seriesId,
    scale: 1,
    offset: 0,
    intervalMs: 15_000,
    grade: "metered",
  }));
}

/** The newest samples by series id; null is a series that never sent. */
export function latestOf(...samples: readonly (readonly [atMs: number, value: number] | null)[]) {
  return {
    timesMs: Float64Array.from(samples, (sample) => sample?.[0] ?? Number.NaN),
    values: Float64Array.from(samples, (sample) => sample?.[1] ?? Number.NaN),
  };
}
