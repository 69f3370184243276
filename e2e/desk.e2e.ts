import { alarmBoardSchema } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser, WatchedPage } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { greyPictures, leastDifference } from "./support/greyscale.ts";
import { pushUntilAcknowledged } from "./support/remote-write.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** The way of an operator: the printed link, the desk, a rack, and where its number comes from. */

let server: Server;
let api: Api;
let browser: Browser;
let desk: WatchedPage;

beforeAll(async () => {
  server = await startServer({ demo: true });
  api = await openApi(server);
  await eventually(() => api.document("demo"), { timeoutMs: 300_000, pauseMs: 200 });
  browser = await startBrowser(server.url);
  desk = await browser.openPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("without a session the desk shows no data, only the way in", async () => {
  const { page } = desk;
  await page.goto(`${server.url}/ops`);
  await page.getByText("Sign in to go on").waitFor();
  expect(await page.innerText("body")).not.toContain((await api.document("demo")).center.name);
});

test("the sign-in link opens the desk, once", async () => {
  const { page } = desk;
  const link = await eventually(() => {
    const printed = /Sign in\s+(\S+)/.exec(server.printed())?.[1];
    if (printed === undefined) throw new Error("no link was printed");
    return printed;
  });
  await page.goto(link);
  await page.waitForURL(/\/ops(\?|$)/);
  await page.getByRole("navigation").waitFor();
  await page.getByText("Demo data").first().waitFor();
  const other = await startBrowser(server.url);
  try {
    const second = await other.openPage();
    await second.page.goto(link);
    await second.page.getByText("This link does not work any more").waitFor();
  } finally {
    await other.close();
  }
});

test("from the map to a rack, its history, and the origin of a number", async () => {
  const { page } = desk;
  await page.getByRole("navigation").getByRole("link", { name: "Racks" }).click();
  const racks = (await api.document("demo")).racks;
  const cells = page.locator("a[id^='rack ']");
  await eventually(async () => expect(await cells.count()).toBe(racks.length), { timeoutMs: 120_000 });
  await cells.first().click();
  await page.waitForURL(/\/ops\/racks\/demo\//);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page
    .getByTitle(/^Where does .+ come from\?$/)
    .first()
    .click();
  const drawer = page.getByRole("dialog", { name: "Where this comes from" });
  await drawer.waitFor();
  await drawer.getByRole("heading", { level: 3 }).waitFor();
  await page.waitForURL(/explain=/);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });

  await page.goto(`${server.url}/ops?explain=it_energy`);
  await drawer.waitFor();
  const { formula, pointCount } = await api.explain("demo", "it_energy", {
    fromMs: Date.now() - 3_600_000,
    toMs: Date.now(),
  });
  await drawer.getByText("Formula", { exact: true }).waitFor();
  expect(formula.length).toBeGreaterThan(0);
  expect(pointCount).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
});

test("the floor follows the wheel under the pointer, and its looks and alarms differ without colour", async () => {
  const { page } = desk;
  await page.goto(`${server.url}/ops/racks?metric=inlet`);
  const cell = page.locator("a[id^='rack ']").first();
  await cell.waitFor();
  const legend = page.locator("main ul li > :first-child").filter({ visible: true });
  // The ramp, six looks of a rack, four severities.
  await eventually(async () => expect(await legend.count()).toBe(11));
  const looks = await greyPictures(legend);
  expect(leastDifference(looks)).toBeGreaterThan(0.03);

  const before = await cell.boundingBox();
  if (!before) throw new Error("the rack is not drawn");
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await page.mouse.wheel(0, -600);
  await page.waitForURL(/sight=/);
  await eventually(async () => expect((await cell.boundingBox())?.width).toBeGreaterThan(before.width * 1.5));
});

test("columns that were hidden by keys stay hidden after a reload", async () => {
  const { page } = desk;
  const names = () => page.locator("main thead th").allInnerTexts();
  await page.goto(`${server.url}/ops/racks?view=list`);
  const button = page.locator("summary", { hasText: "Columns" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await page.getByText("Columns (1 hidden)").waitFor();
  const seen = await names();
  expect(seen).not.toContain("Hall");
  await page.reload();
  await page.getByText("Columns (1 hidden)").waitFor();
  expect(await names()).toEqual(seen);
  await button.click();
  await page.getByLabel("Hall", { exact: true }).click();
  await eventually(async () => expect(await names()).toContain("Hall"));
});

test("a stray series is bound by a click, its rack has the value, and both are taken back", async () => {
  const { page } = desk;
  const rack = (await api.document("demo")).racks[0]?.id ?? "";
  const { key } = await api.createKey("demo", "strips");
  const stray = { __name__: "strip_outlet_temp_celsius", rack };
  const fromMs = Date.now();
  await pushUntilAcknowledged({ url: server.url, key }, [{ labels: stray, samples: [[fromMs, 33.25]] }]);
  const readValues = async () => {
    const point = { subjectKind: "rack", subjectId: rack, quantity: "outlet_temperature" };
    return JSON.stringify(await api.history("demo", point, { fromMs, toMs: fromMs + 1000 }));
  };

  await page.goto(`${server.url}/ops/sources`);
  const section = (name: string) => page.locator("section", { has: page.getByRole("heading", { name }) });
  const unmatched = section("Series that nothing recognised").getByRole("row", { name: stray.__name__ });
  const bound = section("Bound by hand").getByRole("row", { name: stray.__name__ });
  await unmatched.getByText("33.25", { exact: true }).waitFor();
  await unmatched.getByRole("button", { name: `Bind as rack ${rack}`, exact: false }).click();
  await bound.waitFor();
  await unmatched.waitFor({ state: "detached" });
  expect(await readValues()).toContain("33.25");

  await bound.getByRole("button", { name: "Take back", exact: false }).click();
  const sure = page.getByRole("dialog", { name: "Take this binding back?" });
  await sure.getByRole("button", { name: "Take back" }).click();
  await unmatched.waitFor();
  await bound.waitFor({ state: "detached" });
  // Without the binding there is no such point; the rack is there, and nothing of it is collected.
  expect(await readValues()).toContain('"reason":"not_collected","buckets":[]');
});

test("jobs of a scheduler: a bad file keeps nothing, a good one is the figure's own list, and again it is known", async () => {
  const { page } = desk;
  const may = (day: number, hour: number) => `2026-05-${day < 10 ? "0" : ""}${day}T0${hour}:00:00`;
  const row = (id: string, start: string) => `${id}|lab|${may(4, 1)}|${start}|Unknown|RUNNING|n1`;
  const header = "JobID|Account|Eligible|Start|End|State|NodeList";
  const choose = async (...rows: string[]) => {
    await page.goto(`${server.url}/ops/corrections?center=demo&form=jobs`);
    const buffer = Buffer.from([header, ...rows].join("\n"));
    const file = { name: "jobs.txt", mimeType: "text/plain", buffer };
    await page.getByLabel("File of sacct -P, or CSV").setInputFiles(file);
    await page.getByRole("button", { name: "Check the rows" }).click();
  };
  const dialog = page.getByRole("dialog");
  await choose(row("71", may(4, 3)), row("72", may(3, 1)));
  await dialog.getByText("1 row is refused; nothing can be stored.").waitFor();
  await dialog.getByText("start is before eligible").waitFor();
  expect(await dialog.getByRole("button", { name: /^Store/ }).count()).toBe(0);

  await choose(row("71", may(4, 3)), row("72", may(4, 2)));
  await dialog.getByRole("button", { name: "Store 2 rows" }).click();
  await dialog.getByText("2 rows were stored.").waitFor();
  await page.goto(`${server.url}/reports?center=demo&period=2026-05&figure=service.queue_wait`);
  await dialog.getByText("1 to 2 of 2").waitFor();
  expect(await dialog.getByRole("row", { name: /^71 lab 2\.0/ }).count()).toBe(1);
  await dialog.getByLabel("How long they waited").selectOption("1 to 4 h");
  await dialog.getByText("1 to 2 of 2").waitFor();
  await dialog.getByLabel("How long they waited").selectOption("4 to 12 h");
  await dialog.getByText("No job fits.").waitFor();
});

/** From the click on one page until the other one has a button that begins so, by the pages' own clock. */
async function msBetween(pressed: Locator, other: Page, words: string): Promise<number> {
  const shown = other.evaluate(
    (begins) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const buttons = [...document.querySelectorAll('[role="dialog"] button')];
          if (!buttons.some(({ textContent }) => textContent.startsWith(begins))) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    words,
  );
  const clicked = pressed.evaluate(
    (button) =>
      new Promise<number>((resolve) =>
        button.addEventListener("click", () => resolve(Date.now()), { once: true }),
      ),
  );
  await pressed.click();
  return (await shown) - (await clicked);
}

/** The demo may be well just then, so a rule of our own raises one: a meter that measures anything at all. */
async function raiseAlarm() {
  const rule = "any-power";
  const condition = { kind: "limit", subjectKind: "meter", quantity: "power", side: "above", raiseAt: 2 };
  const put = (enabled: boolean) =>
    api.call("PUT", `/centers/demo/alarm-rules/${rule}`, {
      definition: { name: "Any power", severity: "minor", condition },
      enabled,
    });
  await put(true);
  const alarm = await eventually(async () => {
    const { alarms } = alarmBoardSchema.parse(await api.call("GET", "/centers/demo/alarms"));
    const own = alarms.find((one) => one.rule === rule && one.letter === "B");
    if (!own) throw new Error("nothing awaits an acknowledgement");
    return own;
  });
  return { alarm, end: () => put(false) };
}

test("an acknowledgement is seen and taken back on a second page within a second", async () => {
  const other = await browser.openPage();
  const pages = [desk.page, other.page];
  const { alarm, end } = await raiseAlarm();
  for (const page of pages) await page.goto(`${server.url}/ops/alarms?open=${encodeURIComponent(alarm.id)}`);
  const [first, second] = pages.map((page) => ({
    acknowledge: page.getByRole("dialog").getByRole("button", { name: /^Acknowledge/ }),
    takeBack: page.getByRole("dialog").getByRole("button", { name: "Take back", exact: true }),
  }));
  if (!first || !second) throw new Error("there are two pages");
  await second.acknowledge.waitFor();
  const acknowledgedMs = await msBetween(first.acknowledge, other.page, "Take back");
  const takenBackMs = await msBetween(second.takeBack, desk.page, "Acknowledge");
  process.stdout.write(
    `acknowledged: on the second page after ${acknowledgedMs} ms, taken back after ${takenBackMs} ms\n`,
  );
  expect(Math.max(acknowledgedMs, takenBackMs)).toBeLessThan(1000);
  expect(other.complaints).toEqual([]);
  await other.page.close();
  await end();
});

test("zh and en change without a reload, and the language stays", async () => {
  const { page, loads } = desk;
  await page.goto(`${server.url}/ops`);
  await page.getByRole("navigation").waitFor();
  const before = loads();
  await page.getByText("中文", { exact: true }).click();
  await eventually(async () => expect(await page.innerText("body")).toContain("演示数据"));
  await page.locator("html[lang^=zh]").waitFor();
  expect(loads()).toBe(before);
  await page.reload();
  await eventually(async () => expect(await page.innerText("body")).toContain("演示数据"));
  await page.getByText("English", { exact: true }).click();
  await eventually(async () => expect(await page.innerText("body")).toContain("Demo data"));
});

test("a replayed wall is whole on both usual screens, under its bar and above nothing", async () => {
  const { page } = desk;
  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const scene of ["overview", "racks"]) {
      await page.goto(`${server.url}/ops/replay?scene=${scene}`);
      const picture = page.locator(".wall-replayed");
      await picture.waitFor();
      const box = await picture.boundingBox();
      expect({ scene, height, isWhole: box !== null && box.y + box.height <= height }).toMatchObject({
        isWhole: true,
      });
      // As large as it can be: what is left over is less than the bar above it.
      expect(box?.height).toBeGreaterThan(height * 0.7);
    }
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
});

test("in all of this nothing was asked of anybody else and nothing was complained of", () => {
  expect(desk.strangers).toEqual([]);
  expect(desk.complaints).toEqual([]);
});
