import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { fileURLToPath } from "node:url";

export interface DemoFeederOptions {
  readonly dataDir: string;
  readonly adminSecret: string;
  readonly log: (message: string, facts: object) => void;
  /** What the feeder may inherit of our environment, so that it finds its tools and nothing else. */
  readonly environment: NodeJS.ProcessEnv;
}

export interface DemoFeeder {
  /** Lets it load while the server does; it says nothing before `start`. */
  prepare(): void;
  /** @param url where this machine reaches the server */
  start(url: string): void;
  stop(): Promise<void>;
  isRunning(): boolean;
}

const feederScript = fileURLToPath(new URL("../../../feeder/src/main.ts", import.meta.url));
const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;
/** A run this long was a good one: the next failure starts from the first back-off again. */
const goodRunMs = 60_000;
const killAfterMs = 5_000;

function spawnFeeder({ environment, adminSecret, dataDir }: DemoFeederOptions): ChildProcess {
  const started = spawn(process.execPath, [feederScript, "demo"], {
    env: {
      ...environment,
      AIDC_ADMIN_SECRET: adminSecret,
      DATA_DIR: dataDir,
      NODE_COMPILE_CACHE: getCompileCacheDir(),
    },
    stdio: ["pipe", "ignore", "pipe"],
  });
  // It may have ended before it was told; its end is what counts.
  started.stdin?.on("error", () => {});
  return started;
}

/**
 * The feeder waits for its server's address on stdin, so that it can be there before the server is. The pipe stays open:
 * where it ends, however this process did, the feeder ends.
 */
function tell(child: ChildProcess, url: string): void {
  child.stdin?.write(`${url}\n`);
}

/**
 * The demo center's feeder as a child process that pushes through the public door like anybody else. Its secret goes
 * by environment, not by argument: arguments are for every user of the machine to read.
 */
export function demoFeeder(options: DemoFeederOptions): DemoFeeder {
  const { log } = options;
  let child: ChildProcess | null = null;
  let retry: NodeJS.Timeout | null = null;
  let url: string | null = null;
  let backoffMs = firstBackoffMs;

  function launch(): void {
    const startedMs = performance.now();
    const started = spawnFeeder(options);
    child = started;
    if (url !== null) tell(started, url);
    let lastWords = "";
    started.stderr?.setEncoding("utf8").on("data", (text: string) => {
      lastWords = (lastWords + text).slice(-2000);
    });
    started.once("error", (error) => log("demo feeder could not be started", { error }));
    started.once("close", (code, signal) => {
      if (child === started) child = null;
      if (url === null) return;
      if (performance.now() - startedMs > goodRunMs) backoffMs = firstBackoffMs;
      log("demo feeder ended", { code, signal, lastWords, againInMs: backoffMs });
      retry = setTimeout(launch, backoffMs);
      backoffMs = Math.min(backoffMs * 2, longestBackoffMs);
    });
  }

  return {
    isRunning: () => url !== null,
    prepare() {
      if (child === null) launch();
    },
    start(serverUrl) {
      if (url !== null) return;
      url = serverUrl;
      backoffMs = firstBackoffMs;
      if (child === null) launch();
      else tell(child, url);
    },
    async stop() {
      url = null;
      if (retry) clearTimeout(retry);
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const kill = setTimeout(() => running.kill("SIGKILL"), killAfterMs);
        running.once("close", () => {
          clearTimeout(kill);
          resolve();
        });
        running.kill("SIGTERM");
      });
    },
  };
}
