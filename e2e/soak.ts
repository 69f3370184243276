import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eventually } from "@aidc/testkit";
import type { CDPSession } from "playwright-core";
import { soakCompressed } from "./compressed-soak.ts";
import { openApi } from "./support/api.ts";
import type { WatchedPage } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { acceptanceConfig } from "./support/config.ts";
import { readPageMetrics } from "./support/page-metrics.ts";
import { residentBytes } from "./support/processes.ts";
import { startServer } from "./support/server.ts";

/**
 * The wall left open for `AIDC_SOAK_MINUTES` (30), with a SIGKILL of the server in the middle: `node e2e/soak.ts`.
 * Days of it in minutes: `node e2e/soak.ts --hours 72 --compressed`; a part of that with `--ticks 20000 --restarts 2`.
 * Each minute it collects garbage and says what is left. Exit 1 when the heap climbs, the page reloads or the picture
 * does not come back. Not a test: it takes as long as it says.
 */

const minuteMs = 60_000;
/** Of 30 minutes; what a browser keeps for itself varies by less. */
const mostHeapGrowth = 1.15;

interface Minute {
  readonly minute: number;
  readonly heapMiB: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly loads: number;
  readonly drawnReports: number;
  readonly serverMiB: number;
  readonly state: string | null;
}

async function soak(minutes: number): Promise<string[]> {
  const server = await startServer({ demo: true });
  const browser = await startBrowser(server.url);
  try {
    const api = await openApi(server);
    await eventually(() => api.document("demo"), { timeoutMs: 90_000, pauseMs: 200 });
    const { url } = await api.createWall("demo");
    const watched = await browser.openPage();
    const drawn = countDrawnReports(watched);
    await watched.page.goto(url);
    await watched.page.locator('[data-link="held"]').waitFor();
    const cdp = await browser.context.newCDPSession(watched.page);
    const measured: Minute[] = [];
    let backMs = 0;
    for (let minute = 1; minute <= minutes; minute++) {
      await delay(minuteMs);
      if (minute === Math.ceil(minutes / 2)) {
        await server.kill();
        await watched.page.locator('[data-link="lost"]').waitFor();
        await server.start();
        const startedMs = performance.now();
        await watched.page.locator('[data-link="held"][data-state="live"]').waitFor({ timeout: minuteMs });
        backMs = performance.now() - startedMs;
      }
      const facts = {
        minute,
        loads: watched.loads(),
        drawnReports: drawn(),
        serverMiB: mebibytes(await residentBytes(server.pid())),
      };
      measured.push({ ...facts, ...(await measure(cdp, watched)) });
      process.stdout.write(`${JSON.stringify(measured.at(-1))}\n`);
    }
    process.stdout.write(`right picture ${Math.round(backMs)} ms after the restart\n`);
    return judge(measured, backMs, watched);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What the wall says of itself every ten seconds, seen on its way out. */
function countDrawnReports({ page }: WatchedPage): () => number {
  let count = 0;
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (String(payload).includes('"drawn"')) count++;
    }),
  );
  return () => count;
}

async function measure(cdp: CDPSession, { page }: WatchedPage) {
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("Performance.enable");
  const read = await readPageMetrics(cdp);
  return {
    heapMiB: mebibytes(read("JSHeapUsedSize")),
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
    state: await page.locator("[data-state]").first().getAttribute("data-state"),
  };
}

function judge(
  measured: readonly Minute[],
  backMs: number,
  { complaints, strangers }: WatchedPage,
): string[] {
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last) return ["nothing was measured"];
  const faults = strangers.map((url) => `asked somebody else: ${url}`);
  // A lost server is complained of by the browser itself.
  faults.push(...complaints.filter((text) => !/ERR_CONNECTION|WebSocket connection/.test(text)));
  if (last.heapMiB > first.heapMiB * mostHeapGrowth)
    faults.push(`heap ${first.heapMiB} -> ${last.heapMiB} MiB`);
  if (last.nodes > first.nodes * mostHeapGrowth) faults.push(`nodes ${first.nodes} -> ${last.nodes}`);
  if (last.loads !== 1) faults.push(`${last.loads} loads of the page`);
  if (last.state !== "live") faults.push(`the wall ends ${last.state}`);
  if (backMs > 10_000) faults.push(`the picture came back after ${backMs} ms`);
  if (last.drawnReports < measured.length * 4) faults.push(`only ${last.drawnReports} drawn reports`);
  return faults;
}

function mebibytes(bytes: number): number {
  return Math.round((bytes / 1_048_576) * 100) / 100;
}

const { values } = parseArgs({
  options: {
    compressed: { type: "boolean", default: false },
    hours: { type: "string", default: "72" },
    ticks: { type: "string" },
    restarts: { type: "string", default: "20" },
  },
});
const ticks = Number(values.ticks ?? Number(values.hours) * 3_600);
const faults = values.compressed
  ? await soakCompressed({ ticks, restarts: Number(values.restarts) })
  : await soak(acceptanceConfig.soakMinutes);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
