import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The embedded server of a data folder and all its backends, as the kernel sees them (Linux). */
async function serverProcesses(dataDir: string): Promise<number[]> {
  const pidFile = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8");
  const postmaster = Number(pidFile.split("\n")[0]);
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").catch(() => "");
  return [postmaster, ...children.split(" ").flatMap((pid) => (pid.trim() === "" ? [] : [Number(pid)]))];
}

/** To the parent first, so that it cannot start another child meanwhile. */
export async function signalServer(dataDir: string, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await serverProcesses(dataDir)) {
    try {
      process.kill(pid, signal);
    } catch {
      // a backend that ended meanwhile
    }
  }
}
