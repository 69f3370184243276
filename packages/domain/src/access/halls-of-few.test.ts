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

/** Of each of four days of July which halls are withheld; a star where their sum is too. */
const withheld = (held: Held) =>
  hallsOfFew(center(held), days).map(
    ({ halls, isSumTold }) => [...halls].sort().join("") + (isSumTold ? "" : "*"),
  );
const threeIn = (hall: string) => ["t1", "t2", "t3"].map((tenant) => [`${hall}-1`, tenant] as const);

test.each<[string, Held, string[]]>([
  ["nobody holds anything: the operator's own", [], ["", "", "", ""]],
  ["three tenants in each hall", [...threeIn("A"), ...threeIn("B"), ...threeIn("C")], ["", "", "", ""]],
  [
    "one tenant in one hall: with the next, or what is left of the sum of all would be it",
    [...threeIn("A"), ["A-2", "t4"], ...threeIn("B"), ["C-1", "t4"]],
    ["BC", "BC", "BC", "BC"],
  ],
  [
    "two halls of few, of three tenants together: their sum tells none of them",
    [...threeIn("A"), ["B-1", "t4"], ["B-2", "t5"], ["C-1", "t1"]],
    ["BC", "BC", "BC", "BC"],
  ],
  [
    "two tenants in all: not even the sum",
    [
      ["A-1", "t1"],
      ["B-1", "t2"],
    ],
    ["AB*", "AB*", "AB*", "AB*"],
  ],
  [
    "a tenant who comes in the middle of the second day makes that day one of three",
    [
      ["A-1", "t1"],
      ["A-2", "t2"],
      ["A-2", "t3", "2026-07-02"],
    ],
    ["A*", "", "", ""],
  ],
  [
    "and one who leaves leaves two behind from the day after",
    [
      ["A-1", "t1"],
      ["A-2", "t2"],
      ["A-2", "t3", "2026-01-01", "2026-07-03"],
    ],
    ["", "", "A*", "A*"],
  ],
])("%s", (_, held, expected) => {
  expect(withheld(held)).toEqual(expected);
});
