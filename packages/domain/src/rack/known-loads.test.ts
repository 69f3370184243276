import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { knownLoads } from "./known-loads.ts";

const plain = exampleCenter();
const rackOfServer = Object.fromEntries(plain.servers.map(({ id, rack }) => [id, rack]));
const meter = (id: string) => ({ id, name: id, role: "pdu_output" as const, grade: "metered" as const });
const feed = (of: string, racks: string[]): CenterDocument["feeds"][number] => ({
  id: `f-${of}`,
  name: of,
  parent: null,
  path: "A",
  continuousShare: 1,
  racks,
  meter: of,
});

const byServers = exampleCenter({
  center: { ...plain.center, itBoundary: "it_input" },
  meters: [],
  feeds: [],
});
const byRacks = exampleCenter({
  center: { ...plain.center, itBoundary: "pdu_output" },
  meters: [],
  feeds: [],
});
const byMeters = (feeds: CenterDocument["feeds"]) =>
  exampleCenter({
    center: { ...plain.center, itBoundary: "pdu_output" },
    meters: ["a", "b", "c"].map(meter),
    feeds,
  });
const placed = byMeters([feed("a", ["R1"]), feed("b", ["R1", "R2"]), feed("c", ["R3"])]);
const apart = byMeters([feed("a", ["R1"]), feed("b", ["R2"])]);

test("the racks of the example are those that the cases speak of", () => {
  expect(rackOfServer).toEqual({ s1: "R1", s2: "R1", s3: "R2" });
});

// Naive: what is silent draws 0 W, and every rack of the center is related to.
test.each<
  [string, CenterDocument, readonly string[], readonly string[], readonly string[], readonly string[]]
>([
  ["all are heard", byServers, ["s1", "s2", "s3"], [], [], []],
  ["one of two servers of a rack is silent", byServers, ["s1", "s3"], ["s2"], ["R1"], ["s1"]],
  ["the only server of a rack is silent", byServers, ["s1", "s2"], ["s3"], ["R2"], []],
  ["a rack that measures itself is silent", byRacks, ["R1"], ["R2"], ["R2"], []],
  ["an empty rack that measures itself is silent", byRacks, ["R1", "R2"], ["R3"], [], []],
  [
    "a meter shares a rack with a silent one, and so all that it measures",
    placed,
    ["b", "c"],
    ["a"],
    ["R1", "R2"],
    ["b"],
  ],
  ["meters of other racks are silent", apart, ["a"], ["b"], ["R2"], []],
  ["a meter over what is empty is silent", placed, ["a", "b"], ["c"], [], []],
  ["nobody says what the meters reach", byMeters([]), ["a", "b"], ["c"], ["R1", "R2"], ["a", "b"]],
  ["nothing is heard", byServers, [], ["s1", "s2", "s3"], ["R1", "R2"], []],
])("loads that are known where %s", (_, document, heard, silent, racks, leftOut) => {
  const of = (coveredMs: number) => (id: string) => ({ id, coveredMs });
  const told = knownLoads(document, [...heard.map(of(1)), ...silent.map(of(0))]);
  expect([[...told.silentRacks].toSorted(), [...told.leftOut].toSorted()]).toEqual([racks, leftOut]);
});

const shared = byMeters([feed("a", ["R1", "R2"]), feed("b", ["R2"])]);

// Naive: what the document holds today was silent, or was a part, before it was there.
test.each<
  [string, CenterDocument, readonly string[], readonly string[], readonly string[], readonly string[]]
>([
  ["a server of a rack that came later is silent", byServers, ["s1", "s2"], ["s3"], [], ["s3"]],
  ["samples were sent of a rack before it was there", byServers, ["s1", "s2", "s3"], [], ["s3"], ["s3"]],
  ["a rack of its own meter came later", byRacks, ["R1"], ["R2"], [], ["R2"]],
  ["a meter reaches one that was there as well", shared, ["a"], ["b"], [], ["b"]],
])(
  "what did not stand there in the window is no load where %s",
  (_, document, heard, silent, leftOut, absent) => {
    const of = (coveredMs: number) => (id: string) => ({ id, coveredMs });
    const told = knownLoads(document, [...heard.map(of(1)), ...silent.map(of(0))], {
      racks: new Set(["R2"]),
      servers: new Set(),
    });
    expect(told.silentRacks).toEqual(new Set());
    expect([[...told.leftOut], [...told.absent]]).toEqual([leftOut, absent]);
  },
);

// Naive: a server that was put into an old rack later was silent in it before, so the rack was not known.
test.each<
  [string, CenterDocument, readonly string[], readonly string[], readonly string[], readonly string[]]
>([
  ["a server came later and what stood in its rack is heard", byServers, ["s1", "s3"], ["s2"], [], ["s2"]],
  ["beside it another one of its rack is silent", byServers, ["s3"], ["s1", "s2"], ["R1"], ["s2"]],
  ["it was heard all the same", byServers, ["s1", "s2"], ["s3"], ["R2"], []],
  ["a meter of its rack is silent, in which others stood", apart, ["b"], ["a"], ["R1"], []],
])(
  "a server that did not stand there is no silent one where %s",
  (_, document, heard, silent, racks, absent) => {
    const of = (coveredMs: number) => (id: string) => ({ id, coveredMs });
    const told = knownLoads(document, [...heard.map(of(1)), ...silent.map(of(0))], {
      racks: new Set(),
      servers: new Set(["s2"]),
    });
    expect([[...told.silentRacks], [...told.absent], [...told.leftOut]]).toEqual([racks, absent, []]);
  },
);

test("a meter over a rack that was empty then says nothing that is missing", () => {
  const of = (coveredMs: number) => (id: string) => ({ id, coveredMs });
  const told = knownLoads(apart, [...["a"].map(of(1)), ...["b"].map(of(0))], {
    racks: new Set(),
    servers: new Set(["s3"]),
  });
  expect(told.silentRacks).toEqual(new Set());
});
