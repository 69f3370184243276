import { once } from "node:events";
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
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  try {
    const url = wanted.url ?? (await addressFromParent(stop));
    const client = createServerClient({ url: url.replace(/\/+$/, ""), adminSecret });
    const end = await runDemo({ client, dataDir, signal: stop.signal, now: Date.now, log });
    log(end === "removed" ? "the demo center was removed; feeding ends" : "feeding ends");
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    log("feeding failed", { why: error instanceof Error ? error.message : String(error) });
    return 1;
  } finally {
    process.stdin.pause();
  }
}

/**
 * The first line of the parent's pipe. Its end stops the feeder: a parent that was killed cannot say goodbye, not even
 * one that was gone before it could be looked for, and an orphan would feed whoever has the address next.
 * @throws when the pipe ends without a line: nobody wants to be fed
 */
async function addressFromParent(stop: AbortController): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  lines.once("close", () => stop.abort());
  const [url] = await once(lines, "line", { signal: stop.signal });
  return String(url);
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

process.exitCode = await main();
