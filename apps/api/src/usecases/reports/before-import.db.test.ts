import { reportSchema } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

/** A center that is imported today, whose leases are said to run since January, and whose reports are of before. */

const center = "young";
const tenants = ["t1", "t2", "t3"].map((id) => ({ id, name: id }));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.services.inventory.writeDocument(
    aCenterDocument({
      center: { id: center, name: center, timeZone: "UTC" },
      tenants,
      leases: tenants.map(({ id }) => ({
        id: `l-${id}`,
        tenant: id,
        resource: "accelerators",
        amount: 4,
        from: "2026-01-01T00:00:00Z",
        to: null,
      })),
      assignments: [],
    }),
  );
  server.services.directory.changed(center);
});
afterAll(() => server.close());

async function rowsOf(period: string) {
  const { status, text, json } = await server.call(`/api/centers/${center}/report-preview?period=${period}`, {
    headers: server.credentials.admin,
  });
  expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
  const { content } = reportSchema.parse(json);
  return new Map(content.figures.map((row) => [row.id, row]));
}

it.each([
  ["utilisation.installed_hours", "no_inventory"],
  ["utilisation.leased_hours", "no_lease"],
  ["leases.occupancy", "no_lease"],
  ["leases.occupancy_racks", "no_lease"],
])(
  "%s of a time before any import, without a lease and unheard, is unknown in its own report and beside a later one",
  async (id, reason) => {
    const untold = { value: null, reason, coverage: 0, status: "invalid" };
    const [own, beside] = [(await rowsOf("2025-05")).get(id), (await rowsOf("2026-05")).get(id)];
    expect(own?.figure).toMatchObject(untold);
    expect(beside?.lastYear).toMatchObject(untold);
  },
);

it("what leases say of a time before the import is told, of the inventory that came later", async () => {
  const row = (await rowsOf("2026-05")).get("leases.occupancy");
  expect(row?.figure).toMatchObject({ coverage: 1, grade: "derived" });
  expect(row?.figure.value).toBeGreaterThan(0);
});
