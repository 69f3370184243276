import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The only reader of the environment of the acceptance tests. */
export const acceptanceConfig = {
  /** SIGKILLs under ingest; 200 on demand. */
  killCycles: whole(process.env.AIDC_KILL_CYCLES, 20),
  /** The same seed kills the same processes in the same order. */
  killSeed: whole(process.env.AIDC_KILL_SEED, Math.floor(Math.random() * 2 ** 31)),
  /** How long the database stays away; 120 on demand. */
  storageAwaySeconds: whole(process.env.AIDC_STORAGE_AWAY_SECONDS, 10),
  soakMinutes: whole(process.env.AIDC_SOAK_MINUTES, 30),
} as const;

export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

/** What a started program may inherit of our environment: enough to run. */
export function plainEnvironment(): Record<string, string> {
  const names = ["PATH", "HOME", "USER", "TMPDIR", "LANG"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** @returns the first of these programs on PATH, or null: the test then skips and its name says why */
export function findProgram(...names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin", "/usr/sbin");
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isProgram) ?? null;
}

/** @throws Error with the command that installs one */
export function needBrowser(): string {
  const path =
    process.env.CHROMIUM_PATH ??
    findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  if (path === null) throw new Error("The browser tests need a Chromium: sudo apt-get install -y chromium");
  return path;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function whole(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value > 0 ? value : otherwise;
}
