import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RoleKind, RoleNames } from "./role-names.ts";
import { roleKinds } from "./role-names.ts";

export type RolePasswords = Readonly<Record<RoleKind, string>>;

const fileName = "database-roles.json";

/**
 * Passwords by role name, kept in the data folder for this user only. Replicas on one database share this file, or
 * the one that started last shuts the others out.
 */
export async function keepPasswords(dataDir: string, names: RoleNames): Promise<RolePasswords> {
  const path = join(dataDir, fileName);
  const kept = await readKept(path);
  const of = (kind: RoleKind): string => kept.get(names[kind]) ?? randomBytes(24).toString("base64url");
  const passwords = { app: of("app"), ingest: of("ingest"), report: of("report"), auth: of("auth") };
  const missing = roleKinds.filter((kind) => !kept.has(names[kind]));
  if (missing.length === 0) return passwords;
  for (const kind of missing) kept.set(names[kind], passwords[kind]);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // Written beside and renamed: a start killed in the middle leaves the whole file or none.
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, path);
  return passwords;
}

async function readKept(path: string): Promise<Map<string, string>> {
  const text = await readFile(path, "utf8").catch(() => "{}");
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null) return new Map();
  return new Map(
    Object.entries(parsed).flatMap(([role, password]) =>
      typeof password === "string" ? [[role, password] as const] : [],
    ),
  );
}

const rounds = 4096;

/**
 * What the server keeps in place of a password; sent instead of it, so that no statement log ever shows one.
 * Source: RFC 5802 (SCRAM) in the form of PostgreSQL's pg_authid.rolpassword.
 */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, rounds, 32, "sha256");
  const keyed = (text: string): Buffer => createHmac("sha256", salted).update(text).digest();
  const storedKey = createHash("sha256").update(keyed("Client Key")).digest("base64");
  const serverKey = keyed("Server Key").toString("base64");
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
