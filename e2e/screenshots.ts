import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { repositoryRoot } from "./support/config.ts";
import type { Gallery } from "./support/gallery.ts";
import { openGallery } from "./support/gallery.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { signInBrowser } from "./support/sign-in-browser.ts";

/**
 * Pictures of the wall and the desk in four situations, from a seeded center whose samples come in through the public
 * door: `npm run screenshots`. Kept are all pictures of 1920 x 1080 and, of 3840 x 2160, the wall's dark ones;
 * `--all --out DIR` takes every one.
 */

const situations = ["normal", "hot-rack", "link-lost", "no-data"] as const;
type Situation = (typeof situations)[number];
const schemes = ["dark", "light"] as const;
const languages = { zh: "zh-CN", en: "en-US" } as const;
const sizes = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;
/** Until a change of the screen's size is drawn. */
const settleMs = 700;
const patienceMs = 180_000;

interface View {
  readonly page: Page;
  readonly place: "wall" | "desk";
  readonly scheme: (typeof schemes)[number];
  readonly language: string;
}

async function take(out: string, isAll: boolean): Promise<void> {
  await mkdir(out, { recursive: true });
  const server = await startServer({ environment: { LOG_LEVEL: "error" } });
  const api = await openApi(server);
  const gallery = await openGallery(server.url, api);
  const browsers: Browser[] = [];
  const views = (center: string) => openViews({ server, api, browsers, center });
  const shoot = (situation: Situation, list: readonly View[]) => shootAll({ out, isAll, situation, list });
  try {
    const empty = await views(gallery.empty);
    await shoot("no-data", empty);
    for (const { page } of empty) await page.close();
    const fed = await views(gallery.fed);
    await untilLive(fed, gallery);
    await shoot("normal", fed);
    gallery.heat();
    for (const { page, place } of fed)
      if (place === "wall") await page.locator(".wall-alarms li").first().waitFor({ timeout: patienceMs });
    await shoot("hot-rack", fed);
    await gallery.stop();
    await server.kill();
    for (const { page, place } of fed)
      if (place === "wall") await page.locator('[data-link="lost"]').waitFor({ timeout: patienceMs });
    await shoot("link-lost", fed);
  } finally {
    await gallery.stop();
    for (const browser of browsers) await browser.close();
    await server.close();
  }
}

/** A wall and a desk in each language and scheme, open side by side: a lost link shows where it was not lost before. */
async function openViews(context: {
  server: Server;
  api: Api;
  browsers: Browser[];
  center: string;
}): Promise<View[]> {
  const { server, api, browsers, center } = context;
  const { token } = await api.createWall(center);
  const views: View[] = [];
  for (const [language, locale] of Object.entries(languages)) {
    const browser = await startBrowser(server.url, locale);
    const [first] = browsers;
    browsers.push(browser);
    // One person at two browsers: another sign-in would end the first.
    if (first) await browser.context.addCookies(await first.context.cookies());
    else await signInBrowser(browser.context, server.url, await api.createSignInLink());
    for (const scheme of schemes) {
      const open = async (place: View["place"], path: string) => {
        const { page } = await browser.openPage(sizes[0]);
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(server.url + path);
        await page.locator("main").first().waitFor({ timeout: patienceMs });
        views.push({ page, place, scheme, language });
      };
      await open("wall", `/wall/${token}?scene=overview&theme=${scheme}&lang=${language}`);
      await open("desk", `/ops?center=${center}`);
    }
  }
  return views;
}

async function untilLive(views: readonly View[], gallery: Gallery): Promise<void> {
  await gallery.started;
  for (const { page, place } of views)
    if (place === "wall")
      await page.locator('[data-link="held"][data-state="live"]').waitFor({ timeout: patienceMs });
}

async function shootAll(order: {
  out: string;
  isAll: boolean;
  situation: Situation;
  list: readonly View[];
}): Promise<void> {
  const { out, isAll, situation, list } = order;
  for (const { page, place, scheme, language } of list) {
    await eventually(
      async () => {
        if ((await page.locator("[aria-busy=true]").count()) > 0) throw new Error("still loading");
      },
      { timeoutMs: patienceMs, pauseMs: 200 },
    ).catch((error: unknown) => {
      // Without a server what was still coming never comes, and the picture says so.
      if (situation !== "link-lost") throw error;
    });
    for (const size of sizes) {
      const isKept = isAll || size.height === 1080 || (place === "wall" && scheme === "dark");
      if (!isKept) continue;
      await page.setViewportSize(size);
      await delay(settleMs);
      const name = `${place}-${situation}-${scheme}-${language}-${size.height}.png`;
      await page.screenshot({ path: join(out, name) });
      process.stdout.write(`${name}\n`);
    }
    await page.setViewportSize(sizes[0]);
  }
}

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    out: { type: "string", default: join(repositoryRoot, "docs/screenshots") },
  },
});
await take(values.out, values.all);
