import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tenantTables } from "./tenant-tables.ts";

/** Everything that holds or shows tenant data, from the catalogue: tables, partitions, views. */
interface Relation {
  readonly name: string;
  readonly tenant_column: string;
}

let database: TestDatabase;
let relations: Relation[];
beforeAll(async () => {
  database = await openTestDatabase();
  // A partitioned tenant table and a view over tenants, as a later version may bring them.
  await database.ownerPool.query(`
    create table usage_sample (center_id text, tenant_id text, at int, primary key (center_id, tenant_id, at)) partition by range (at);
    create table usage_sample_p0 partition of usage_sample for values from (0) to (100);
    alter table usage_sample enable row level security, force row level security;
    alter table usage_sample_p0 enable row level security, force row level security;
    create policy of_scope on usage_sample using ((select nullif(current_setting('app.center', true), '')) in (center_id, '*') and (select nullif(current_setting('app.tenant', true), '')) in (tenant_id, '*'));
    create policy of_scope on usage_sample_p0 using ((select nullif(current_setting('app.center', true), '')) in (center_id, '*') and (select nullif(current_setting('app.tenant', true), '')) in (tenant_id, '*'));
    create view lease_list with (security_invoker = true) as select center_id, tenant_id, id from lease;
    grant select, insert, update, delete on usage_sample, usage_sample_p0, lease_list to ${database.roles.app}`);
  const found = await database.ownerPool.query<Relation>(`
    select c.relname as name, coalesce(max(a.attname) filter (where a.attname = 'tenant_id'), 'id') as tenant_column
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    group by c.relname having bool_or(a.attname = 'tenant_id') or c.relname = 'tenant' order by 1`);
  relations = found.rows;
  const client = await database.ownerPool.connect();
  // Foreign keys are not what is looked at here; a row of each table is.
  await client.query("set session_replication_role = replica");
  for (const { name, tenant_column } of relations.filter(
    ({ name }) => name !== "lease_list" && name !== "usage_sample_p0",
  )) {
    for (const tenant of ["t1", "t2"]) await client.query(await rowOf(client, name, tenant_column, tenant));
  }
  client.release(true);
});
afterAll(() => database.close());

/** An insert that fills whatever the table demands. */
async function rowOf(
  client: pg.PoolClient,
  table: string,
  tenantColumn: string,
  tenant: string,
): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = ''
       and ((attnotnull and not atthasdef) or attname in ('center_id', $2))`,
    [table, tenantColumn],
  );
  const fillerOf = ({ name, type }: { name: string; type: string }): string => {
    if (name === "center_id") return "'c'";
    if (name === tenantColumn) return `'${tenant}'`;
    if (type === "uuid") return "gen_random_uuid()";
    if (/json/.test(type)) return "'{}'";
    if (/time/.test(type)) return "now()";
    if (type === "boolean") return "false";
    if (type === "bytea") return "'\\x00'";
    return /int|double|numeric/.test(type) ? String(tenant === "t1" ? 1 : 2) : `'${tenant}'`;
  };
  return `insert into ${table} (${rows.map((row) => `"${row.name}"`).join()}) values (${rows.map(fillerOf).join()})`;
}

/** Rows it answered or touched, or "refused". */
async function rowsOf(client: pg.PoolClient, text: string): Promise<number | "refused"> {
  await client.query("savepoint before");
  try {
    const { rowCount, command, rows } = await client.query(text);
    return command === "SELECT" ? Number(rows[0]?.count ?? 0) : (rowCount ?? 0);
  } catch (error) {
    await client.query("rollback to before");
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "42501") return "refused";
    throw error;
  }
}

type Scope = readonly [center: string, tenant: string] | null;

/** One statement in a transaction that is rolled back, on a connection that has had a tenant before. */
async function ask(pool: pg.Pool, scope: Scope, text: string): Promise<number | "refused"> {
  const client = await pool.connect();
  try {
    await client.query(
      "begin; select set_config('app.center', 'c', true), set_config('app.tenant', 't1', true); commit; begin",
    );
    if (scope !== null)
      await client.query("select set_config('app.center', $1, true), set_config('app.tenant', $2, true)", [
        ...scope,
      ]);
    return await rowsOf(client, text);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Every way to write to a table; the insert takes a row that another tenant has. */
async function writesTo({ name }: Relation): Promise<string[]> {
  const { rows } = await database.ownerPool.query<{ row: string; columns: string }>(
    `select quote_literal(to_jsonb(t)) as row, (select string_agg(quote_ident(attname), ', ') from pg_attribute
       where attrelid = '${name}'::regclass and attnum > 0 and not attisdropped and attgenerated = '') as columns
     from ${name} t where to_jsonb(t)::text like '%"t2"%' limit 1`,
  );
  const { row, columns } = rows[0] ?? {};
  const insertable = name !== "lease_list";
  return [
    ...(insertable
      ? [
          `insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${name}, ${row})`,
        ]
      : []),
    `update ${name} set center_id = center_id`,
    `delete from ${name}`,
  ];
}

describe("tenant data by raw SQL", () => {
  it("is in the tables of the list, each seeded with a row of two tenants", async () => {
    expect(relations.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(tenantTables)));
    for (const { name } of relations) {
      const { rows } = await database.ownerPool.query<{ count: string }>(`select count(*) from ${name}`);
      expect([name, rows[0]?.count]).toEqual([name, "2"]);
    }
  });

  it.each(["pool", "ingestPool", "reportPool", "authPool"] as const)(
    "answers %s no row with no tenant set, and lets it write none",
    async (kind) => {
      for (const relation of relations) {
        const answers = new Map<string, number | "refused">();
        for (const text of [`select count(*) from ${relation.name}`, ...(await writesTo(relation))])
          answers.set(text, await ask(database[kind], null, text));
        expect([...answers].filter(([, rows]) => rows !== 0 && rows !== "refused")).toEqual([]);
      }
    },
  );

  it("answers the app role with a tenant set that tenant's rows only, and lets it write no other's", async () => {
    for (const relation of relations) {
      const { name, tenant_column: tenant } = relation;
      const count = (scope: Scope, where = "true") =>
        ask(database.pool, scope, `select count(*) from ${name} where ${where}`);
      expect([name, await count(["c", "t1"])]).toEqual([name, 1]);
      expect([name, await count(["c", "t1"], `${tenant} = 't2'`)]).toEqual([name, 0]);
      expect([name, await count(["other", "t1"])]).toEqual([name, 0]);
      expect([name, await count(["*", "t3"])]).toEqual([name, 0]);
      expect([name, await count(["c", "*"])]).toEqual([name, 2]);
      // The log takes entries from any scope; nobody reads another's.
      if (name === "audit_entry") continue;
      for (const text of await writesTo(relation)) {
        const rows = await ask(database.pool, ["c", "t1"], text);
        expect([text, rows]).toEqual([
          text,
          text.startsWith("insert") ? "refused" : expect.toSatisfy((n) => n === 1 || n === "refused"),
        ]);
      }
      const moved = await ask(database.pool, ["c", "t1"], `update ${name} set ${tenant} = 't2'`);
      expect([name, moved]).toEqual([name, "refused"]);
    }
  });

  it("grows by new rows only where what was written stays: ledger, statements, prices, log", async () => {
    for (const name of [
      "ledger_entry",
      "statement",
      "price_version",
      "tenant_price_version",
      "audit_entry",
    ]) {
      for (const text of [
        `update ${name} set center_id = center_id`,
        `delete from ${name}`,
        `truncate ${name}`,
      ])
        expect([text, await ask(database.pool, ["*", "*"], text)]).toEqual([text, "refused"]);
    }
  });

  it.each(["pool", "ingestPool", "reportPool", "authPool"] as const)("%s makes nothing", async (kind) => {
    for (const text of [
      "create table made (n int)",
      "create temporary table made (n int)",
      "create schema made",
      "create role made",
      "alter table lease disable row level security",
      "drop table lease",
      "set session authorization pg_database_owner",
      `alter role ${database.roles.app} bypassrls`,
    ]) {
      const outcome = await ask(database[kind], ["*", "*"], text).catch((error: unknown) => String(error));
      expect([text, outcome]).toEqual([text, "refused"]);
    }
  });

  it.each(["pool", "reportPool", "ingestPool"] as const)("%s sees no account", async (kind) => {
    for (const name of [
      "person",
      "person_account",
      "person_session",
      "person_two_factor",
      "sign_in_rate",
      "staff_grant",
    ])
      expect([name, await ask(database[kind], ["*", "*"], `select count(*) from ${name}`)]).toEqual([
        name,
        "refused",
      ]);
  });
});
