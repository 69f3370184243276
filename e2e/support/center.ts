import type { CenterDocumentInput } from "@aidc/contract";

/** A live center of `racks` racks with one server each, all of it metered by nobody but the test. */
export function aCenter(
  id: string,
  options: { racks?: number; intervalS?: number; tenants?: readonly string[] } = {},
): CenterDocumentInput {
  const { racks = 4, intervalS = 1, tenants = [] } = options;
  const numbers = Array.from({ length: racks }, (_, index) => index + 1);
  return {
    center: {
      id,
      name: `Center ${id}`,
      timeZone: "Asia/Shanghai",
      itBoundary: "it_input",
      retentionDays: null,
      defaultIntervalS: intervalS,
    },
    halls: [{ id: "h1", name: "Hall 1" }],
    rows: [{ id: "r1", hall: "h1", name: "Row 1" }],
    racks: numbers.map((position) => ({
      id: `k${position}`,
      row: "r1",
      name: `Rack ${position}`,
      position,
      powerLimitW: 100_000,
    })),
    servers: numbers.map((number) => ({
      id: `s${number}`,
      rack: `k${number}`,
      name: `Server ${number}`,
      hostname: `host-${number}`,
    })),
    tenants: tenants.map((tenant) => ({ id: tenant, name: tenant })),
    points: tenants.map((tenant) => ({
      subject: { kind: "tenant", id: tenant },
      quantity: "accelerators_allocated",
      intervalS,
      // A hole of one sample must show as a hole.
      maxGapS: intervalS,
    })),
  };
}
