import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { aCenter } from "./support/center.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** A wall that stands still looks like a wall on which nothing happens: only the server can tell. */

let server: Server;
let api: Api;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const noticedWithinMs = 60_000;
const hasDrawnWithinMs = 60_000;

async function screenStates(): Promise<string[]> {
  const walls: { screens: { build: string; state: string }[] }[] = JSON.parse(
    JSON.stringify(await api.call("GET", "/centers/north/walls")),
  );
  return walls.flatMap(({ screens }) =>
    screens.filter(({ build }) => build !== "").map(({ state }) => state),
  );
}

async function frozenAlarms(): Promise<{ letter: string }[]> {
  const board: { alarms: { rule: string; letter: string }[] } = JSON.parse(
    JSON.stringify(await api.call("GET", "/centers/north/alarms")),
  );
  return board.alarms.filter(({ rule }) => rule === "wall-frozen");
}

test("a frozen wall is an alarm within a minute, and none any more when it draws again", async () => {
  await api.importCenter(aCenter("north"));
  const { url } = await api.createWall("north");
  const { page } = await browser.openPage();
  await page.goto(url);
  await eventually(async () => expect(await screenStates()).toEqual(["drawing"]), {
    timeoutMs: hasDrawnWithinMs,
    pauseMs: 250,
  });
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send("Debugger.enable");
  await cdp.send("Debugger.pause");
  const frozenMs = performance.now();
  await eventually(
    async () => {
      expect(await screenStates()).toEqual(["frozen"]);
      expect(await frozenAlarms()).toMatchObject([{ letter: "B" }]);
    },
    { timeoutMs: noticedWithinMs, pauseMs: 250 },
  );
  process.stdout.write(
    `frozen wall: an alarm after ${Math.round((performance.now() - frozenMs) / 1000)} s\n`,
  );
  await cdp.send("Debugger.resume");
  await cdp.send("Debugger.disable");
  await eventually(
    async () => {
      expect(await screenStates()).toEqual(["drawing"]);
      expect(await frozenAlarms()).toMatchObject([{ letter: "D" }]);
    },
    { timeoutMs: hasDrawnWithinMs, pauseMs: 250 },
  );
});
