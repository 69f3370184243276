import { Worker } from "node:worker_threads";
import type { Log } from "../database/log.ts";
import type { CompactionResult } from "../store.ts";
import type { FromWorker, ToWorker, WorkerSettings } from "./worker-messages.ts";

export interface CompactionWorker {
  /** One run after the other. Rejects when the run failed or its thread died; the next run starts a new thread. */
  run(upTo: ReadonlyMap<string, number>): Promise<CompactionResult>;
  /** Ends the thread; a run under way is cut off, which its transaction survives as if it had never begun. */
  stop(): Promise<void>;
}

const stopTimeoutMs = 3_000;

/** Compaction on a thread of its own, started with the first run. */
export function startCompactionWorker({ url, log }: { url: string; log: Log }): CompactionWorker {
  let worker: Worker | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const start = (): Worker => {
    const settings: WorkerSettings = { url };
    const made = new Worker(new URL("./worker.ts", import.meta.url), { workerData: settings });
    made.on("exit", () => {
      if (worker === made) worker = null;
    });
    // Without a listener its crash would be ours.
    made.on("error", (error) => log("the compaction thread ended", { error: String(error) }));
    return made;
  };

  const runOnce = (upTo: ReadonlyMap<string, number>): Promise<CompactionResult> => {
    if (stopped) return Promise.reject(new Error("compaction is stopped"));
    worker ??= start();
    return answerOf(worker, upTo, log);
  };

  return {
    run(upTo) {
      const result = running.then(() => runOnce(upTo));
      running = result.catch(() => {});
      return result;
    },
    async stop() {
      stopped = true;
      const ending = worker;
      if (ending === null) return;
      const ended = new Promise<void>((resolve) => ending.once("exit", () => resolve()));
      ending.postMessage({ kind: "stop", upTo: new Map() } satisfies ToWorker);
      const force = setTimeout(() => void ending.terminate(), stopTimeoutMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function answerOf(worker: Worker, upTo: ReadonlyMap<string, number>, log: Log): Promise<CompactionResult> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      finish();
    };
    const onMessage = (message: FromWorker): void => {
      if (message.kind === "log") log(message.message, message.facts);
      else if (message.kind === "done") settle(() => resolve(message.result));
      else settle(() => reject(new Error(`compaction failed: ${message.message}`)));
    };
    const onExit = (): void => settle(() => reject(new Error("the compaction thread ended")));
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.postMessage({ kind: "run", upTo } satisfies ToWorker);
  });
}
