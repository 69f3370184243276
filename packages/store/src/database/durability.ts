import type pg from "pg";

/** Without these a 2xx would be a promise that a power cut can break. */
const required = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** @throws Error that names the settings of a server that does not keep what it has acknowledged */
export async function refuseUnsafeServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1::text[]) order by name",
    [[...required]],
  );
  const off = rows.filter((row) => row.setting === "off").map((row) => row.name);
  if (off.length === 0) return;
  throw new Error(
    `This PostgreSQL may lose acknowledged samples: ${off.join(", ")} ${off.length === 1 ? "is" : "are"} off. Switch ${off.length === 1 ? "it" : "them"} on, or use another server.`,
  );
}

/** @throws Error when the server is older than what our SQL needs */
export async function refuseOldServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = rows[0]?.version ?? Number.NaN;
  if (!(version >= 150_000))
    throw new Error(`PostgreSQL 15 or newer is needed; this server says ${version}.`);
}
