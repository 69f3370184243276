import pg from "pg";
import { superuser } from "./cluster.ts";

/** Says "this data folder has its owner"; any two fixed numbers do. */
const guardKey = [0x61696463, 1] as const;

export type GuardAttempt =
  | { readonly outcome: "held"; readonly client: pg.Client }
  | { readonly outcome: "taken" } // another process owns this server
  | { readonly outcome: "busy" } // starting up or shutting down
  | { readonly outcome: "unreachable"; readonly cause: Error };

/** Connects to the server behind the socket and takes the lock that only one process of ours can hold. */
export async function tryGuard(socketFolder: string): Promise<GuardAttempt> {
  const client = new pg.Client({
    host: socketFolder,
    user: superuser,
    database: "postgres",
    application_name: "aidc guard",
    connectionTimeoutMillis: 2000,
    query_timeout: 2000,
  });
  client.on("error", () => {}); // a lost guard is noticed by the supervisor, which sees the server end
  try {
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock($1, $2) as locked",
      [...guardKey],
    );
    if (rows[0]?.locked === true) return { outcome: "held", client };
    await client.end();
    return { outcome: "taken" };
  } catch (error) {
    await client.end().catch(() => {});
    if (error instanceof Error && "code" in error && error.code === "57P03") return { outcome: "busy" };
    return { outcome: "unreachable", cause: error instanceof Error ? error : new Error(String(error)) };
  }
}
