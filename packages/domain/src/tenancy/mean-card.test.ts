import type { Assignment, CenterDocument, Lease } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { meanCardOf } from "./mean-card.ts";

const day = { fromMs: Date.parse("2026-05-01T00:00:00Z"), toMs: Date.parse("2026-05-02T00:00:00Z") };
const always = { from: "2026-01-01T00:00:00Z", to: null };
const [h100, h20] = [0.989, 0.148];
const lease = { id: "L", tenant: "t1", amount: 4, ...always, grade: "metered", terms: "commitment" } as const;
const cards: Lease = { ...lease, resource: "accelerators", model: "h20" };
const pflops: Lease = { ...lease, resource: "pflops" };

/** Four H100 in R1, two H20 in R2. */
function center(leases: Lease[], assignments: Assignment[] = []): CenterDocument {
  const document = exampleCenter({ leases, assignments });
  const servers = document.servers.map((server) =>
    server.rack === "R2" ? { ...server, accelerators: { model: "h20", count: 2 } } : server,
  );
  return { ...document, servers };
}

test.each([
  ["like those assigned to it", [pflops], [{ lease: "L", rack: "R1", ...always }], h100],
  ["of a model it leases", [cards], [], h20],
  ["of the mean that is installed", [pflops], [], (4 * h100 + 2 * h20) / 6],
  [
    "for the time that each is assigned: half of a day of four, a whole one of one",
    [pflops],
    [
      { lease: "L", rack: "R1", from: "2026-05-01T12:00:00Z", to: null },
      { lease: "L", accelerator: "s3:0", ...always },
    ],
    (4 * 0.5 * h100 + h20) / 3,
  ],
])("a counted card is %s", (_, leases, assignments, peak) => {
  expect(meanCardOf(center(leases, assignments), "t1", day)?.pflops).toBeCloseTo(peak, 9);
});
test("a card without a published peak is worth nobody knows what", () => {
  const document = center([pflops], [{ lease: "L", rack: "R1", ...always }]);
  const odd = document.servers.map((server) =>
    server.id === "s1" ? { ...server, accelerators: { model: "odd", count: 2 } } : server,
  );
  expect(meanCardOf({ ...document, servers: odd }, "t1", day)).toMatchObject({ known: 0.5 });
  const all = document.servers.map((server) => ({ ...server, accelerators: { model: "odd", count: 2 } }));
  expect(meanCardOf({ ...document, servers: all }, "t1", day)).toBeNull();
});
