import { execFileSync } from "node:child_process";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries } from "../../packages/store/src/database/embedded/binaries.ts";

/** What the numbers were measured on; without it they say nothing. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string | null;
  readonly prometheus: string | null;
  readonly victoriaMetrics: string | null;
}

export async function describeMachine(): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: versionOf((await findBinaries(tmpdir())).postgres, /\d+\.\d+/),
    prometheus: versionOf("prometheus", /version (\S+)/),
    victoriaMetrics: versionOf("victoria-metrics", /victoria-metrics-\S+|\d+\.\d+\.\d+\S*/),
  };
}

/** null: not installed here. A program that does not tell its version is "unknown". */
export function versionOf(program: string, pattern: RegExp): string | null {
  try {
    const said = execFileSync(program, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const match = pattern.exec(said);
    return match?.[1] ?? match?.[0] ?? "unknown";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? null : "unknown";
  }
}

const quietLoad = 1.5;

/** Waits for others to be done, but not for ever. @returns the load of the last minute when measuring began */
export async function waitForQuiet(patienceMs: number): Promise<number> {
  const deadline = performance.now() + patienceMs;
  const load = () => loadavg()[0] ?? 0;
  if (load() >= quietLoad)
    console.log(`load ${load().toFixed(1)}: waiting for at most ${patienceMs / 1000} s`);
  while (load() >= quietLoad && performance.now() < deadline) await delay(2_000);
  return load();
}
