import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { localDaysOver } from "../time/days.ts";
import { hallsOfFew } from "./halls-of-few.ts";

const day = (date: string) => Date.parse(`${date}T00:00:00+08:00`);
const days = localDaysOver({ fromMs: day("2026-07-01"), toMs: day("2026-07-05") }, "Asia/Shanghai");

type Held = readonly (readonly [rack: string, tenant: string, from?: string, to?: string])[];

/** Three halls with two racks each; who holds which of them, from and to. */
function center(held: Held): CenterDocument {
  const base = exampleCenter();
  const [lease] = base.leases;
  const [rack] = base.racks;
  if (!lease || !rack) throw new Error("the example has a lease and a rack");
  const halls = ["A", "B", "C"];
  return {
    ...base,
    halls: halls.map((id) => ({ id, name: id })),
    rows: halls.map((hall) => ({ id: `${hall}1`, hall, name: hall })),
    racks: halls.flatMap((hall) => [1, 2].map((at) => ({ ...rack, id: `${hall}-${at}`, row: `${hall}1` }))),
    servers: [],
    leases: ["t1", "t2", "t3", "t4", "t5"].map((tenant) => ({
      ...lease,
      id: `l-${tenant}`,
      tenant,
      to: null,
    })),
    assignments: held.map(([place, tenant, from = "2026-01-01", to]) => ({
      lease: `l-${tenant}`,
      rack: place,
      from: new Date(day(from)).toISOString(),
      to: to === undefined ? null : new Date(day(to)).toISOString(),
    })),
  };
}

/** By hall the days of July on which it is withheld. */
const withheld = (held: Held) =>
  Object.fromEntries(
    [...hallsOfFew(center(held), days)].map(([hall, starts]) => [
      hall,
      days.flatMap(({ fromMs }, at) => (starts.has(fromMs) ? [at + 1] : [])),
    ]),
  );
const threeIn = (hall: string) => ["t1", "t2", "t3"].map((tenant) => [`${hall}-1`, tenant] as const);

test.each<[string, Held, Record<string, number[]>]>([
  ["nobody holds anything: the operator's own", [], {}],
  ["three tenants in each hall", [...threeIn("A"), ...threeIn("B"), ...threeIn("C")], {}],
  [
    "one tenant in one hall: what is left of the sum of all would be it, so none is told",
    [...threeIn("A"), ...threeIn("B"), ["C-1", "t4"]],
    { A: [1, 2, 3, 4], B: [1, 2, 3, 4], C: [1, 2, 3, 4] },
  ],
  [
    "two halls of few, of three tenants together: their sum tells none of them",
    [...threeIn("A"), ["B-1", "t4"], ["B-2", "t5"], ["C-1", "t1"]],
    { B: [1, 2, 3, 4], C: [1, 2, 3, 4] },
  ],
  [
    "a tenant who comes in the middle of the second day makes that day one of three",
    [
      ["A-1", "t1"],
      ["A-2", "t2"],
      ["A-2", "t3", "2026-07-02"],
    ],
    { A: [1], B: [1], C: [1] },
  ],
  [
    "and one who leaves leaves two behind from the day after",
    [
      ["A-1", "t1"],
      ["A-2", "t2"],
      ["A-2", "t3", "2026-01-01", "2026-07-03"],
    ],
    { A: [3, 4], B: [3, 4], C: [3, 4] },
  ],
])("%s", (_, held, expected) => {
  expect(withheld(held)).toEqual(expected);
});
