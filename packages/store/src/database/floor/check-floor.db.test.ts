import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensurePartitions, partitionsFrom } from "../../partitions/partitions.ts";
import { checkFloor, refuseWeakFloor } from "./check-floor.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What breaks a rule, how it is taken back, and what the sweep must say. `@app` stands for the app role. */
const faults: [broken: string, mended: string, said: string][] = [
  [
    "alter table lease disable row level security",
    "alter table lease enable row level security",
    "Table lease: row-level security is off.",
  ],
  [
    "alter table job no force row level security",
    "alter table job force row level security",
    "Table job: row-level security is not forced upon its owner.",
  ],
  [
    "alter table team rename to squad; create table team ()",
    "drop table team; alter table squad rename to team",
    "Table squad has a tenant_id and is not on the list of tenant tables.",
  ],
  [
    "alter policy of_scope on statement rename to hidden; create policy wide on statement using (true)",
    "drop policy wide on statement; alter policy hidden on statement rename to of_scope",
    "Policy wide of table statement does not compare the row's center and tenant with the transaction's.",
  ],
  [
    "create policy also on tenant using (current_setting('app.tenant') = id or current_setting('app.center') = center_id)",
    "drop policy also on tenant",
    "Policy also of table tenant does not compare",
  ],
  [
    "create table secret_plan (center_id text, tenant_id text)",
    "drop table secret_plan",
    "Table secret_plan has a tenant_id and is not on the list of tenant tables.",
  ],
  [
    "create unique index one_name on team (name)",
    "drop index one_name",
    "Unique key one_name of table team does not start with the center and the tenant.",
  ],
  [
    "alter table lease add constraint one_at_a_time exclude using gist (center_id with =, resource with =)",
    "alter table lease drop constraint one_at_a_time",
    "Exclusion constraint one_at_a_time of table lease reaches over tenants.",
  ],
  [
    "create view all_leases as select * from lease",
    "drop view all_leases",
    "View all_leases reads as its owner; it needs security_invoker.",
  ],
  [
    "create materialized view copy as select * from lease; grant select on copy to @app",
    "drop materialized view copy",
    "Materialised view copy, a copy that no row-level security covers, can be read by @app.",
  ],
  [
    "create function peek() returns bigint language sql security definer as 'select count(*) from lease'",
    "drop function peek()",
    "Function peek() is SECURITY DEFINER and can be called by @app.",
  ],
  ["alter role @app bypassrls", "alter role @app nobypassrls", "Role @app bypasses row-level security"],
  ["alter role @app superuser", "alter role @app nosuperuser", "Role @app is a superuser."],
  ["alter role @app createrole", "alter role @app nocreaterole", "Role @app may make roles."],
  [
    "grant pg_read_all_data to @app",
    "revoke pg_read_all_data from @app",
    "Role @app is a member of pg_read_all_data.",
  ],
  ["create table mine (); alter table mine owner to @app", "drop table mine", "Role @app owns table mine."],
  [
    "grant create on schema public to public",
    "revoke create on schema public from public",
    "PUBLIC may create in schema public.",
  ],
  [
    "grant create on schema public to @app",
    "revoke create on schema public from @app",
    "Role @app may create in schema public.",
  ],
  [
    "grant delete on statement to @app",
    "revoke delete on statement from @app",
    "Role @app may delete on statement, which nobody meant to grant.",
  ],
  [
    "grant select on person to public",
    "revoke select on person from public",
    "PUBLIC may select on person, which nobody meant to grant.",
  ],
  [
    "grant update (note) on price_version to @app",
    "revoke update (note) on price_version from @app",
    "Role @app may update (note) on price_version",
  ],
  [
    "revoke insert on statement from @app",
    "grant insert on statement to @app",
    "Role @app lacks insert on statement.",
  ],
  [
    "alter role @app set app.tenant = '*'",
    "alter role @app reset app.tenant",
    "A setting presets a tenant scope for new connections: app.tenant=*.",
  ],
];

describe("the sweep of the database floor", () => {
  it("finds nothing in the database as the migrations make it", async () => {
    expect(await checkFloor(database)).toEqual([]);
    await refuseWeakFloor(database);
  });

  it.each(faults)("names what this breaks: %s", async (broken, mended, said) => {
    const named = (text: string) => text.replaceAll("@app", database.roles.app);
    await database.ownerPool.query(named(broken));
    const found = await checkFloor(database);
    await expect(refuseWeakFloor(database)).rejects.toThrow("does not keep tenants apart");
    await database.ownerPool.query(named(mended));
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(named(said))]));
    expect(await checkFloor(database)).toEqual([]);
  });

  it("names a partition without protection, and none that was made by us", async () => {
    await database.ownerPool.query(`alter table job rename to job_before;
      create table job (like job_before) partition by range (starts_at);
      alter table job enable row level security, force row level security;
      create policy of_scope on job using ((select nullif(current_setting('app.center', true), '')) in (center_id, '*')
        and (select nullif(current_setting('app.tenant', true), '')) in (tenant_id, '*'));
      drop table job_before;
      grant select, insert, update, delete on job to ${database.roles.app}; grant select on job to ${database.roles.report};
      create table job_bare partition of job for values from ('2026-01-01') to ('2026-02-01')`);
    expect(await checkFloor(database)).toEqual([
      "Table job_bare: row-level security is off.",
      "Table job_bare has no policy.",
    ]);
    await database.ownerPool.query("drop table job_bare");
    const jobs = { parent: "job", column: "starts_at", unit: "month" } as const;
    const client = await database.ownerPool.connect();
    expect(await ensurePartitions(client, jobs, partitionsFrom(jobs, Date.parse("2026-05-04"), 2))).toBe(3);
    client.release();
    expect(await checkFloor(database)).toEqual([]);
  });

  it("names connections that sign in as somebody else, or begin in a scope", async () => {
    const asOwner = await checkFloor({ ...database, pool: database.ownerPool });
    expect(asOwner).toEqual([
      expect.stringContaining(`Connections of ${database.roles.app} sign in as `),
      `Connections of ${database.roles.app} begin inside a tenant scope.`,
    ]);
  });
});
