import type pg from "pg";

/** Held by the one process that takes samples into this database; any fixed number. */
const ingestLock = 0x61696463_0003n.toString();

export type LockAttempt =
  | { readonly held: true }
  /** Null when the holder went away between our two questions. */
  | { readonly held: false; readonly holderPid: number | null };

/** A session lock: it goes when the connection goes, so a crash frees it and a hung session keeps others out. */
export async function tryIngestLock(client: pg.Client): Promise<LockAttempt> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    ingestLock,
  ]);
  if (rows[0]?.locked === true) return { held: true };
  const holder = await client.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
       and ((classid::bigint << 32) | objid::bigint) = $1`,
    [ingestLock],
  );
  return { held: false, holderPid: holder.rows[0]?.pid ?? null };
}
