import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ServerClient } from "./client.ts";
import { createServerClient } from "./client.ts";

/** Nobody serves from this data directory. */
export class NoServer extends Error {
  override readonly name = "NoServer";
  constructor(dataDir: string) {
    super(`no server is running on ${dataDir} (start one with: npm start; another place: DATA_DIR=...)`);
  }
}

/**
 * The server of this machine and data directory, found through `server.json` and `admin-secret`, which it writes with
 * mode 600. @throws NoServer when either is absent
 */
export async function findLocalServer(dataDir: string): Promise<ServerClient> {
  const [address, secret] = await Promise.all([
    readFile(join(dataDir, "server.json"), "utf8").catch(() => null),
    readFile(join(dataDir, "admin-secret"), "utf8").catch(() => null),
  ]);
  const url = address === null ? null : urlIn(address);
  if (url === null || secret === null) throw new NoServer(dataDir);
  return createServerClient({ url, adminSecret: secret.trim() });
}

function urlIn(text: string): string | null {
  try {
    const facts: unknown = JSON.parse(text);
    const url = typeof facts === "object" && facts !== null && "url" in facts ? facts.url : null;
    return typeof url === "string" ? url.replace(/\/+$/, "") : null;
  } catch {
    return null;
  }
}
