import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eventually, freePort } from "@aidc/testkit";
import { plainEnvironment, repositoryRoot } from "./config.ts";
import { endProcess, hasEnded, postgresProcesses, signalAll } from "./processes.ts";

const run = promisify(execFile);
const apiScript = join(repositoryRoot, "apps/api/src/main.ts");
const cliScript = join(repositoryRoot, "apps/cli/src/main.ts");

/** The whole product as a user starts it: one process, its own data folder, port and PostgreSQL. */
export interface Server {
  readonly url: string;
  readonly dataDir: string;
  /** Of the process that runs now. */
  readonly pid: () => number;
  readonly adminSecret: () => Promise<string>;
  /** What it printed for the person who started it, this time. */
  readonly printed: () => string;
  /** @throws with what the command said when it did not end with 0 */
  aidc(...args: string[]): Promise<string>;
  /** PostgreSQL is a child and gets told to end when its parent dies; the next start finds it as it is. */
  kill(): Promise<void>;
  /** SIGTERM. @throws when it needs longer than a person would wait */
  stop(): Promise<void>;
  /** Starts again on the same port and folder, and waits until it is ready. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const stopMs = 30_000;
/** Of a machine that does ten things at once; it bounds only a start that never ends. */
const startMs = 300_000;

export async function startServer(
  settings: { demo?: boolean; environment?: Record<string, string> } = {},
): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-e2e-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...plainEnvironment(),
    DATA_DIR: dataDir,
    PORT: String(port),
    AIDC_DEMO: settings.demo ? "on" : "off",
    LOG_LEVEL: "warn",
    ...settings.environment,
  };
  let running = launch(environment);
  const stop = async () => {
    if (!(await endProcess(running.child, "SIGTERM", stopMs)))
      throw new Error(`the server did not stop within ${stopMs} ms: ${running.said()}`);
  };
  const server: Server = {
    url,
    dataDir,
    pid: () => running.child.pid ?? Number.NaN,
    adminSecret: async () => (await readFile(join(dataDir, "admin-secret"), "utf8")).trim(),
    printed: () => running.printed(),
    aidc: (...args) => runCommand(dataDir, args),
    kill: async () => void (await endProcess(running.child, "SIGKILL", stopMs)),
    stop,
    async start() {
      running = launch(environment);
      await waitUntilReady(running, url);
    },
    async close() {
      await stop().finally(async () => {
        signalAll(await postgresProcesses(dataDir), "SIGKILL");
        await eventually(() => rm(dataDir, { recursive: true, force: true }));
      });
    },
  };
  await waitUntilReady(running, url).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return server;
}

interface Running {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly said: () => string;
}

function launch(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, [apiScript], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  child.once("exit", (code) => {
    // Nobody asked for this one: whatever test runs now will fail for another reason than it says.
    if (code !== null && code !== 0) process.stderr.write(`the server ended with ${code}: ${said}\n`);
  });
  return { child, printed: () => printed, said: () => said };
}

async function waitUntilReady(running: Running, url: string): Promise<void> {
  const deadline = performance.now() + startMs;
  await eventually(
    async () => {
      if (hasEnded(running.child)) return;
      const { status } = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
      if (status !== 200) throw new Error(`not ready: ${status}`);
    },
    { timeoutMs: deadline - performance.now(), pauseMs: 50 },
  ).catch((error: unknown) => {
    throw new Error(`the server is not ready after ${startMs} ms (${String(error)}): ${running.said()}`);
  });
  if (hasEnded(running.child))
    throw new Error(`the server ended with ${running.child.exitCode}: ${running.said()}`);
}

async function runCommand(dataDir: string, args: readonly string[]): Promise<string> {
  const environment = { ...plainEnvironment(), DATA_DIR: dataDir };
  const { stdout } = await run(process.execPath, [cliScript, ...args], {
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
