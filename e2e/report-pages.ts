import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import type { DemoSeries } from "@aidc/simulator";
import {
  demoDocument,
  demoPlan,
  demoPrices,
  demoScenario,
  demoSeries,
  demoTariff,
  sampleAt,
} from "@aidc/simulator";
import { openApi } from "./support/api.ts";
import { repositoryRoot } from "./support/config.ts";
import { pushHistory, written } from "./support/gallery.ts";
import { pushUntilAcknowledged } from "./support/remote-write.ts";
import { startServer } from "./support/server.ts";

/**
 * Pages of a printed report as pictures: `npm run report-pages`. A seeded center whose samples come in through the
 * public door, the report of the month that has ended, drafted, reviewed and issued as people do, and its PDF in both
 * languages, drawn by `pdftoppm` of poppler.
 */

const run = promisify(execFile);
const center = "example";
const languages = ["zh", "en"] as const;
/** The chapters; what follows are definitions and raw tables. */
const pages = 8;
const dotsPerInch = "80";
const zoneOffsetMs = 8 * 3_600_000;
/** The month and a day; meters tell the energy of the month before too. */
const historyDays = { meter: 63, rack: 32, tenant: 32 } as const;

/** The month that ended last at the center, and the instant at which it did. */
function lastMonth(nowMs: number): { readonly name: string; readonly endMs: number } {
  const local = new Date(nowMs + zoneOffsetMs);
  const endMs = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - zoneOffsetMs;
  return { name: new Date(endMs + zoneOffsetMs - 1).toISOString().slice(0, 7), endMs };
}

async function seed(url: string, api: Awaited<ReturnType<typeof openApi>>, endMs: number): Promise<void> {
  const document = demoDocument(endMs);
  await api.importCenter({ ...document, center: { ...document.center, id: center, origin: "demo" } });
  for (const [path, draft] of [
    ["tariffs", demoTariff(endMs)],
    ["prices", demoPrices(endMs)],
    ["economic-scenarios", demoScenario(endMs)],
    ["plans", demoPlan(endMs - 1)],
  ] as const)
    await api.call("POST", `/centers/${center}/${path}`, { draft });
  const { key } = await api.createKey(center, "building");
  const push = (list: readonly DemoSeries[], timesMs: readonly number[]) =>
    pushUntilAcknowledged(
      { url, key },
      list.flatMap((one) => written(one, timesMs, sampleAt)),
      { isOver: () => false },
    );
  await pushHistory(demoSeries(endMs), endMs + 3_600_000, push, historyDays);
}

async function draw(pdf: string, language: string, folder: string): Promise<string[]> {
  const prefix = `page-${language}`;
  await run("pdftoppm", ["-r", dotsPerInch, "-gray", "-png", "-l", String(pages), pdf, join(folder, prefix)]);
  return (await readdir(folder)).filter((name) => name.startsWith(`${prefix}-`)).sort();
}

const { values } = parseArgs({
  options: { out: { type: "string", default: join(repositoryRoot, "docs/report") } },
});
const { name: period, endMs } = lastMonth(Date.now());
const server = await startServer({ environment: { LOG_LEVEL: "error" } });
try {
  await seed(server.url, await openApi(server), endMs);
  const folder = join(server.dataDir, "pages");
  await mkdir(folder);
  const said: { files: string[] } = JSON.parse(
    await server.aidc(
      ...["report", "issue", "--center", center, "--period", period],
      ...["--issuer", "Ada", "--reviewer", "Ben", "--out", folder],
    ),
  );
  await mkdir(values.out, { recursive: true });
  for (const old of (await readdir(values.out)).filter((name) => /^page-(zh|en)-\d+\.png$/.test(name)))
    await rm(join(values.out, old));
  const rows: string[] = [];
  for (const language of languages) {
    const pdf = said.files.find((file) => file.endsWith(".pdf") && file.includes(`.${language}.`)) ?? "";
    for (const page of await draw(pdf, language, folder)) {
      await copyFile(join(folder, page), join(values.out, page));
      rows.push(`![${page}](${page})`);
      process.stdout.write(`${page}\n`);
    }
  }
  await writeFile(join(values.out, "README.md"), pageOf(rows));
} finally {
  await server.close();
}

function pageOf(rows: readonly string[]): string {
  return `# Pages of a printed report

Taken by \`npm run report-pages\`: the report of the month that had ended, over a simulated center whose samples come in
through the public door, drafted, reviewed and issued as people do. Everything on the pages is drawn from the one report
model; what is not metered says so and why. Definitions and raw tables follow and are not among the pictures.

Any issued report gives such pages: \`aidc report render <number> --out files\`, then \`pdftoppm -gray -png\`.

${rows.join("\n\n")}
`;
}
