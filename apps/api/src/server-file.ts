import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const schema = z.object({ url: z.string(), pid: z.number().int(), startedAt: z.string() });
export type ServerFacts = z.infer<typeof schema>;

const fileIn = (dataDir: string) => join(dataDir, "server.json");

/** Where the local command line finds the running server. @returns the function that takes it away again */
export function announceServer(dataDir: string, facts: ServerFacts): () => void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(facts)}\n`, { mode: 0o600 });
  return () => {
    // Another copy may have announced itself since.
    if (readServerFile(dataDir)?.pid === facts.pid) rmSync(fileIn(dataDir), { force: true });
  };
}

/** The server that was last announced for this data folder and whose process still lives, or null. */
export function findRunningServer(dataDir: string): ServerFacts | null {
  const facts = readServerFile(dataDir);
  return facts && facts.pid !== process.pid && isAlive(facts.pid) ? facts : null;
}

function readServerFile(dataDir: string): ServerFacts | null {
  try {
    return schema.parse(JSON.parse(readFileSync(fileIn(dataDir), "utf8")));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives but belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
