import { readFile } from "node:fs/promises";
import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser, WatchedPage } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import type { ExecutionWatch } from "./support/execution-watch.ts";
import { findInjected, watchExecutions } from "./support/execution-watch.ts";
import {
  april,
  hostileCenter,
  keyNames,
  march,
  ownName,
  ownTenant,
  plantHostileCenter,
  tenantNames,
} from "./support/hostile-center.ts";
import { asShown, hostileNames, refusedNames, turning } from "./support/hostile-names.ts";
import { readXlsxParts } from "./support/read-xlsx.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { inviteAdministrator, signInBrowser } from "./support/sign-in-browser.ts";

/**
 * Sixty names that want to be code, as names of everything that has one and as labels of what is pushed: on every
 * page they are text, nothing of them runs, and the content security policy has nothing to stop. An administrator
 * looks on 127.0.0.1, a tenant's on localhost, in one browser.
 */

let server: Server;
let api: Api;
let browser: Browser;
let watch: ExecutionWatch;
let watched: WatchedPage;
let page: Page;
let adminHost: string;
let memberHost: string;

beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  adminHost = server.url;
  memberHost = server.url.replace("127.0.0.1", "localhost");
  await plantHostileCenter(server, api);
  browser = await startBrowser(server.url);
  watch = await watchExecutions(browser.context);
  await signInBrowser(browser.context, adminHost, await api.createSignInLink());
  const ada = await inviteAdministrator(api, { center: hostileCenter, tenant: ownTenant });
  await signInBrowser(browser.context, memberHost, ada);
  // So high that a long list draws all of its rows.
  watched = await browser.openPage({ width: 1600, height: 9000 });
  ({ page } = watched);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page of the console and waits until it is whole. */
async function look(address: string): Promise<void> {
  await page.goto(address);
  await eventually(
    async () => {
      expect(await page.locator("main, h1").first().innerText()).not.toBe("");
      expect(await page.locator("[aria-busy=true]").count()).toBe(0);
    },
    { timeoutMs: 120_000 },
  );
}
/** Nothing of what the page shows by now was taken for code. */
async function expectText(): Promise<void> {
  expect(await findInjected(page), page.url()).toEqual([]);
  expect(watch.executions, page.url()).toEqual([]);
  expect(watch.violations.splice(0), page.url()).toEqual([]);
}
const textShown = async () => asShown((await page.locator("body").textContent()) ?? "");
/** A long list draws its rows once it knows its height: a moment after the page is whole. */
async function seeAll(names: readonly (string | undefined)[]): Promise<void> {
  await eventually(async () => expect(missing(await textShown(), names)).toEqual([]), { timeoutMs: 120_000 });
  await expectText();
}
const marksOfDirection = async () => (await page.locator("body").textContent())?.match(turning) ?? [];
const missing = (shown: string, names: readonly (string | undefined)[]) =>
  names.filter((name) => name === undefined || !shown.includes(asShown(name)));

test("are sixty, and what cannot be kept is refused in words", async () => {
  expect(new Set(hostileNames).size).toBe(60);
  for (const name of refusedNames)
    await expect(api.call("PUT", `/centers/${hostileCenter}/tenants/t1`, { name })).rejects.toThrow(": 400 ");
});

test.each([
  ["", []],
  ["/racks?view=map", []],
  ["/racks?view=list", hostileNames],
  [`/racks/${hostileCenter}/k3`, [tenantNames[3], hostileNames[3]]],
  ["/sources", keyNames],
  ["/tenants", tenantNames],
  [`/tenants/${hostileCenter}/${ownTenant}`, hostileNames],
  ["/leases?view=timeline", []],
  ["/leases?view=table", tenantNames],
  ["/requests?show=all", [ownName]],
  ["/incidents", [hostileNames[3]]],
  ["/prices", [hostileNames[0]]],
  [`/statements?month=${march.month}`, tenantNames],
  ["/people", hostileNames],
  ["/audit", []],
] as const)("stay text on /ops%s", async (path, names) => {
  const separator = path.includes("?") ? "&" : "?";
  await look(`${adminHost}/ops${path}${separator}center=${hostileCenter}&lang=en`);
  await seeAll(names);
  // Labels are told as they came; names have lost what would turn the number beside them.
  if (path !== "/sources") expect(await marksOfDirection()).toEqual([]);
  expect(watched.complaints.splice(0)).toEqual([]);
});

test("stay text where the origin of a number is shown: labels and names of sources", async () => {
  await look(`${adminHost}/ops?center=${hostileCenter}&explain=it_energy&lang=en`);
  const drawer = page.getByRole("dialog", { name: "Where this comes from" });
  await drawer.getByText("Formula", { exact: true }).waitFor();
  // The list is cut at 50 of 60.
  await eventually(async () => {
    const shown = asShown((await drawer.textContent()) ?? "");
    expect(missing(shown, keyNames).length).toBeLessThanOrEqual(10);
  });
  await expectText();
});

test("stay text in addresses: search, filter, and what nobody knows", async () => {
  for (const name of hostileNames.slice(2, 5)) {
    const written = encodeURIComponent(name);
    await look(`${adminHost}/ops/racks?view=list&q=${written}&center=${hostileCenter}`);
    await expectText();
    await look(`${adminHost}/ops/audit?actor=${written}&tenant=${written}`);
    await expectText();
  }
  await look(
    `${adminHost}/sign-in?error=${encodeURIComponent(hostileNames[3] ?? "")}&next=javascript:canary(99)`,
  );
  await expectText();
});

test.each([
  ["", []],
  ["/usage?by=member&period=7d", hostileNames],
  ["/usage?by=job&period=7d", hostileNames],
  ["/usage?by=team&period=7d", hostileNames],
  ["/charges", []],
  [`/charges/${march.month}`, []],
  [`/charges/${april}`, []],
  ["/prices", [hostileNames[0]]],
  ["/requests", []],
  ["/energy?period=7d", []],
  ["/status", [hostileNames[3], ...hostileNames]],
  ["/team", [...hostileNames, ...keyNames]],
] as const)("stay text on /my%s", async (path, names) => {
  await look(`${memberHost}/my/${hostileCenter}/${ownTenant}${path}`);
  await seeAll([ownName, ...names]);
  expect(watched.complaints.splice(0)).toEqual([]);
});

test("stay text on the wall, in both languages", async () => {
  const { token } = await api.createWall(hostileCenter);
  for (const [lang, name] of [
    ["en", hostileNames[3]],
    ["zh", hostileNames[6]],
  ]) {
    await look(`${adminHost}/wall/${token}?lang=${lang}`);
    // The page is there before the live connection has brought its picture.
    await seeAll([name]);
  }
  expect(watched.complaints.splice(0)).toEqual([]);
});

test("leave as text in the files of a statement, where a negative number stays a number", async () => {
  await look(`${memberHost}/my/${hostileCenter}/${ownTenant}/charges/${april}`);
  await expectText();
  const csv = (await download(page, "CSV")).toString("utf8");
  expect(csv).toContain(`,"'${ownName.replaceAll('"', '""')}",`);
  expect(csv).toMatch(/,-\d+\.\d+,/);
  expect(csv).not.toMatch(/(^|,|\n)"?[=+@]/);
  const parts = readXlsxParts(await download(page, "XLSX"));
  const sheets = [...parts].filter(([name]) => name.startsWith("xl/worksheets/")).map(([, text]) => text);
  expect(sheets.join("")).not.toMatch(/<f[ >]/);
  expect(sheets.join("")).toMatch(/<c [^>]*><v>-\d+(\.\d+)?<\/v><\/c>/);
  expect([...parts.values()].join("")).toContain("=HYPERLINK(");
  expect([...parts.values()].join("")).not.toContain("<img src=x data-canary");
});

test("ran nowhere", () => {
  expect(watch.executions).toEqual([]);
  expect(watch.violations).toEqual([]);
});

async function download(page: Page, name: string): Promise<Buffer> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  return readFile(await (await started).path());
}
