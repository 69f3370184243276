import { readFileSync } from "node:fs";
import { z } from "zod";

const root = new URL("../../../", import.meta.url);

/**
 * The program as a report names it: its version and, where it runs from its repository, the commit that stands there
 * (`0.1.0+33f487d`, semantic versioning 2.0.0 section 10). What was changed and not committed is not seen.
 */
export function readSoftware(folder: URL = root): string {
  const text = readFileSync(new URL("package.json", folder), "utf8");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  const commit = commitIn(folder);
  return commit === null ? version : `${version}+${commit.slice(0, 7)}`;
}

/** null: it is no repository, or not one that is read so simply. */
function commitIn(folder: URL): string | null {
  const head = readOrEmpty(new URL(".git/HEAD", folder)).trim();
  const branch = /^ref: (\S+)$/.exec(head)?.[1];
  if (branch === undefined) return hash.exec(head)?.[0] ?? null;
  const loose = hash.exec(readOrEmpty(new URL(`.git/${branch}`, folder)))?.[0];
  if (loose !== undefined) return loose;
  const packed = readOrEmpty(new URL(".git/packed-refs", folder)).split("\n");
  return hash.exec(packed.find((line) => line.endsWith(` ${branch}`)) ?? "")?.[0] ?? null;
}

const hash = /^[0-9a-f]{40}/;

function readOrEmpty(path: URL): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
