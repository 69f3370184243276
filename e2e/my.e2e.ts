import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser, WatchedPage } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** The way of a tenant's administrator: the invitation, the own numbers and nobody else's, a password, a key, a wish. */

const own = { id: "qinghe-university", name: "Qinghe University Computing Center", cards: "48" };
const foreign = { id: "yunfan-driving", name: "Yunfan Autonomous Driving", lease: "yunfan-h20" };
const email = "ada@qinghe.example";
const passwords = { first: "seven quiet river stones", second: "eight quiet river stones" };
const foreignWords = [foreign.id, foreign.name, foreign.lease, "云帆智驾"];

let server: Server;
let api: Api;
let browser: Browser;
let my: WatchedPage;
/** Everything that reached the browser in answers and frames. */
const heard: string[] = [];

beforeAll(async () => {
  server = await startServer({ demo: true });
  api = await openApi(server);
  await eventually(() => api.document("demo"), { timeoutMs: 300_000, pauseMs: 200 });
  browser = await startBrowser(server.url);
  my = await browser.openPage();
  my.page.on("response", (answer) => {
    if (!answer.url().includes("/api/")) return;
    void answer.text().then(
      (text) => heard.push(text),
      () => undefined,
    );
  });
  my.page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => heard.push(String(payload))),
  );
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const invite = async (): Promise<string> => {
  const member = { email, name: "Ada Lin", role: "tenant_admin", team: null };
  const made: { url: string } = JSON.parse(
    JSON.stringify(await api.call("PUT", `/centers/demo/tenants/${own.id}/members`, member)),
  );
  return made.url;
};
const goTo = async (page: Page, name: string) => {
  const link = page.getByRole("navigation").getByRole("link", { name, exact: true });
  await link.click();
  await link.and(page.locator("[aria-current=page]")).waitFor();
};

test("an invitation sets a password and leads to the only tenant", async () => {
  const { page } = my;
  await page.goto(await invite());
  await page.getByLabel("New password", { exact: true }).fill(passwords.first);
  await page.getByLabel("New password, again").fill(passwords.first);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await page.waitForURL(new RegExp(`/my/demo/${own.id}`));
  await page.getByText(own.name).first().waitFor();
});

test("the first page says what is held, live", async () => {
  const { page } = my;
  await page.getByRole("heading", { level: 1, name: new RegExp(`hold.* ${own.cards} cards`) }).waitFor();
  await page.getByTitle("Where does Allocated come from?").click();
  const drawer = page.getByRole("dialog", { name: "Where this comes from" });
  await drawer.getByText("Formula", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
});

test("every page opens and names nobody else", async () => {
  const { page } = my;
  const pages = [
    "Usage",
    "Charges",
    "Prices and quote",
    "Requests",
    "Energy and carbon",
    "Status",
    "Team and keys",
  ];
  for (const name of [...pages, "Allocation"]) {
    await goTo(page, name);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await eventually(async () => expect(await page.locator("[aria-busy=true]").count()).toBe(0), {
      timeoutMs: 120_000,
    });
    const words = await page.innerText("body");
    for (const word of foreignWords) expect(words, name).not.toContain(word);
    expect(await page.getByRole("alert").count(), name).toBe(0);
  }
});

test("another tenant's address shows what an address of nobody shows", async () => {
  const { page } = my;
  const look = async (tenant: string) => {
    await page.goto(`${server.url}/my/demo/${tenant}`);
    await page.getByRole("heading", { level: 1, name: "Nothing to see here" }).waitFor();
    return (await page.innerText("body")).replaceAll(tenant, "");
  };
  // Until both are whole: what is around the words may come after them.
  await eventually(async () => expect(await look(foreign.id)).toBe(await look("nobody-at-all")), {
    timeoutMs: 120_000,
  });
});

test("asks for more cards and takes it back", async () => {
  const { page } = my;
  await page.goto(`${server.url}/my/demo/${own.id}/requests?ask=resize&lease=qinghe-h100`);
  await page.getByLabel("Cards").fill("24");
  await page.getByText(/16 cards.*becomes 24 cards/).waitFor();
  await page.getByRole("button", { name: "Send request" }).click();
  await page.getByText("open", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByText("withdrawn", { exact: true }).waitFor();
});

test("creates a key that is shown once, and revokes it", async () => {
  const { page } = my;
  await page.goto(`${server.url}/my/demo/${own.id}/team`);
  await page.getByRole("button", { name: "Create a key" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("nightly export");
  await sheet.getByRole("button", { name: "Create a key" }).click();
  const key = await sheet.locator("code").innerText();
  const path = `${server.url}/api/centers/demo/tenants`;
  const read = (tenant: string) =>
    fetch(`${path}/${tenant}/allocation`, { headers: { authorization: `Bearer ${key}` } });
  expect((await read(own.id)).status).toBe(200);
  expect((await read(foreign.id)).status).toBe(403);
  await sheet.getByRole("button", { name: "I have it" }).click();
  await sheet.waitFor({ state: "hidden" });
  expect(await page.innerText("body")).not.toContain(key);
  await page
    .getByRole("row", { name: /nightly export/ })
    .getByRole("button", { name: "Revoke" })
    .click();
  await sheet.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("row", { name: /nightly export.*revoked/ }).waitFor();
  expect((await read(own.id)).status).toBe(401);
});

test("changes the password; the old one opens nothing any more", async () => {
  const { page } = my;
  await page.goto(`${server.url}/account`);
  await page.getByLabel("Current password").first().fill(passwords.first);
  await page.getByLabel("New password", { exact: true }).fill(passwords.second);
  await page.getByLabel("New password, again").fill(passwords.second);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText(/Password changed/).waitFor();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/sign-in/);
  const tryWith = async (password: string) => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  await tryWith(passwords.first);
  await page.getByText("E-mail or password is wrong.").waitFor();
  await tryWith(passwords.second);
  await page.waitForURL(new RegExp(`/my/demo/${own.id}`));
});

test("in all of this nothing of anybody else reached the browser, and nobody else was asked", () => {
  const all = heard.join("\n");
  expect(all).toContain(own.id);
  for (const word of foreignWords) expect(all).not.toContain(word);
  expect(my.strangers).toEqual([]);
  // The wrong password's 401 is written to the console by the browser itself.
  expect(my.complaints.filter((text) => !text.includes("401"))).toEqual([]);
});
