import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoSeries } from "@aidc/simulator";
import { demoDocument, demoPlan, demoPrices, demoSeries, demoTariff, sampleAt } from "@aidc/simulator";
import type { Page } from "playwright-core";
import { extractText } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { pushHistory, written } from "./support/gallery.ts";
import { pushUntilAcknowledged } from "./support/remote-write.ts";
import { differsFromJson, printedInCsv, printedInXlsx } from "./support/report-file-numbers.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { signInBrowser } from "./support/sign-in-browser.ts";

/** An issued report as the print view of a browser, as the PDF and as the files beside it: the same figures and digits. */

const period = "2026-05";
const endMs = Date.parse("2026-05-31T16:00:00Z");
let server: Server;
let browser: Browser;
let number: string;
let files: readonly string[];

beforeAll(async () => {
  server = await startServer();
  const api = await openApi(server);
  const document = demoDocument(endMs);
  await api.importCenter({ ...document, center: { ...document.center, id: "c1", origin: "demo" } });
  for (const [path, draft] of [
    ["tariffs", demoTariff(endMs)],
    ["prices", demoPrices(endMs)],
    ["plans", demoPlan(endMs - 1)],
  ] as const)
    await api.call("POST", `/centers/c1/${path}`, { draft });
  const { key } = await api.createKey("c1", "building");
  const push = (list: readonly DemoSeries[], timesMs: readonly number[]) =>
    pushUntilAcknowledged(
      { url: server.url, key },
      list.flatMap((one) => written(one, timesMs, sampleAt)),
    );
  await pushHistory(demoSeries(endMs), endMs + 3_600_000, push, { meter: 32 });
  const folder = join(server.dataDir, "files");
  await mkdir(folder);
  const said: { number: string; files: string[] } = JSON.parse(
    await server.aidc(
      ...["report", "issue", "--center", "c1", "--period", period],
      ...["--issuer", "Ada", "--reviewer", "Ben", "--out", folder],
    ),
  );
  ({ number, files } = said);
  browser = await startBrowser(server.url);
  await signInBrowser(browser.context, server.url, await api.createSignInLink());
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Line {
  readonly id: string;
  /** As it stands before the id on paper, and after it. */
  readonly title: string;
  readonly caveat: string;
  readonly value: string;
}

/** Every line of a figure that the print view shows. */
async function printView(page: Page, language: "zh" | "en"): Promise<Line[]> {
  await page.addInitScript((chosen) => localStorage.setItem("aidc.language", chosen), language);
  await page.goto(`${server.url}/reports?center=c1&period=${period}&report=${number}`);
  await page.emulateMedia({ media: "print" });
  await page.locator(".paper #raw").waitFor();
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableRowElement>(".paper tr[id*='.']")]
      .filter((row) => row.getClientRects().length > 0)
      .map((row) => ({
        id: row.id,
        title: row.querySelector("td button")?.textContent ?? "",
        caveat: row.querySelector("td button + span")?.textContent ?? "",
        value: row.querySelector("td strong")?.textContent ?? "",
      })),
  );
}

/** Lines break where the page does, so that white space tells nothing. */
const dense = (text: string) => text.replace(/\s/g, "");
const fileOf = (ending: string) => readFile(files.find((one) => one.endsWith(ending)) ?? ending);

test.each(["en", "zh"] as const)(
  "print view, PDF and files tell the same numbers, in %s",
  async (language) => {
    const { page } = await browser.openPage();
    const lines = await printView(page, language);
    await page.close();
    const { text } = await extractText(new Uint8Array(await fileOf(`.${language}.pdf`)), {
      mergePages: true,
    });
    const found = dense(text);
    expect(lines.length).toBeGreaterThan(100);
    const missingInPdf = lines.filter(
      ({ id, title, caveat, value }) => !found.includes(dense(`${title}${id}${caveat}${value}`)),
    );
    expect(missingInPdf).toEqual([]);

    const screen = new Map(lines.map(({ id, value }) => [id, value]));
    const inCsv = printedInCsv((await fileOf(".csv")).toString("utf8"));
    const inXlsx = printedInXlsx(await fileOf(`.${language}.xlsx`));
    // What a file has and the print view lacks would be missing in either of these; one figure stands in several tables.
    const ofScreen = Object.fromEntries([...screen].sort());
    expect(Object.fromEntries([...inCsv].sort())).toEqual(ofScreen);
    expect(Object.fromEntries([...inXlsx].sort())).toEqual(ofScreen);
    const idsInPdf = [...inCsv.keys()].filter((id) => found.includes(dense(id)));
    expect([...inCsv.keys()].filter((id) => !idsInPdf.includes(id))).toEqual([]);
    expect(differsFromJson((await fileOf(".json")).toString("utf8"), screen)).toEqual([]);
  },
);
