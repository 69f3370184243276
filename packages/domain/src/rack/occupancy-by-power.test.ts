import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import type { RackLine } from "../capacity/rack-limits.ts";
import type { ServerAbsence } from "../capacity/server-absence.ts";
import { exampleCenter } from "../example-center.fixture.ts";
import { rackOccupancyByPower } from "./occupancy-by-power.ts";

const day = 86_400_000;
const may = {
  fromMs: Date.parse("2026-05-01T00:00:00+08:00"),
  toMs: Date.parse("2026-06-01T00:00:00+08:00"),
};
const example = exampleCenter();

function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error("nothing stands there");
  return one;
}

/** Racks of 10 kW with one server each. */
function grown(count: number, assignments: CenterDocument["assignments"] = []): CenterDocument {
  const ids = Array.from({ length: count }, (_, at) => `R${at + 1}`);
  return {
    ...example,
    center: { ...example.center, itBoundary: "it_input" },
    meters: [],
    racks: ids.map((id) => ({ ...first(example.racks), id, powerLimitW: 10_000 })),
    servers: ids.map((id) => ({ ...first(example.servers), id: `s-${id}`, rack: id })),
    assignments,
  };
}

const linesOf = (document: CenterDocument, atMs: (id: string) => number): RackLine[] =>
  document.racks.map(({ id, row, powerLimitW = null }) => ({ id, atMs: atMs(id), row, limitW: powerLimitW }));

const occupancyOf = (
  document: CenterDocument,
  silent: readonly string[],
  rackLines: readonly RackLine[],
  limitW: number,
  absences: readonly ServerAbsence[] = [],
) =>
  rackOccupancyByPower({
    document,
    absences,
    unmetered: [],
    window: may,
    limitW,
    rackLines,
    inputs: document.servers.map(({ id }) => {
      const coveredMs = silent.includes(id) ? 0 : may.toMs - may.fromMs;
      return { id, coveredMs, integral: (5_000_000n * BigInt(coveredMs)) / 1000n };
    }),
    grade: "metered",
  });

test("a rack that came after the window was not silent in it: naive 45 of 81 kW, and not 45 of 90", () => {
  const document = grown(10);
  const lines = linesOf(document, (id) => (id === "R10" ? may.toMs + day : may.fromMs - day));
  const figure = occupancyOf(document, ["s-R10"], lines, 90_000);
  expect(figure.value).toBeCloseTo(0.5, 12);
  expect(figure).toMatchObject({ coverage: 1, status: "valid" });
  expect(figure.reason).toBeUndefined();
});

test("limits of racks whose load is known are those of the window, not today's share of the sum", () => {
  const document = grown(10);
  const lines = linesOf(document, (id) => (id === "R10" ? may.toMs + day : may.fromMs - day));
  const figure = occupancyOf(document, ["s-R9", "s-R10"], lines, 90_000);
  // Naive: today 8 of 10 racks are known, of 90 kW.
  expect(figure.value).toBeCloseTo(40 / 80, 12);
  expect(figure).toMatchObject({ reason: "meters_silent", coverage: 8 / 9 });
});

test("samples sent of a rack before it stood there are not related to limits of others", () => {
  const document = grown(2);
  const lines = linesOf(document, (id) => (id === "R2" ? may.toMs + day : may.fromMs - day));
  expect(occupancyOf(document, [], lines, 10_000).value).toBeCloseTo(0.5, 12);
});

test.each([
  ["nobody", 0, "meters_silent"],
  ["one tenant", 1, "suppressed"],
  ["two tenants", 2, "suppressed"],
  ["three tenants", 3, "meters_silent"],
])(
  "what stands beside a silent meter is held by %s: beside the power of all its own could be read",
  (_, count, reason) => {
    const document = grown(2);
    const beside = ["a", "b", "c"].map((id) => ({ ...first(example.servers), id, rack: "R1" }));
    const tenants = ["x", "y", "z"].slice(0, count);
    const held: CenterDocument = {
      ...document,
      servers: [...document.servers, ...beside],
      leases: tenants.map((tenant) => ({
        id: `L-${tenant}`,
        tenant,
        resource: "accelerators" as const,
        amount: 1,
        from: "2026-01-01T00:00:00Z",
        to: null,
        grade: "metered" as const,
        terms: "commitment" as const,
      })),
      assignments: tenants.map((tenant, at) => ({
        lease: `L-${tenant}`,
        accelerator: `${["a", "b", "c"][at]}:0`,
        from: "2026-01-01T00:00:00Z",
        to: null,
      })),
    };
    const figure = occupancyOf(held, ["s-R1"], [], 20_000);
    expect(figure.reason).toBe(reason);
    expect(figure.value).toBe(reason === "suppressed" ? null : 0.5);
    if (reason === "suppressed") expect(figure.inputs).toEqual([]);
  },
);

test("a server put into an old rack after the window was not silent in it: naive 1 of 2 racks known, and 5 of 10 kW", () => {
  const old = grown(2);
  const document = { ...old, servers: [...old.servers, { ...first(old.servers), id: "s-new", rack: "R1" }] };
  const lines = linesOf(document, () => may.fromMs - day);
  const came = { server: "s-new", fromMs: Number.NEGATIVE_INFINITY, toMs: may.toMs + day };
  const figure = occupancyOf(document, ["s-new"], lines, 20_000, [came]);
  expect(figure.value).toBeCloseTo(10_000 / 20_000, 12);
  expect(figure).toMatchObject({ coverage: 1, status: "valid" });
  expect(figure.reason).toBeUndefined();
  // Heard before the window ends, it was there for a part.
  const within = occupancyOf(document, ["s-new"], lines, 20_000, [{ ...came, toMs: may.toMs - day }]);
  expect(within).toMatchObject({ reason: "meters_silent", coverage: 0.5 });
});
