import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Sends a signal and waits for the end. @returns whether it ended within the time; it is killed if it did not */
export async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals,
  withinMs: number,
): Promise<boolean> {
  if (hasEnded(child)) return true;
  const ended = once(child, "exit").then(() => true);
  child.kill(signal);
  const inTime = await Promise.race([ended, delay(withinMs, false, { ref: false })]);
  if (!inTime) child.kill("SIGKILL");
  await ended;
  return inTime;
}

/** The server's own PostgreSQL with every backend, the postmaster first; empty when none runs on the folder. */
export async function postgresProcesses(dataDir: string): Promise<number[]> {
  const file = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  const postmaster = Number(file.split("\n")[0]);
  if (!Number.isInteger(postmaster) || postmaster <= 0) return [];
  const all = await Promise.all((await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(readStat));
  const own = all.filter(
    (one) => one !== null && one.name === "postgres" && (one.pid === postmaster || one.parent === postmaster),
  );
  return own.flatMap((one) => (one ? [one.pid] : [])).sort((a) => (a === postmaster ? -1 : 1));
}

async function readStat(name: string): Promise<{ pid: number; parent: number; name: string } | null> {
  const text = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
  const found = /^(\d+) \((.*)\) (\S) (\d+)/s.exec(text);
  // A zombie is dead; only its parent has not looked yet.
  if (found === null || found[3] === "Z") return null;
  return { pid: Number(found[1]), name: found[2] ?? "", parent: Number(found[4]) };
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone already.
    }
  }
}

/** Milliseconds for which a process was ready and no processor was free for it; 0 where the system does not tell. */
export async function keptWaitingMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, "utf8").catch(() => "");
  return Number(text.split(" ")[1] ?? 0) / 1e6;
}

/** Resident memory, bytes. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}
