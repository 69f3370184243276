import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { alarmBoardSchema } from "@aidc/contract";
import { hotRack } from "@aidc/simulator";
import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { repositoryRoot } from "./support/config.ts";
import type { Gallery } from "./support/gallery.ts";
import { openGallery } from "./support/gallery.ts";
import { isAskedFor, replaceGallery } from "./support/gallery-folder.ts";
import { writeGalleryPage } from "./support/gallery-page.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { signInEverywhere } from "./support/sign-in-browser.ts";

/**
 * Pictures of the wall and the desk in four situations, from a seeded center whose samples come in through the public
 * door: `npm run screenshots`. The wall's overview in every situation, scheme, language and size; its other scenes and
 * the desk dark in Chinese and light in English. `npm run screenshots -- ops-racks zh` makes only the pictures with
 * these words in their names and leaves the others.
 */

type Situation = "normal" | "hot-rack" | "link-lost" | "no-data";
const schemes = ["dark", "light"] as const;
const languages = { zh: "zh-CN", en: "en-US" } as const;
type Language = keyof typeof languages;
const schemeOfDesk: Readonly<Record<Language, (typeof schemes)[number]>> = { zh: "dark", en: "light" };
const sizes = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;
const tenant = "qinghe-university";
/** WebP: letters stay sharp at this quality, and the whole set stays below 5 MB. */
const quality = 0.45;
/** Until a change of the screen's size is drawn. */
const settleMs = 700;
const patienceMs = 180_000;

/** The picture that is being made, for whoever reads why there is none. */
let making = "the first picture";
/** Rejected when somebody ends the making: what was opened is closed then as after a failure. */
const ended = new Promise<never>((_, reject) => {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => reject(new Error(`ended with ${signal}`)));
});
ended.catch(() => {});

const { values, positionals: words } = parseArgs({
  options: { out: { type: "string", default: join(repositoryRoot, "docs/screenshots") } },
  allowPositionals: true,
});

interface Wall {
  readonly page: Page;
  readonly scheme: (typeof schemes)[number];
  readonly language: Language;
}

interface Studio {
  readonly out: string;
  readonly server: Server;
  readonly browsers: ReadonlyMap<Language, Browser>;
  /** Address of the wall's link, by center. */
  readonly wallOf: ReadonlyMap<string, string>;
}

async function take(out: string): Promise<void> {
  const server = await startServer({ environment: { LOG_LEVEL: "error" } });
  const api = await openApi(server);
  const gallery = await openGallery(server.url, api);
  const browsers = new Map<Language, Browser>();
  try {
    await Promise.race([ended, shootAll()]);
  } catch (error) {
    throw new Error(`not made: ${making}: ${error}`, { cause: error });
  } finally {
    // Whatever does not close leaves the others closed all the same.
    const closed = [gallery.stop(), ...[...browsers.values()].map((browser) => browser.close())];
    await Promise.allSettled(closed);
    await server.close();
  }
  const others = (await readdir(values.out)).filter((name) => !isAskedFor(name, words));
  await writeGalleryPage(out, [...others, ...(await readdir(out))]);

  async function shootAll() {
    for (const language of ["zh", "en"] as const) {
      const browser = await startBrowser(server.url, languages[language]);
      browser.context.setDefaultTimeout(patienceMs);
      browsers.set(language, browser);
    }
    await signInEverywhere([...browsers.values()], server.url, api, { center: gallery.fed, tenant });
    const wallOf = new Map<string, string>();
    for (const center of [gallery.fed, gallery.empty])
      wallOf.set(center, `/wall/${(await api.createWall(center)).token}`);
    const studio = { out, server, browsers, wallOf };
    const nothing = await openWalls(studio, gallery.empty);
    await shootWalls(studio, "no-data", nothing);
    await shootDesk(studio, "no-data", { ops: `/ops?center=${gallery.empty}` });
    for (const { page } of nothing) await page.close();
    if (words.includes("no-data")) return;
    await shootFed(studio, gallery, await openWalls(studio, gallery.fed), alarmsOf(api, gallery.fed));
  }
}

interface Alarms {
  /** Whether nothing needs anybody; what has returned from the time before the first sample is acknowledged. */
  readonly settle: () => Promise<boolean>;
  readonly isHot: () => Promise<boolean>;
}

function alarmsOf(api: Api, center: string): Alarms {
  const read = async () => alarmBoardSchema.parse(await api.call("GET", `/centers/${center}/alarms`)).alarms;
  return {
    settle: async () => {
      const left = await read();
      for (const { id, occurrence, letter } of left)
        if (letter === "D")
          await api.call("POST", `/centers/${center}/alarm-acknowledgements`, { alarm: id, occurrence });
      return !left.some(({ letter }) => letter === "B" || letter === "D");
    },
    isHot: async () =>
      (await read()).some(({ subject, letter }) => subject.id === hotRack.id && letter === "B"),
  };
}

/** The calm center, its hot rack, and the walls that see the server go. */
async function shootFed(
  studio: Studio,
  gallery: Gallery,
  walls: readonly Wall[],
  alarms: Alarms,
): Promise<void> {
  await gallery.started;
  for (const { page } of walls)
    await page.locator('[data-link="held"][data-state="live"]').waitFor({ timeout: patienceMs });
  // The sums over the past are made beside the live numbers.
  for (const { page } of walls)
    await page.locator(".wall-energy", { hasNotText: "\u2014" }).waitFor({ timeout: patienceMs });
  await until(alarms.settle, "alarms do not come to rest");
  // The day behind is read anew while it grows, and drawn where nothing is wrong.
  for (const { page } of walls)
    await page.locator(".wall-quiet ~ .wall-day").waitFor({ timeout: patienceMs });
  await shootWalls(studio, "normal", walls);
  await shootScenes(studio, "normal", gallery.fed, ["racks", "capacity", "visitor"]);
  await shootDesk(studio, "normal", deskOf(gallery.fed));
  if (words.includes("normal")) return;
  gallery.heat();
  await until(alarms.isHot, "no alarm of the hot rack");
  for (const { page } of walls)
    await page.locator(".wall-alarms li", { hasText: hotRack.id }).first().waitFor({ timeout: patienceMs });
  await shootWalls(studio, "hot-rack", walls);
  await shootScenes(studio, "hot-rack", gallery.fed, ["racks", "alarms"]);
  const { ops, "ops-racks": racks, "ops-alarms": list } = deskOf(gallery.fed);
  await shootDesk(studio, "hot-rack", { ops, "ops-racks": racks, "ops-alarms": list });
  await gallery.stop();
  await studio.server.kill();
  for (const { page } of walls) await page.locator('[data-link="lost"]').waitFor({ timeout: patienceMs });
  await shootWalls(studio, "link-lost", walls);
}

const until = (holds: () => Promise<boolean>, otherwise: string) =>
  eventually(
    async () => {
      if (!(await holds())) throw new Error(otherwise);
    },
    { timeoutMs: patienceMs, pauseMs: 500 },
  );

const deskOf = (center: string) => ({
  ops: `/ops?center=${center}`,
  "ops-racks": `/ops/racks?center=${center}`,
  "ops-rack": `/ops/racks/${center}/${hotRack.id}`,
  "ops-power": `/ops/power?center=${center}`,
  "ops-alarms": `/ops/alarms?center=${center}`,
  my: `/my/${center}/${tenant}`,
  reports: `/reports?center=${center}`,
});

/** A wall in each language and scheme, open side by side: a lost link shows where it was not lost before. */
async function openWalls(studio: Studio, center: string): Promise<Wall[]> {
  const walls: Wall[] = [];
  for (const [language, browser] of studio.browsers)
    for (const scheme of schemes) {
      const { page } = await browser.openPage(sizes[0]);
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(addressOf(studio, center, { scene: "overview", scheme, language }));
      await page.locator(".wall-picture").waitFor({ timeout: patienceMs });
      walls.push({ page, scheme, language });
    }
  return walls;
}

function addressOf(
  { server, wallOf }: Studio,
  center: string,
  look: { scene: string; scheme: string; language: string },
): string {
  const query = new URLSearchParams({ scene: look.scene, theme: look.scheme, lang: look.language });
  return `${server.url}${wallOf.get(center)}?${query}`;
}

async function shootWalls({ out }: Studio, situation: Situation, walls: readonly Wall[]): Promise<void> {
  for (const { page, scheme, language } of walls) {
    for (const size of sizes) {
      const picture = ["wall", situation, scheme, language, String(size.height)];
      if (!isAsked(picture)) continue;
      await page.setViewportSize(size);
      await shoot(page, out, picture);
    }
    await page.setViewportSize(sizes[0]);
  }
}

async function shootScenes(
  studio: Studio,
  situation: Situation,
  center: string,
  scenes: readonly string[],
): Promise<void> {
  for (const [language, browser] of studio.browsers) {
    const scheme = schemeOfDesk[language];
    const { page } = await browser.openPage(sizes[0]);
    for (const scene of scenes) {
      const picture = [`wall-${scene}`, situation, scheme, language, "1080"];
      if (!isAsked(picture)) continue;
      making = picture.join("-");
      await page.goto(addressOf(studio, center, { scene, scheme, language }));
      await page.locator(".wall-picture .wall-block").first().waitFor({ timeout: patienceMs });
      await page.locator('[data-link="held"][data-state="live"]').waitFor({ timeout: patienceMs });
      await shoot(page, studio.out, picture);
    }
    await page.close();
  }
}

async function shootDesk(
  { out, server, browsers }: Studio,
  situation: Situation,
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [language, browser] of browsers) {
    const scheme = schemeOfDesk[language];
    const { page } = await browser.openPage(sizes[0]);
    await page.emulateMedia({ colorScheme: scheme });
    for (const [name, path] of Object.entries(pages)) {
      const picture = [name, situation, scheme, language, "1080"];
      if (!isAsked(picture)) continue;
      making = picture.join("-");
      await page.goto(server.url + path);
      await page.locator("main").first().waitFor({ timeout: patienceMs });
      if (new URL(page.url()).pathname.startsWith("/sign-in")) throw new Error(`${path} asks to sign in`);
      await shoot(page, out, picture);
    }
    await page.close();
  }
}

const isAsked = (picture: readonly string[]) => isAskedFor(fileOf(picture), words);
const fileOf = (picture: readonly string[]) => `${picture.join("-")}.webp`;

/** Waits for what is still coming. */
async function shoot(page: Page, out: string, named: readonly string[]): Promise<void> {
  making = named.join("-");
  await delay(settleMs);
  await eventually(
    async () => {
      if ((await page.locator("[aria-busy=true]").count()) > 0) throw new Error("still loading");
    },
    { timeoutMs: patienceMs, pauseMs: 200 },
  );
  const picture = await page.screenshot();
  const name = fileOf(named);
  await writeFile(join(out, name), await encodeWebp(page, picture));
  process.stdout.write(`${name}\n`);
}

/** In a page that already runs, so that nothing has to be installed for it. */
async function encodeWebp(page: Page, png: Buffer): Promise<Buffer> {
  const encoded = await page.evaluate(
    async (order) => {
      const bytes = Uint8Array.from(atob(order.png), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality: order.quality });
      const written = new Uint8Array(await blob.arrayBuffer());
      return Array.from(written, (byte) => String.fromCharCode(byte)).join("");
    },
    { png: png.toString("base64"), quality },
  );
  return Buffer.from(encoded, "latin1");
}

await replaceGallery(values.out, take, words);
