import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser, WatchedPage } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** An operator takes a tenant in: leases to it, gives it a rack, is refused a second one, and answers a request. */

let server: Server;
let api: Api;
let browser: Browser;
let desk: WatchedPage;
/** A rack that another lease of the demo center holds. */
let heldRack: string;
let freeRack: string;

beforeAll(async () => {
  server = await startServer({ demo: true });
  api = await openApi(server);
  const document = await eventually(() => api.document("demo"), { timeoutMs: 300_000, pauseMs: 200 });
  const heldServers = document.assignments.map(({ accelerator }) => accelerator?.split(":")[0]);
  const held = new Set([
    ...document.assignments.map(({ rack }) => rack),
    ...document.servers.filter(({ id }) => heldServers.includes(id)).map(({ rack }) => rack),
  ]);
  heldRack = document.assignments.find(({ rack }) => rack !== undefined)?.rack ?? "";
  freeRack = document.racks.find(({ id }) => !held.has(id))?.id ?? "";
  browser = await startBrowser(server.url);
  desk = await browser.openPage();
  await desk.page.goto(await api.createSignInLink());
  await desk.page.getByRole("navigation").waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("a tenant is created on two keys and a form", async () => {
  const { page } = desk;
  await page.getByRole("navigation").waitFor();
  // Two keys are one word only where they come soon after each other, which a busy machine does not always manage.
  await eventually(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.waitForURL(/\/ops\/tenants/, { timeout: 3_000 });
  });
  await page.getByRole("button", { name: "New tenant" }).click();
  const form = page.getByRole("dialog", { name: "New tenant" });
  await form.getByLabel("Name", { exact: true }).fill("<b>Aurora & Sons</b>");
  await form.getByLabel("Id", { exact: true }).fill("aurora");
  await form.getByRole("button", { name: "Create tenant" }).click();
  await page.waitForURL(/\/ops\/tenants\/demo\/aurora/);
  await page.getByRole("heading", { level: 1, name: "<b>Aurora & Sons</b>" }).waitFor();
});

test("a lease is created and stands on the timeline", async () => {
  const { page } = desk;
  await page.getByRole("link", { name: "New lease" }).click();
  const form = page.getByRole("dialog", { name: "New lease" });
  await form.getByLabel("Tenant").selectOption("aurora");
  await form.getByLabel("Resource").selectOption("racks");
  await form.getByLabel("Racks").fill("1");
  await form.getByLabel("Id, if it is not to be made up").fill("aurora-racks");
  await form.getByRole("button", { name: "Create lease" }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByRole("link", { name: /Aurora & Sons.*1 rack/ }).waitFor();
});

test("a rack that another lease holds is refused in words at the field; a free one is assigned", async () => {
  const { page } = desk;
  await page.getByRole("link", { name: /Aurora & Sons.*1 rack/ }).click();
  const drawer = page.getByRole("dialog", { name: "Lease aurora-racks" });
  await drawer.getByRole("button", { name: "Assign", exact: true }).first().click();
  const rack = drawer.getByRole("combobox", { name: "Rack", exact: true });
  const assign = drawer.locator("form").getByRole("button", { name: "Assign" });
  await rack.fill(heldRack);
  await assign.click();
  await eventually(async () => {
    expect(await rack.getAttribute("aria-invalid")).toBe("true");
    const said = await drawer.locator(`[id="${await rack.getAttribute("aria-describedby")}"]`).innerText();
    expect(said).toContain(heldRack);
  });
  await drawer.getByText("Nothing was changed.").waitFor();

  await rack.fill(freeRack);
  await assign.click();
  await drawer.getByRole("link", { name: freeRack }).waitFor();
  const { assignments } = await api.document("demo");
  const stored = assignments.filter(({ lease }) => lease === "aurora-racks");
  expect(stored.map((assignment) => assignment.rack)).toEqual([freeRack]);
});

test("a request shows what it would change, and is carried out when approved", async () => {
  const { page } = desk;
  const from = new Date(Date.now() + 86_400_000).toISOString();
  const wish = { kind: "resize", lease: "aurora-racks", amount: 2, from };
  await api.call("POST", "/centers/demo/tenants/aurora/requests", { wish, note: "One more rack, please." });
  await page.goto(`${server.url}/ops/requests`);
  await page.getByRole("link", { name: /1 rack becomes 2 racks/ }).click();
  const drawer = page.getByRole("dialog", { name: "Request" });
  await drawer.getByText("One more rack, please.").waitFor();
  await drawer.getByRole("columnheader", { name: "Room left" }).waitFor();
  await drawer.getByLabel("Answer to the tenant").fill("It is yours.");
  await drawer.getByRole("button", { name: "Approve" }).click();
  await drawer.waitFor({ state: "hidden" });
  const { leases } = await api.document("demo");
  expect(leases.filter(({ tenant }) => tenant === "aurora").map(({ amount }) => amount)).toEqual([1, 2]);
});

test("all of it is in the audit log, and nothing of it was run as markup", async () => {
  const { page } = desk;
  await page.goto(`${server.url}/ops/audit`);
  for (const action of ["created the tenant", "created a lease", "set an assignment", "answered a request"])
    await page.getByRole("button", { name: action }).first().waitFor();
  expect(await page.locator("[data-head]").innerText()).toMatch(/^[0-9a-f]{64}$/);
  expect(desk.strangers).toEqual([]);
  // The refusal of the held rack is a failed request by design; nothing else was complained of.
  expect(desk.complaints.filter((text) => !text.includes("409"))).toEqual([]);
});
