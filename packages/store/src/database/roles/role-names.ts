import { createHash } from "node:crypto";

/**
 * The parts of a running server sign in to the database apart from each other. `app`: requests, bound to row-level
 * security. `ingest`: samples. `report`: reads. `auth`: accounts. The owner (the role of DATABASE_URL) makes these,
 * migrates, packs and drops; no request runs on it.
 */
export const roleKinds = ["app", "ingest", "report", "auth"] as const;
export type RoleKind = (typeof roleKinds)[number];
export type RoleNames = Readonly<Record<RoleKind, string>>;

/** PostgreSQL cuts longer names without asking. */
const longestNameBytes = 63;

/** Named after the database, because roles belong to the cluster, which several installations may share. */
export function roleNamesOf(database: string): RoleNames {
  const name = (kind: RoleKind): string => {
    const plain = `${database}_${kind}`;
    if (Buffer.byteLength(plain) <= longestNameBytes) return plain;
    return `aidc_${createHash("sha256").update(database).digest("hex").slice(0, 32)}_${kind}`;
  };
  return { app: name("app"), ingest: name("ingest"), report: name("report"), auth: name("auth") };
}

/** The same server and database, signed in as another role. Parameters win over what stands before them. */
export function urlAs(url: string, role: string, password: string): string {
  const parameters = `user=${encodeURIComponent(role)}&password=${encodeURIComponent(password)}`;
  return `${url}${url.includes("?") ? "&" : "?"}${parameters}`;
}
