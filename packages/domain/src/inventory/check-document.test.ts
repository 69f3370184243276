import type { CenterDocument } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { checkDocument } from "./check-document.ts";

const good = exampleCenter();
const pathsOf = (change: Partial<CenterDocument>) =>
  checkDocument(exampleCenter(change)).map((issue) => issue.path);
function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error("the example has one");
  return one;
}
const [s3, s1, s2] = [good.servers[0], good.servers[1], good.servers[2]].map((server) =>
  first(server ? [server] : []),
);
if (!s1 || !s2 || !s3) throw new Error("the example has three servers");
const [whole, card] = [first(good.assignments), first(good.assignments.slice(1))];
const rack = first(good.racks);

test("a sound document has no faults, nor has an empty center", () => {
  expect(checkDocument(good)).toEqual([]);
  expect(
    pathsOf({
      halls: [],
      rows: [],
      racks: [],
      servers: [],
      meters: [],
      feeds: [],
      loops: [],
      tenants: [],
      leases: [],
      assignments: [],
    }),
  ).toEqual([]);
});

describe("faults are found and named", () => {
  const table: [string, Partial<CenterDocument>, string[]][] = [
    ["an id twice", { tenants: [...good.tenants, first(good.tenants)] }, ["tenants.2.id"]],
    ["a row in no hall", { rows: [{ id: "A1", hall: "Z", name: "x" }] }, ["rows.0.hall"]],
    ["a rack in no row", { racks: [...good.racks, { ...rack, id: "R4", row: "Z9" }] }, ["racks.3.row"]],
    [
      "a server in no rack",
      { servers: [...good.servers, { ...s1, id: "s4", rack: "R9" }] },
      ["servers.3.rack"],
    ],
    [
      "a lease of nobody",
      { leases: good.leases.map((lease) => ({ ...lease, tenant: "t9" })) },
      ["leases.0.tenant", "leases.1.tenant"],
    ],
    [
      "a server above the top of its rack",
      { servers: [s3, s1, { ...s2, positionU: 40 }] },
      ["servers.2.positionU"],
    ],
    ["two servers in one unit", { servers: [s3, s1, { ...s2, positionU: 8 }] }, ["servers.2.positionU"]],
    [
      "two racks in one place",
      { racks: good.racks.map((one) => ({ ...one, position: 1 })) },
      ["racks.1.position", "racks.2.position"],
    ],
    [
      "more usable units than height",
      { racks: good.racks.map((one) => ({ ...one, usableU: 43 })) },
      ["racks.0.usableU", "racks.1.usableU", "racks.2.usableU"],
    ],
    [
      "a lease that ends before it starts",
      { leases: good.leases.map((lease) => ({ ...lease, to: lease.from })) },
      ["leases.0.to", "leases.1.to"],
    ],
    [
      "an unknown model",
      { servers: [s3, s1, { ...s2, accelerators: { model: "x9", count: 1 } }] },
      ["servers.2.accelerators.model"],
    ],
    [
      "a point of nothing",
      { points: [{ subject: { kind: "accelerator", id: "s1:2" }, quantity: "power" }] },
      ["points.0.subject.id"],
    ],
    ["an assignment of no lease", { assignments: [{ ...whole, lease: "L9" }] }, ["assignments.0.lease"]],
    ["an assignment of no rack", { assignments: [{ ...whole, rack: "R9" }] }, ["assignments.0.rack"]],
    [
      "an assignment of no card",
      { assignments: [{ ...card, accelerator: "s1:7" }] },
      ["assignments.0.accelerator"],
    ],
    ["a rack held twice, named once", { assignments: [whole, { ...whole, lease: "L2" }] }, ["assignments.1"]],
    [
      "a card in a rack that is held",
      { assignments: [whole, { ...card, accelerator: "s1:0" }] },
      ["assignments.1"],
    ],
  ];
  test.each(table)("%s", (_, change, paths) => {
    expect(pathsOf(change)).toEqual(paths);
  });

  test("a server without a position clashes with nothing", () => {
    const { positionU: _, ...floating } = s2;
    expect(pathsOf({ servers: [s3, s1, floating] })).toEqual([]);
  });
  test("a rack may pass from one lease to the next at one instant", () => {
    const until = { ...whole, to: "2026-01-10T00:00:00Z" };
    expect(
      pathsOf({ assignments: [until, { ...whole, lease: "L2", from: "2026-01-10T00:00:00Z" }] }),
    ).toEqual([]);
  });
  test("a sparse peak in the document's own catalogue", () => {
    const model = {
      id: "our-h100",
      name: "H100",
      maker: "NVIDIA",
      densePeakTflops: { fp16: 1979 },
      memoryGb: 80,
      powerW: 700,
      evidence: "A",
      source: "leaflet",
      effectiveFrom: "2026-01-01",
    } as const;
    expect(pathsOf({ catalogue: [model] })).toEqual(["catalogue.0.densePeakTflops.fp16"]);
  });
  test("a clash says who and since when", () => {
    const [issue] = checkDocument(exampleCenter({ assignments: [whole, { ...whole, lease: "L2" }] }));
    expect(issue?.message).toContain('lease "L1" (assignments.0) from 2026-01-01T00:00:00.000Z without end');
  });
});
