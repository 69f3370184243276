import type { CenterDocument } from "@aidc/contract";
import { feedSchema, loopSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import type { ImpactOf } from "./impact.ts";
import { impactOf } from "./impact.ts";

const nowMs = Date.UTC(2026, 0, 10);
const power: Readonly<Record<string, number>> = { R1: 3000, R2: 1500, R3: 0 };
const document: CenterDocument = exampleCenter({
  feeds: [
    { id: "ups-a", path: "A" },
    { id: "ups-b", path: "B" },
    { id: "a1", parent: "ups-a", path: "A", racks: ["R1", "R2"], limitW: 5000 },
    { id: "b1", parent: "ups-b", path: "B", racks: ["R1"], limitW: 2900 },
  ].map((feed) => feedSchema.parse({ name: feed.id.toUpperCase(), ...feed })),
  loops: [
    { id: "plant" },
    { id: "cdu", parent: "plant", racks: ["R1"] },
    { id: "air", kind: "air", racks: ["R1", "R2"] },
  ].map((loop) => loopSchema.parse({ name: loop.id, ...loop })),
});
const impact = (of: ImpactOf, powerOf = (rack: string) => power[rack] ?? null) =>
  impactOf(document, of, nowMs, powerOf);
const effects = (of: ImpactOf) => impact(of)?.racks.map(({ id, effect }) => [id, effect]);

describe("what would go", () => {
  const table: [string, ImpactOf, [string, string][]][] = [
    [
      "path A: one rack has another path, one has none",
      { kind: "feed", id: "ups-a" },
      [
        ["R1", "one_path"],
        ["R2", "dark"],
      ],
    ],
    ["path B: its rack goes on by path A", { kind: "feed", id: "b1" }, [["R1", "one_path"]]],
    ["a loop with air beside it", { kind: "loop", id: "plant" }, [["R1", "partly_cooled"]]],
    [
      "the only air of a rack",
      { kind: "loop", id: "air" },
      [
        ["R1", "partly_cooled"],
        ["R2", "uncooled"],
      ],
    ],
    ["a rack", { kind: "rack", id: "R2" }, [["R2", "dark"]]],
  ];
  test.each(table)("%s", (_, of, expected) => {
    expect(effects(of)).toEqual(expected);
  });

  test("one of two outlets on a path takes no path of the rack", () => {
    const [a1, ...others] = document.feeds.slice(2);
    if (!a1) throw new Error("the example has feeds");
    const dense = { ...document, feeds: [a1, { ...a1, id: "a2" }, ...others] };
    const effect = (id: string) =>
      impactOf(dense, { kind: "feed", id }, nowMs, () => 1000)?.racks.find((rack) => rack.id === "R1")
        ?.effect;
    expect([effect("a2"), effect("b1")]).toEqual(["fewer_outlets", "one_path"]);
  });

  test("what does not exist has no impact", () => {
    expect(impact({ kind: "feed", id: "cdu" })).toBeNull();
    expect(impact({ kind: "loop", id: "R1" })).toBeNull();
  });
});

test("racks, servers, accelerators, tenants and leases that hang on it, and what is below", () => {
  expect(impact({ kind: "feed", id: "ups-a" })).toMatchObject({
    of: { kind: "feed", id: "ups-a", name: "UPS-A" },
    below: [{ id: "a1", name: "A1" }],
    servers: 3,
    accelerators: 6,
    powerW: 4500,
    powerIsWhole: true,
    racks: [
      { id: "R1", hallName: "Hall A", servers: ["s1", "s2"], accelerators: 4, tenants: ["t1"], powerW: 3000 },
      { id: "R2", servers: ["s3"], accelerators: 2, tenants: ["t2"] },
    ],
    tenants: [
      { id: "t1", racks: 1, accelerators: 4, leases: ["L1"] },
      { id: "t2", nameZh: "二", racks: 1, accelerators: 1, leases: ["L2"] },
    ],
  });
});

test("a lease that has ended hangs on nothing", () => {
  const later = impactOf(document, { kind: "rack", id: "R2" }, Date.UTC(2026, 1, 1), () => 1);
  expect(later?.tenants).toEqual([]);
});

describe("the other path", () => {
  test("is overloaded when it takes the whole of its racks and may not", () => {
    expect(impact({ kind: "feed", id: "a1" })?.overloads).toEqual([
      { id: "b1", name: "B1", loadW: 3000, limitW: 2900 },
    ]);
  });
  test("carries what it may: nothing is said", () => {
    expect(impact({ kind: "feed", id: "ups-b" })?.overloads).toEqual([]);
  });
  test("unknown power is nothing that could be added, and the sum says it is not whole", () => {
    const unknown = impact({ kind: "feed", id: "a1" }, (rack) => (rack === "R1" ? null : 1500));
    expect(unknown).toMatchObject({ overloads: [], powerW: 1500, powerIsWhole: false });
  });
});
