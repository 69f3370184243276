import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));

describe("the schema", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.ownerPool.query(`insert into region values ('r', 'R');
      insert into center (id, name, region_id, time_zone, currency, it_boundary, compute_class, origin, default_interval_s)
        values ('c', 'C', 'r', 'UTC', 'CNY', 'it_input', 'intelligent', 'live', 15);
      insert into tenant values ('c', 't', 'T');
      insert into lease (center_id, id, tenant_id, resource, amount, starts_at, grade, terms)
        values ('c', 'l1', 't', 'racks', 1, '2026-01-01Z', 'metered', 'commitment'), ('c', 'l2', 't', 'racks', 1, '2026-01-01Z', 'metered', 'commitment')`);
  });
  afterAll(() => database.close());

  it("is what the migrations make: nothing is left to generate", async () => {
    const { stdout } = await promisify(execFile)(
      `${packageFolder}/node_modules/.bin/drizzle-kit`,
      ["generate", "--name", "must-not-appear"],
      { cwd: packageFolder },
    );
    expect(stdout).toContain("No schema changes");
  });

  const assign = (lease: string, target: string, from: string, to: string | null) =>
    database.ownerPool.query(
      "insert into assignment (center_id, tenant_id, lease_id, target_kind, target_id, starts_at, ends_at) values ('c', 't', $1, 'rack', $2, $3, $4)",
      [lease, target, from, to],
    );

  it("refuses a rack that is given to two leases at once, and lets one follow the other", async () => {
    await assign("l1", "k1", "2026-01-01Z", "2026-02-01Z");
    await assign("l2", "k1", "2026-02-01Z", null);
    await expect(assign("l1", "k1", "2026-03-01Z", "2026-04-01Z")).rejects.toMatchObject({ code: "23P01" });
    await assign("l1", "k2", "2026-03-01Z", "2026-04-01Z");
  });

  it("leads every key of a center's table with the center", async () => {
    const { rows } = await database.ownerPool.query<{ name: string }>(`
      select c.conrelid::regclass::text as name from pg_constraint c
      join pg_attribute first on first.attrelid = c.conrelid and first.attnum = c.conkey[1]
      join pg_attribute center on center.attrelid = c.conrelid and center.attname = 'center_id'
      where c.contype in ('p', 'u') and c.connamespace = 'public'::regnamespace and first.attname <> 'center_id'
        -- one chain for the whole installation
        and c.conrelid <> 'audit_entry'::regclass`);
    expect(rows).toEqual([]);
  });
});
