import { alarmBoardSchema } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { aCenter } from "./support/center.ts";
import type { PushTarget } from "./support/remote-write.ts";
import { push } from "./support/remote-write.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** Scenes take turns until something needs somebody. */

let server: Server;
let api: Api;
let browser: Browser;
let target: PushTarget;

beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  await api.importCenter(aCenter("north"));
  const { key } = await api.createKey("north", "sensors");
  target = { url: server.url, key };
  const condition = { kind: "limit", subjectKind: "rack", quantity: "inlet_temperature", side: "above" };
  await api.call("PUT", "/centers/north/alarm-rules/hot", {
    definition: { name: "Too hot", severity: "critical", condition: { ...condition, raiseAt: 40 } },
  });
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const interruptsWithinMs = 2_000;

/** Keeps every rack at a temperature, so that no source falls silent. */
function keepWarm(celsius: () => number) {
  const tell = () =>
    push(
      target,
      [1, 2, 3, 4].map((rack) => ({
        labels: { __name__: "aidc_rack_inlet_celsius", rack: `k${rack}` },
        samples: [[Date.now(), rack === 1 ? celsius() : 22]] as const,
      })),
    );
  const timer = setInterval(() => void tell(), 500);
  return { tell, stop: () => clearInterval(timer) };
}

/** Scenes that the wall turns to within a time, longer than any scene has. */
function scenesWithin(page: Page, withinMs: number): Promise<(string | null)[]> {
  return page.evaluate(async (waitMs) => {
    const picture = document.querySelector("[data-held]");
    if (!picture) throw new Error("no picture");
    const scenes: (string | null)[] = [];
    const observer = new MutationObserver(() => scenes.push(picture.getAttribute("data-scene")));
    observer.observe(picture, { attributeFilter: ["data-scene"] });
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    observer.disconnect();
    return scenes;
  }, withinMs);
}

const sceneOf = (page: Page) => page.locator("[data-held]").getAttribute("data-scene");

async function hotAlarm() {
  const { alarms } = alarmBoardSchema.parse(await api.call("GET", "/centers/north/alarms"));
  const hot = alarms.find(({ rule }) => rule === "hot");
  if (!hot) throw new Error("no alarm of the rule hot");
  return hot;
}

test("a new critical alarm is on the wall within 2 s, holds until it is acknowledged, and scenes go on", async () => {
  const { id, url } = await api.createWall("north");
  await api.call("PUT", `/centers/north/walls/${id}`, {
    settings: { scenes: ["racks", "capacity", "alarms"], secondsPerScene: 8 },
  });
  let celsius = 22;
  const sensors = keepWarm(() => celsius);
  try {
    const { page } = await browser.openPage();
    await page.goto(url);
    await page.locator('[data-link="held"]').waitFor();
    const turned = { timeoutMs: 120_000, pauseMs: 100 };
    await eventually(async () => expect(await sceneOf(page)).toBe("capacity"), turned);
    await eventually(async () => expect(await sceneOf(page)).toBe("racks"), turned);
    celsius = 45;
    await sensors.tell();
    const toldMs = performance.now();
    await page.locator('[data-scene="alarms"][data-held="true"]').waitFor({ timeout: 20_000 });
    const upMs = performance.now() - toldMs;
    process.stdout.write(`alarm: its scene is up ${Math.round(upMs)} ms after its sample was stored\n`);
    expect(upMs).toBeLessThan(interruptsWithinMs);
    expect(await page.locator(".wall-alarm-list").innerText()).toContain("Rack 1");
    expect(await scenesWithin(page, 10_000)).toEqual([]);
    expect(await sceneOf(page)).toBe("alarms");
    const { id: alarm, occurrence } = await hotAlarm();
    await api.call("POST", "/centers/north/alarm-acknowledgements", { alarm, occurrence, note: "seen" });
    await page.locator('[data-held="false"]').waitFor({ timeout: 10_000 });
    await eventually(async () => expect(await sceneOf(page)).not.toBe("alarms"), turned);
  } finally {
    sensors.stop();
  }
});
