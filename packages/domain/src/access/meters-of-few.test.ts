import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { metersOfFew } from "./meters-of-few.ts";

const day = (date: string) => Date.parse(`${date}T00:00:00+08:00`);
const july = { fromMs: day("2026-07-01"), toMs: day("2026-08-01") };

/** Two IT meters over the racks named, each rack held by the tenants named, from and to. */
function center(
  reach: Record<string, string[]>,
  held: readonly (readonly [rack: string, tenant: string, from?: string, to?: string])[],
): CenterDocument {
  const tenants = ["t1", "t2", "t3", "t4"];
  const lease = { resource: "accelerators", amount: 1, from: "2026-01-01T00:00:00Z", to: null } as const;
  const base = exampleCenter();
  const [sample] = base.leases;
  if (!sample) throw new Error("the example has a lease");
  return {
    ...base,
    meters: [
      ...base.meters,
      ...["pdu1", "pdu2"].map((id) => ({
        id,
        name: id,
        role: "it_input" as const,
        grade: "metered" as const,
      })),
    ],
    feeds: Object.entries(reach).map(([meter, racks]) => ({
      id: `f-${meter}`,
      name: meter,
      parent: null,
      path: null,
      meter,
      racks,
      continuousShare: 0.8,
    })),
    leases: tenants.map((tenant) => ({ ...sample, ...lease, id: `l-${tenant}`, tenant })),
    assignments: held.map(([rack, tenant, from = "2026-01-01T00:00:00Z", to]) => ({
      lease: `l-${tenant}`,
      rack,
      from,
      to: to ?? null,
    })),
  };
}

const three = [
  ["R1", "t1"],
  ["R1", "t2"],
  ["R2", "t3"],
] as const;
const told = (reach: Record<string, string[]>, held: Parameters<typeof center>[1]) =>
  [...metersOfFew(center(reach, held), july)].sort();

test.each([
  ["on no feed: it may reach everything", {}, [...three], []],
  ["over three tenants", { pdu1: ["R1", "R2"] }, [...three], []],
  ["over two of them, with the other of its role", { pdu1: ["R1"] }, [...three], ["pdu1", "pdu2"]],
  ["over racks that nobody holds", { pdu1: ["R3"] }, [...three], []],
  [
    "over three that are two on one day",
    { pdu1: ["R1", "R2"] },
    [three[0], three[1], ["R2", "t3", "2026-01-01T00:00:00Z", "2026-07-30T16:00:00Z"]],
    ["pdu1", "pdu2"],
  ],
  [
    "over one that left before",
    { pdu1: ["R3"] },
    [...three, ["R3", "t4", "2026-01-01T00:00:00Z", "2026-06-30T16:00:00Z"]],
    [],
  ],
  ["grid over all, PDU over one", { grid: ["R1", "R2"], pdu2: ["R2"] }, [...three], ["pdu1", "pdu2"]],
] as const)("a meter %s", (_, reach, held, expected) => {
  const racks = Object.fromEntries(Object.entries(reach).map(([meter, ids]) => [meter, [...ids]]));
  expect(told(racks, held)).toEqual(expected);
});
