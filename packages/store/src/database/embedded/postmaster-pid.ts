import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a running server says of itself in its data folder. */
export interface PostmasterPid {
  readonly pid: number;
  readonly socketFolder: string;
}

/** @returns null when no server has left a file, or its process is gone */
export async function readLivePostmaster(folder: string): Promise<PostmasterPid | null> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  // line 5 is the first socket folder; a server that is still starting may not have written it yet
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !(await isPostgres(pid))) return null;
  return { pid, socketFolder: lines[4] ?? "" };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** After a reboot the number may belong to another program; where there is no /proc we believe the file. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return name.startsWith("postgres");
}
