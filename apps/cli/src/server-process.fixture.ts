import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually, openTestDatabase } from "@aidc/testkit";
import { runCli } from "./run.ts";

const script = fileURLToPath(new URL("../../api/src/main.ts", import.meta.url));

/** The real server as a process of its own on a database of its own, and the command line that talks to it. */
export interface ServerProcess {
  readonly dataDir: string;
  /** @throws with what the command said when it did not end with 0 */
  aidc(...args: string[]): Promise<string>;
  /** Kills it without a word, as a power cut would, and starts it again. */
  crashAndRestart(): Promise<void>;
  close(): Promise<void>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  const database = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-server-"));
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    PORT: "0",
    AIDC_DEMO: "off",
    LOG_LEVEL: "warn",
  };
  /** The last that the server said; what a failing test shows. */
  const words: string[] = [];
  let server = await launch(environment, words);
  return {
    dataDir,
    async aidc(...args) {
      const out: string[] = [];
      const err: string[] = [];
      const terminal = {
        stdout: (text: string) => void out.push(text),
        stderr: (text: string) => void err.push(text),
        isTerminal: false,
      };
      const code = await runCli(args, { dataDir, workDir: dataDir }, terminal);
      if (code !== 0)
        throw new Error(
          `aidc ${args.join(" ")} ended with ${code}: ${err.join("")}; the server: ${words.slice(-3).join("")}`,
        );
      return out.join("");
    },
    async crashAndRestart() {
      await end(server, "SIGKILL");
      server = await launch(environment, words);
    },
    async close() {
      await end(server, "SIGTERM");
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(environment: Record<string, string>, words: string[]): Promise<ChildProcess> {
  const server = spawn(process.execPath, [script], { env: environment, stdio: ["ignore", "ignore", "pipe"] });
  server.stderr?.setEncoding("utf8").on("data", (text: string) => words.push(text.slice(0, 2000)));
  await eventually(
    async () => {
      if (server.exitCode !== null)
        throw new Error(`the server ended with ${server.exitCode}: ${words.join("")}`);
      const { url, pid }: { url: string; pid: number } = JSON.parse(
        await readFile(join(environment.DATA_DIR ?? "", "server.json"), "utf8"),
      );
      if (pid !== server.pid) throw new Error("the server has not said yet where it is");
      if (!(await fetch(`${url}/readyz`)).ok) throw new Error("the server is not ready");
    },
    { timeoutMs: 40_000, pauseMs: 100 },
  );
  return server;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill(signal);
  await ended;
}
