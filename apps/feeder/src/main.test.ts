import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@aidc/testkit";
import { expect, onTestFinished, test } from "vitest";

const script = fileURLToPath(new URL("./main.ts", import.meta.url));

test.each<[string, (port: number) => string]>([
  ["before it said an address", () => ""],
  ["after it said where a server is that nobody reaches", (port) => `http://127.0.0.1:${port}\n`],
])("ends with its parent, whose pipe ends %s", async (_, said) => {
  const dataDir = await mkdtemp(join(tmpdir(), "aidc-feeder-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const feeder = spawn(process.execPath, [script, "demo"], {
    env: { AIDC_ADMIN_SECRET: "0".repeat(64), DATA_DIR: dataDir },
    stdio: ["pipe", "ignore", "inherit"],
  });
  onTestFinished(() => void feeder.kill("SIGKILL"));
  feeder.stdin.end(said(await freePort()));
  expect(await once(feeder, "exit")).toEqual([0, null]);
});
