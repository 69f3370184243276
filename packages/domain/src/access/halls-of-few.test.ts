import type { CenterDocument, WindowMs } from "@aidc/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { touchedTenants } from "../service/touched-tenants.ts";
import { localDaysOver } from "../time/days.ts";
import { hallsOfFew } from "./halls-of-few.ts";
import { isOfFew } from "./meters-of-few.ts";

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

test("is judged by where racks stood where that is told, of those with a limit that are still there", () => {
  const [first, second] = [day("2026-07-02"), day("2026-07-03")];
  const piece = (rack: string, hall: string, fromMs = day("2026-07-01"), toMs = day("2026-07-05")) => ({
    rack,
    hall,
    fromMs,
    toMs,
    limitW: 5000,
  });
  // B-1 of t1 stood alone in B until noon of the second day, and is the third tenant's of A since.
  const document = center([
    ["A-1", "t1"],
    ["A-2", "t2"],
    ["A-2", "t3"],
  ]);
  const noon = (first + second) / 2;
  const stood = [piece("A-1", "B", undefined, noon), piece("A-1", "A", noon), piece("A-2", "A")];
  const told = (racks: Parameters<typeof hallsOfFew>[2]) =>
    hallsOfFew(document, days, racks).map(({ halls }) => [...halls].sort().join(""));
  expect(told(undefined)).toEqual(["", "", "", ""]);
  expect(told(stood)).toEqual(["AB", "AB", "", ""]);
  expect(told([...stood, piece("gone", "B")])).toEqual(["AB", "AB", "", ""]);
  expect(told([piece("A-2", "A")])).toEqual(["A", "A", "A", "A"]);
});

/** The rule as it reads, hall by hall and day by day. */
function plainly(document: CenterDocument, { fromMs, toMs }: WindowMs): string {
  const holders = touchedTenants(document);
  const during = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), tenants: null };
  const held = document.halls
    .map(({ id }) => ({ id, tenants: holders({ ...during, places: [{ kind: "hall", id }] }) ?? new Set() }))
    .filter(({ tenants }) => tenants.size > 0)
    .sort((a, b) => a.tenants.size - b.tenants.size || (a.id < b.id ? -1 : 1));
  const [halls, together] = [new Set<string>(), new Set<string>()];
  for (const { id, tenants } of held) {
    if (!isOfFew(tenants) && !isOfFew(together)) break;
    halls.add(id);
    for (const tenant of tenants) together.add(tenant);
  }
  return [...halls].sort().join("") + (isOfFew(together) ? "*" : "");
}

const hour = 3_600_000;
const term = fc.record({
  lease: fc.constantFrom("l-t1", "l-t2", "l-t3", "l-t4", "gone"),
  place: fc.constantFrom("A-1", "A-2", "B-1", "C-1", "s1:0", "s2:1", "elsewhere", "none:0"),
  fromHour: fc.integer({ min: -24, max: 90 }),
  hours: fc.option(fc.integer({ min: 0, max: 72 })),
});

test("is the rule of touched tenants for each hall on each day, of racks as of single accelerators", () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 12 }), (terms) => {
      const base = center([]);
      const [server] = exampleCenter().servers;
      if (!server) throw new Error("the example has a server");
      const document: CenterDocument = {
        ...base,
        servers: [
          { ...server, id: "s1", rack: "A-1" },
          { ...server, id: "s2", rack: "B-2" },
        ],
        assignments: terms.map(({ lease, place, fromHour, hours }) => {
          const fromMs = day("2026-07-01") + fromHour * hour;
          const to = hours === null ? null : new Date(fromMs + hours * hour).toISOString();
          const where = place.includes(":") ? { accelerator: place } : { rack: place };
          return { lease, ...where, from: new Date(fromMs).toISOString(), to };
        }),
      };
      const told = hallsOfFew(document, days).map(
        ({ halls, isSumTold }) => [...halls].sort().join("") + (isSumTold ? "" : "*"),
      );
      expect(told).toEqual(days.map((one) => plainly(document, one)));
    }),
  );
});

test("asks once where each assignment is, however many halls and days there are", () => {
  let asked = 0;
  const held: CenterDocument["assignments"] = Array.from({ length: 40 }, (_, at) => ({
    lease: `l-t${(at % 4) + 1}`,
    get rack() {
      asked++;
      return `A-${(at % 2) + 1}`;
    },
    from: new Date(day("2026-07-01") + at * hour).toISOString(),
    to: null,
  }));
  hallsOfFew({ ...center([]), assignments: held }, days);
  expect(asked).toBe(held.length);
});
