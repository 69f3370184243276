import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";

/** A process that we started: it is asked to end, then told to, and its last words are kept. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** The end of what it said on stderr. */
  words(): string;
  end(): Promise<void>;
}

const patienceMs = 60_000;

/** Whoever stops the benchmark stops what it started. */
const running = new Set<ChildProcess>();
function endAll(): void {
  for (const child of running) child.kill("SIGTERM");
}
process.once("exit", endAll);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** @throws Error when the program cannot be started */
export async function startChild(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Child> {
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let words = "";
  child.stdout?.resume();
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-4000);
  });
  await once(child, "spawn");
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    process: child,
    words: () => words,
    async end() {
      if (isGone()) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      await gone;
      clearTimeout(force);
    },
  };
}

/** Repeats until the server behind the address answers 2xx. @throws Error when it ended or the time is over */
export async function waitUntilReady(child: Child, url: string, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (child.process.exitCode !== null || performance.now() > deadline) {
      throw new Error(`${child.process.spawnfile} does not answer at ${url}: ${child.words()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
