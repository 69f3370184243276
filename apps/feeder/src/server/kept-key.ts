import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ServerClient } from "./client.ts";

/**
 * The ingest key of a feeder, kept beside the other secrets (mode 600): feeding the same center again is then the
 * same source, and no list of dead keys grows. A key that was revoked, or belongs to a database that is gone,
 * is replaced.
 */
export async function keepIngestKey(
  client: ServerClient,
  center: string,
  name: string,
  dataDir: string,
): Promise<string> {
  const file = join(dataDir, "feeder-keys", `${center}.${name.replaceAll(/[^a-z0-9]+/g, "-")}`);
  const known = await readFile(file, "utf8").catch(() => null);
  if (known !== null && (await isLive(client, center, known))) return known;
  const { key } = await client.createKey(center, name);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, key, { mode: 0o600 });
  return key;
}

/** Keys look like `aidc_ing_<prefix>_<secret>`; only the prefix is ever listed. */
async function isLive(client: ServerClient, center: string, key: string): Promise<boolean> {
  const { sources } = await client.listSources(center);
  return sources.some(
    (source) => source.revokedAt === null && key.includes(source.prefix) && source.prefix !== "",
  );
}
