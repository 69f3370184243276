import { parentPort, workerData } from "node:worker_threads";
import type pg from "pg";
import { connectOwner } from "../database/connections.ts";
import { compactJournal } from "./compact-journal.ts";
import { rebuildRollups } from "./rebuild-rollups.ts";
import type { FromWorker, ToWorker, WorkerSettings } from "./worker-messages.ts";

/**
 * Entry of the compaction thread: packing takes whole cores for seconds, which the thread that answers requests
 * does not have. One run at a time; the connection is kept between runs and made anew after it broke.
 */
const settings: WorkerSettings = workerData;
/** A slice is large; only a hang is longer than this. */
const limits = {
  query_timeout: 310_000,
  statement_timeout: 300_000,
  idle_in_transaction_session_timeout: 300_000,
};
let client: pg.Client | null = null;

const tell = (message: FromWorker): void => parentPort?.postMessage(message);
const log = (message: string, facts: object = {}): void => tell({ kind: "log", message, facts });

async function connected(): Promise<pg.Client> {
  if (client !== null) return client;
  const made: pg.Client = await connectOwner(settings.url, "aidc compaction", limits, (error) => {
    if (client === made) client = null;
    log("compaction lost its connection", { error: error.message });
  });
  client = made;
  return made;
}

async function run(upTo: ToWorker["upTo"]): Promise<void> {
  try {
    const connection = await connected();
    const result = await compactJournal(connection, { upTo, log });
    await rebuildRollups(connection, { log });
    tell({ kind: "done", result });
  } catch (error) {
    // Whatever state the connection is in, the next run begins with a fresh one.
    const broken = client;
    client = null;
    await broken?.end().catch(() => {});
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "run") void run(message.upTo);
  else void (client?.end() ?? Promise.resolve()).catch(() => {}).finally(() => parentPort?.close());
});
