import type { ChildProcess } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Log } from "../log.ts";
import type { Binaries } from "./binaries.ts";
import { findBinaries } from "./binaries.ts";
import { ensureCluster, socketFolderFor, spawnServer, superuser, waitForEnd } from "./cluster.ts";
import { tryGuard } from "./guard.ts";
import { isAlive, readLivePostmaster } from "./postmaster-pid.ts";
import type { Launch } from "./privileges.ts";
import { chooseLaunch, dieWithParent } from "./privileges.ts";

/** A PostgreSQL of our own as a child process: no TCP port, reached by a Unix socket in the data folder. */
export interface EmbeddedServer {
  /** Of the application's database, `aidc`. */
  readonly url: string;
  /** Clean shutdown; the next start needs no recovery. */
  stop(): Promise<void>;
}

interface Setup {
  readonly folder: string;
  readonly socketFolder: string;
  readonly binaries: Binaries;
  readonly launch: Launch;
  readonly dieWithParent: readonly string[];
}

/** Crash recovery of a large journal may take minutes; a server that neither answers nor ends is given up then. */
const startTimeoutMs = 600_000;
const createDatabaseTimeoutMs = 120_000;

/**
 * Starts the server and keeps it running: one that dies is started again, for as long as we live.
 * @throws Error with a sentence when another copy owns the folder or the server cannot start
 */
export async function startEmbeddedServer(dataDir: string, log: Log): Promise<EmbeddedServer> {
  const home = resolve(dataDir);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const folder = join(home, "postgres");
  const [binaries, launch] = await Promise.all([findBinaries(home), chooseLaunch()]);
  await clearOrphan(folder, log);
  await ensureCluster(folder, binaries, launch);
  await rename(join(folder, "server.log"), join(folder, "server.previous.log")).catch(() => {});
  const socketFolder = await socketFolderFor(folder, launch);
  const setup = { folder, socketFolder, binaries, launch, dieWithParent: await dieWithParent() };
  const supervisor = new Supervisor(setup, log);
  await supervisor.start();
  return {
    url: `postgresql:///aidc?host=${encodeURIComponent(socketFolder)}&user=${superuser}`,
    stop: () => supervisor.stop(),
  };
}

class Supervisor {
  #child: ChildProcess | null = null;
  #guard: pg.Client | null = null;
  #stopping = false;
  #restart: Promise<void> = Promise.resolve();
  readonly #setup: Setup;
  readonly #log: Log;

  constructor(setup: Setup, log: Log) {
    this.#setup = setup;
    this.#log = log;
  }

  async start(): Promise<void> {
    const child = await spawnServer(this.#setup);
    this.#child = child;
    child.once("error", () => {}); // an unstartable program shows as an exit code of the wait below
    this.#guard = await waitUntilReady(child, this.#setup);
    await ensureDatabase(this.#guard);
    child.once("exit", (code, signal) => this.#onExit(code, signal));
    if (child.exitCode !== null || child.signalCode !== null) this.#onExit(child.exitCode, child.signalCode);
  }

  #onExit(code: number | null, signal: string | null): void {
    if (this.#stopping) return;
    this.#log("embedded PostgreSQL ended; starting it again", { code, signal });
    this.#restart = this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    for (let pauseMs = 50; !this.#stopping; pauseMs = Math.min(pauseMs * 2, 5000)) {
      await delay(pauseMs); // backends of the dead server need a moment to notice and go
      if (this.#stopping) return;
      try {
        await this.start();
        this.#log("embedded PostgreSQL runs again");
        return;
      } catch (error) {
        this.#log("embedded PostgreSQL did not start", { error: String(error) });
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#restart;
    await this.#guard?.end().catch(() => {});
    const child = this.#child;
    if (child?.pid !== undefined)
      await stopProcess(child.pid, () => child.exitCode !== null || child.signalCode !== null);
    const { socketFolder, folder } = this.#setup;
    if (socketFolder !== folder) await rm(socketFolder, { recursive: true, force: true });
  }
}

async function waitUntilReady(child: ChildProcess, setup: Setup): Promise<pg.Client> {
  const deadline = performance.now() + startTimeoutMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      const other = await readLivePostmaster(setup.folder);
      if (other !== null) throw anotherCopy(setup.folder);
      throw new Error(
        `The embedded PostgreSQL did not start; its log is ${join(setup.folder, "server.log")}.`,
      );
    }
    const attempt = await tryGuard(setup.socketFolder);
    if (attempt.outcome === "held") return attempt.client;
    if (attempt.outcome === "taken") throw anotherCopy(setup.folder);
    await delay(15);
  }
  throw new Error(`The embedded PostgreSQL did not answer within ${startTimeoutMs / 1000} s.`);
}

/** A server that outlived its parent is stopped; one whose parent lives is left alone. */
async function clearOrphan(folder: string, log: Log): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const running = await readLivePostmaster(folder);
    if (running === null) return;
    const attempt = await tryGuard(running.socketFolder === "" ? folder : running.socketFolder);
    if (attempt.outcome === "taken") throw anotherCopy(folder);
    if (attempt.outcome === "held") {
      log("stopping a PostgreSQL that an earlier run left behind", { pid: running.pid });
      await attempt.client.end();
      await stopProcess(running.pid, () => !isAlive(running.pid));
      return;
    }
    if (performance.now() > deadline) {
      throw new Error(
        `A PostgreSQL (process ${running.pid}) holds ${folder} and does not answer: end it and start again.`,
      );
    }
    await delay(50);
  }
}

/** SIGINT: disconnect everybody, checkpoint, end. SIGQUIT when that takes too long: safe, needs recovery. */
async function stopProcess(pid: number, isGone: () => boolean): Promise<void> {
  if (isGone()) return;
  process.kill(pid, "SIGINT");
  if (await waitForEnd(isGone, 30_000)) return;
  process.kill(pid, "SIGQUIT");
  if (!(await waitForEnd(isGone, 10_000))) throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}

async function ensureDatabase(guard: pg.Client): Promise<void> {
  const { rowCount } = await guard.query("select 1 from pg_database where datname = 'aidc'");
  // Copies a database file by file with fsync: seconds on a busy disk, far beyond the patience of a guard.
  const creation = { text: "create database aidc", query_timeout: createDatabaseTimeoutMs };
  if (rowCount === 0) await guard.query(creation);
}

function anotherCopy(folder: string): Error {
  return new Error(
    `Another copy is already running on ${folder}. Stop it, or give this one its own DATA_DIR and PORT.`,
  );
}
