import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { access, chmod, mkdir, mkdtemp, open, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import { isErrno } from "./binaries.ts";
import type { Launch } from "./privileges.ts";
import { giveTo } from "./privileges.ts";

const run = promisify(execFile);

/** A Unix socket path may have about 107 bytes; `/.s.PGSQL.5432` and its lock file take 20 of them. */
const longestSocketFolder = 85;

export const superuser = "aidc";

/** Names of the settings the embedded server runs with; everything else is PostgreSQL's default. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  work_mem: "32MB",
  max_connections: "60",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  wal_compression: "pglz",
  logging_collector: "off",
  log_min_messages: "warning",
  log_timezone: "UTC",
  timezone: "UTC",
  autovacuum_naptime: "20s",
};

/**
 * Creates the cluster when the folder has none. It is made beside and renamed, so that a start killed in the
 * middle, or two starts at once, never leave half a cluster under the final name.
 */
export async function ensureCluster(folder: string, binaries: Binaries, launch: Launch): Promise<void> {
  if (await isFile(join(folder, "PG_VERSION"))) return;
  const fresh = `${folder}.new-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await giveTo(launch, fresh);
  const args = [
    "-D",
    fresh,
    "-U",
    superuser,
    "--auth=trust",
    "--encoding=UTF8",
    "--no-locale",
    "--data-checksums",
    "--no-instructions",
  ];
  const [program, ...rest] = [...launch.prefix, ...binaries.prefix, binaries.initdb, ...args];
  await run(program ?? binaries.initdb, rest, { ...identity(launch), timeout: 120_000 });
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!isErrno(error, "ENOTEMPTY") && !isErrno(error, "EEXIST")) throw error;
  });
}

/** The folder of the server's socket: the data folder when its path is short enough, else a private temporary one. */
export async function socketFolderFor(folder: string, launch: Launch): Promise<string> {
  if (Buffer.byteLength(folder) <= longestSocketFolder) return folder;
  const short = await mkdtemp(join(tmpdir(), "aidc-pg-"));
  await chmod(short, 0o700);
  await giveTo(launch, short);
  return short;
}

/** Starts the server as a child in its own process group, so that Ctrl-C reaches us first and it last. */
export async function spawnServer(options: {
  readonly folder: string;
  readonly socketFolder: string;
  readonly binaries: Binaries;
  readonly launch: Launch;
  readonly dieWithParent: readonly string[];
}): Promise<ChildProcess> {
  const { folder, socketFolder, binaries, launch } = options;
  const log = await open(join(folder, "server.log"), "a", 0o600);
  try {
    const args = [
      "-D",
      folder,
      "-k",
      socketFolder,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ];
    const [program, ...rest] = [
      ...launch.prefix,
      ...options.dieWithParent,
      ...binaries.prefix,
      binaries.postgres,
      ...args,
    ];
    return spawn(program ?? binaries.postgres, rest, {
      stdio: ["ignore", log.fd, log.fd],
      detached: true,
      ...identity(launch),
    });
  } finally {
    await log.close();
  }
}

/** Waits until the process is gone; false when it is still there at the deadline. */
export async function waitForEnd(isGone: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!isGone()) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

function identity(launch: Launch): { uid?: number; gid?: number } {
  return {
    ...(launch.uid === undefined ? {} : { uid: launch.uid }),
    ...(launch.gid === undefined ? {} : { gid: launch.gid }),
  };
}

async function isFile(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
