import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { topics } from "@aidc/contract";
import type { Child } from "../run/child.ts";
import { startChild } from "../run/child.ts";
import { freePort } from "../run/listen.ts";
import { connectLive } from "../run/live-client.ts";
import type { Benchmark } from "../run/report.ts";
import { quantile } from "../run/report.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const warmStarts = 3;
const center = "demo";
const patienceMs = 180_000;

/** `npm start` until the first patch of the demo center's wall arrives at a client of the socket. */
export const startup: Benchmark = {
  name: "startup",
  about: "npm start to a moving wall: first, warm, and with --cold from a fresh clone",
  async run({ withCold }) {
    const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
    try {
      const firstS = await timeStart(root, dataDir);
      const warmS: number[] = [];
      for (let start = 0; start < warmStarts; start++) warmS.push(await timeStart(root, dataDir));
      const coldS = withCold ? await timeCold() : null;
      return {
        name: "startup",
        tables: [
          {
            title: "npm start to the first patch",
            columns: ["", "seconds"],
            rows: [
              ["warm, median", quantile(warmS, 0.5)],
              ["empty data folder", firstS],
              ["fresh clone with installation", coldS],
            ],
          },
        ],
        facts: { firstS, warmS, coldS },
        remarks: withCold ? ["packages come from the local package store where it has them"] : [],
      };
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** The clone is part of what a newcomer waits for. */
async function timeCold(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "aidc-bench-clone-"));
  const startedMs = performance.now();
  try {
    execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, join(folder, "copy")]);
    const clonedS = (performance.now() - startedMs) / 1000;
    return clonedS + (await timeStart(join(folder, "copy"), join(folder, "data")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeStart(copy: string, dataDir: string): Promise<number> {
  const port = await freePort();
  const startedMs = performance.now();
  const npm = await startChild("npm", ["start", "--prefix", copy], {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    AIDC_DEMO: "on",
    LOG_LEVEL: "error",
  });
  try {
    await firstPatch(npm, `http://127.0.0.1:${port}`, join(dataDir, `wall-link.${center}`));
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(`  moving after ${seconds.toFixed(1)} s`);
    return seconds;
  } finally {
    await npm.end();
    await gone(port);
  }
}

/** The wall is moving when a patch changes more than the clock. */
async function firstPatch(npm: Child, url: string, linkFile: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline && npm.process.exitCode === null) {
    const token = existsSync(linkFile)
      ? /\/wall\/(\S+)/.exec(readFileSync(linkFile, "utf8"))?.[1]
      : undefined;
    const moved = token === undefined ? false : await moves(url, token).catch(() => false);
    if (moved) return;
    await delay(50);
  }
  throw new Error(`no moving wall: ${npm.words()}`);
}

async function moves(url: string, token: string): Promise<boolean> {
  const client = await connectLive(url, token);
  try {
    const moved = new Promise<boolean>((resolve) => {
      client.onPatch(({ changes }) => (Object.keys(changes).length > 0 ? resolve(true) : undefined));
      setTimeout(() => resolve(false), 10_000).unref();
    });
    await client.subscribe(topics.wall(center));
    return await moved;
  } finally {
    client.close();
  }
}

/** The next start must not meet the one before. */
async function gone(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answers = await fetch(`http://127.0.0.1:${port}/livez`).then(
      () => true,
      () => false,
    );
    if (!answers) return;
    await delay(100);
  }
}
