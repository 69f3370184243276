import type { CenterDocument } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { indexForSearch, searchCenter } from "./search-center.ts";

const document: CenterDocument = centerDocumentSchema.parse({
  center: { id: "c1", name: "C", timeZone: "UTC", currency: "CNY" },
  halls: [{ id: "h1", name: "Hall A" }],
  rows: [{ id: "w1", hall: "h1", name: "Row 1" }],
  racks: [1, 2, 10].map((n) => ({ id: `r${n}`, row: "w1", name: `R-${n}`, position: n })),
  servers: [
    {
      id: "s1",
      rack: "r1",
      name: "node-1",
      hostname: "gpu-01.example",
      accelerators: { model: "H100", count: 8, uuids: ["GPU-ab12cd34"] },
    },
    { id: "s10", rack: "r10", name: "node-10", accelerators: { model: "H100", count: 8 } },
  ],
  tenants: [{ id: "uni", name: "University", nameZh: "东海大学" }],
  leases: [
    { id: "l-7", tenant: "uni", resource: "accelerators", amount: 8, from: "2026-01-01T00:00:00Z", to: null },
  ],
  meters: [{ id: "m-grid", name: "Grid", role: "grid_import" }],
});
const index = indexForSearch(document);
const sources = [{ id: "00000000-0000-4000-8000-000000000000", name: "prometheus" }];
const find = (query: string, limit = 20) => searchCenter(index, { alarms: [], sources }, query, limit);
const idsOf = (query: string) => find(query).found.map(({ kind, id }) => `${kind} ${id}`);

describe("one search over a center", () => {
  it.each([
    ["R-1", ["rack r1", "rack r10"]],
    ["r10", ["rack r10"]],
    ["gpu-01", ["server s1"]],
    ["node-1:3", ["accelerator s1:3", "accelerator s10:3"]],
    ["s10#7", ["accelerator s10:7"]],
    ["AB12", ["accelerator s1:0"]],
    ["东海", ["tenant uni"]],
    ["l-7", ["lease l-7"]],
    ["prom", [`source ${sources[0]?.id}`]],
    ["grid", ["meter m-grid"]],
    ["node hall", ["server s1", "server s10"]],
    ["nothing like it", []],
  ])("%s", (query, expected) => {
    expect(idsOf(query)).toEqual(expected);
  });

  it("puts the whole name before those that begin with it, and counts what it leaves out", () => {
    expect(find("node-1").found[0]?.id).toBe("s1");
    expect(find("node-1:", 5)).toMatchObject({ found: { length: 5 }, more: 11 });
  });

  it("tells the rack to open and the place", () => {
    expect(find("node-10").found[0]).toMatchObject({ rack: "r10", place: "Hall A / Row 1 / R-10" });
    expect(find("s1:0").found[0]).toMatchObject({ rack: "r1", place: "Hall A / Row 1 / R-1 / H100" });
  });
});
