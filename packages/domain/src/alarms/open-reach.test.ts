import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { leasesInForce } from "../tenancy/leases-in-force.ts";
import { holdersAt } from "./holders.ts";
import { OpenReach } from "./open-reach.ts";
import { rowsOfRack } from "./subjects.ts";

const noon = Date.parse("2026-01-15T04:00:00Z");
const from = "2026-01-01T00:00:00Z";
const terms = { grade: "metered", terms: "commitment", from, to: null } as const;

type Given = Readonly<Record<string, readonly string[]>>;
type Wanted = Pick<CenterDocument["leases"][number], "id" | "tenant" | "amount" | "resource">;

/** Racks, or cards as `s1:0`, by the lease that holds them. R1 has the cards of s1 and s2, R2 those of s3, R3 none. */
function reached(racks: readonly string[], leases: readonly Wanted[], given: Given = {}) {
  const assignments = Object.entries(given).flatMap(([lease, places]) =>
    places.map((place) =>
      place.includes(":")
        ? { lease, accelerator: place, from, to: null }
        : { lease, rack: place, from, to: null },
    ),
  );
  const document = exampleCenter({ leases: leases.map((one) => ({ ...terms, ...one })), assignments });
  const index = indexCenter(document, []);
  const holders = holdersAt(index.contracts, noon);
  const reach = new OpenReach(index, holders, leasesInForce(document, noon));
  const rows = racks.flatMap((rack) => rowsOfRack(index, rack));
  return reach.of({ rows, racks }).map(({ contract, isSure }) => `${contract} ${isSure ? "is" : "may be"}`);
}

const space = (id: string, tenant = "t1", amount = 1) => ({ id, tenant, amount, resource: "racks" as const });
const units = (id: string, tenant = "t2") => ({ id, tenant, amount: 20, resource: "rack_units" as const });
const power = (id: string, tenant = "t1") => ({ id, tenant, amount: 9000, resource: "power_w" as const });
const cards = (id: string, tenant = "t1", amount = 1) => ({
  id,
  tenant,
  amount,
  resource: "accelerators" as const,
});

/** What was told before: of power and units in free racks alone, and each sure of all that was free. */
const cases: readonly {
  readonly of: string;
  readonly at: string;
  readonly leases: readonly Wanted[];
  readonly given?: Given;
  readonly told: readonly string[];
  readonly naive: readonly string[];
}[] = [
  {
    of: "power is that of the racks which its tenant holds",
    at: "R1",
    leases: [space("L1"), power("P1")],
    given: { L1: ["R1"] },
    told: ["P1 may be"],
    naive: [],
  },
  {
    of: "power beside racks is in no spare rack",
    at: "R3",
    leases: [space("L1", "t1", 2), power("P1")],
    given: { L1: ["R1", "R2"] },
    told: [],
    naive: ["P1 is"],
  },
  {
    of: "power of who holds no rack may be in a free one",
    at: "R3",
    leases: [space("L1", "t1", 2), power("P2", "t2")],
    given: { L1: ["R1", "R2"] },
    told: ["P2 may be"],
    naive: ["P2 is"],
  },
  {
    of: "power of who holds cards alone is somewhere, though every rack is held in part",
    at: "R1",
    leases: [space("L1"), cards("C1", "t2", 2), power("P2", "t2")],
    given: { L1: ["R3"], C1: ["s1:0", "s3:0"] },
    told: ["P2 may be"],
    naive: [],
  },
  {
    of: "units may be in a rack of which somebody holds a card",
    at: "R1",
    leases: [cards("C1", "t1", 2), space("L1"), units("U1")],
    given: { C1: ["s1:0", "s3:0"], L1: ["R3"] },
    told: ["U1 may be"],
    naive: [],
  },
  {
    of: "units may be left in a rack that is given to others",
    at: "R1",
    leases: [space("L1", "t1", 3), units("U1")],
    given: { L1: ["R1", "R2", "R3"] },
    told: ["U1 may be"],
    naive: [],
  },
  {
    of: "units are counted in no places: in the last rack they may be",
    at: "R3",
    leases: [space("L1", "t1", 2), units("U1")],
    given: { L1: ["R1", "R2"] },
    told: ["U1 may be"],
    naive: ["U1 is"],
  },
  {
    of: "of three tenants and one free rack at most one is there",
    at: "R3",
    leases: [space("L1", "t1", 2), space("L2", "t1"), space("L3", "t2"), space("L4", "t2")],
    given: { L1: ["R1", "R2"] },
    told: ["L2 may be", "L3 may be", "L4 may be"],
    naive: ["L2 is", "L3 is", "L4 is"],
  },
  {
    of: "a rack for one alone is its",
    at: "R3",
    leases: [space("L1", "t1", 2), space("L2", "t2")],
    given: { L1: ["R1", "R2"] },
    told: ["L2 is"],
    naive: ["L2 is"],
  },
  {
    of: "power beside held racks takes the last rack from nobody",
    at: "R3",
    leases: [space("L1", "t1", 2), power("P1"), space("L2", "t2")],
    given: { L1: ["R1", "R2"] },
    told: ["L2 is"],
    naive: ["P1 is", "L2 is"],
  },
  {
    of: "cards that are enough for both are both's",
    at: "R2",
    leases: [space("L1"), cards("C1"), cards("C2", "t2")],
    given: { L1: ["R1"] },
    told: ["C1 is", "C2 is"],
    naive: ["C1 is", "C2 is"],
  },
  {
    of: "cards that are too few for both may be either's",
    at: "R2",
    leases: [space("L1"), cards("C1", "t1", 2), cards("C2", "t2")],
    given: { L1: ["R1"] },
    told: ["C1 may be", "C2 may be"],
    naive: ["C1 is", "C2 is"],
  },
  {
    of: "a rack goes with the cards in it",
    at: "R2",
    leases: [space("L1", "t1", 2), cards("C1"), space("L2", "t2")],
    given: { L1: ["R1", "R3"] },
    told: ["C1 may be", "L2 may be"],
    naive: ["C1 is", "L2 is"],
  },
  {
    of: "PFLOPS tell no number of cards",
    at: "R2",
    leases: [space("L1"), cards("C1"), { ...cards("F1", "t2"), resource: "pflops" as const }],
    given: { L1: ["R1"] },
    told: ["C1 may be", "F1 may be"],
    naive: ["C1 is", "F1 is"],
  },
];

test.each(cases)("$of", ({ at, leases, given, told, naive }) => {
  const known = reached([at], leases, given);
  expect(known).toEqual(told);
  if (naive.join() !== told.join()) expect(known).not.toEqual(naive);
});
