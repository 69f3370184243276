import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { holdersAt } from "../topology/holders.ts";
import { splitByHolder } from "./split-by-holder.ts";

const holders = holdersAt(exampleCenter(), Date.UTC(2026, 0, 10));

test("a whole rack is its holder's, a server goes by its accelerators, and the rest is nobody's", () => {
  const energies = splitByHolder(
    [
      { rack: "R1", millijoules: 1000n, servers: [] },
      { rack: "R2", millijoules: 500n, servers: [{ id: "s3", accelerators: 2, millijoules: 401n }] },
      { rack: "R3", millijoules: 7n, servers: [] },
    ],
    holders,
  );
  expect([...energies]).toEqual([
    ["t1", 1000n],
    ["t2", 200n],
  ]);
});

test("after a lease has ended it draws nothing", () => {
  const later = holdersAt(exampleCenter(), Date.UTC(2026, 2, 1));
  const racks = [{ rack: "R2", millijoules: 5n, servers: [{ id: "s3", accelerators: 2, millijoules: 4n }] }];
  expect([...splitByHolder(racks, later)]).toEqual([]);
});
