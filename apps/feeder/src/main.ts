import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { readFeederConfig } from "./config.ts";
import { runDemo } from "./demo/demo.ts";
import { createServerClient } from "./server/client.ts";

/**
 * `main.ts demo [--url URL]`: feeds the demo center until it is stopped. The server starts it as a child process with
 * AIDC_ADMIN_SECRET and DATA_DIR in the environment, and writes its address to stdin as soon as it can be reached;
 * the feeder ends with its parent.
 */

const parentCheckMs = 2000;

function log(message: string, facts: object = {}): void {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), room: "feeder", message, ...facts })}\n`,
  );
}

async function main(): Promise<number> {
  const { adminSecret, dataDir } = readFeederConfig();
  const wanted = readArguments();
  if (wanted === null) return 2;
  if (adminSecret === null) {
    log("AIDC_ADMIN_SECRET is not set");
    return 2;
  }
  const stop = new AbortController();
  const stopWatching = endWithParent(stop);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  try {
    const url = wanted.url ?? (await firstLine(process.stdin));
    if (url === null) return 0; // nobody wants to be fed
    const client = createServerClient({ url: url.replace(/\/+$/, ""), adminSecret });
    const end = await runDemo({ client, dataDir, signal: stop.signal, now: Date.now, log });
    log(end === "removed" ? "the demo center was removed; feeding ends" : "feeding ends");
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    log("feeding failed", { why: error instanceof Error ? error.message : String(error) });
    return 1;
  } finally {
    stopWatching();
  }
}

/** @returns null when the stream ends without one */
async function firstLine(input: NodeJS.ReadableStream): Promise<string | null> {
  for await (const line of createInterface({ input })) return line;
  return null;
}

function readArguments(): { url: string | undefined } | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { url: { type: "string" } },
    });
    if (positionals.length === 1 && positionals[0] === "demo") return { url: values.url };
  } catch {
    // An unknown option is answered like every other wrong use, below.
  }
  log("usage: main.ts demo [--url http://127.0.0.1:4600]");
  return null;
}

/** A parent that was killed cannot say goodbye; an orphan would feed a server that is gone for ever. */
function endWithParent(stop: AbortController): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) stop.abort();
  }, parentCheckMs);
  return () => clearInterval(timer);
}

process.exitCode = await main();
