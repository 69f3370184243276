import type { CenterDocumentInput } from "@aidc/contract";
import { alarmBoardSchema } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { findOverflow, startBrowser } from "./support/browser.ts";
import { aCenter } from "./support/center.ts";
import { greyPictures, leastDifference } from "./support/greyscale.ts";
import { pushUntilAcknowledged } from "./support/remote-write.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** What a wall draws can be read from afar: its type is large enough, nothing is cut, and grey tells it apart. */

let server: Server;
let api: Api;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  await api.importCenter(aCenter("north"));
  const { key } = await api.createKey("north", "sensors");
  const racks = [1, 2, 3, 4].map((rack) => ({
    labels: { __name__: "aidc_rack_inlet_celsius", rack: `k${rack}` },
    samples: [[Date.now(), 20 + 4 * rack]] as const,
  }));
  await pushUntilAcknowledged({ url: server.url, key }, racks);
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Mean difference of lightness between any two marks that nobody takes for the same. */
const apart = 0.03;

/**
 * What the eye needs, in hundredths of the picture's height: a capital under 16 minutes of arc, a Han character under
 * 22, at the farthest viewer; without a word about the room that is six heights of the picture away.
 */
function floorU(isHan: boolean, heights: number): number {
  const [arcMinutes, heightEm] = isHan ? [22, 0.88] : [16, 0.72];
  return (200 * heights * Math.tan(((arcMinutes / 60) * Math.PI) / 360)) / heightEm;
}
/** 6 m before 65 in of 16:9, in heights of the picture. */
const heightsOfRoom = 6_000 / ((65 * 25.4 * 9) / Math.hypot(16, 9));

const looks = [
  { query: "lang=en", floor: floorU(false, 6) },
  { query: "lang=zh", floor: floorU(true, 6) },
  { query: "lang=en&distance=6&diagonal=65", floor: floorU(false, heightsOfRoom) },
  { query: "lang=zh&distance=6&diagonal=65", floor: floorU(true, heightsOfRoom) },
];

test.each(["overview", "racks", "capacity", "alarms", "visitor"])(
  "%s: seven blocks, fifteen lines, no text smaller than the eye needs, nothing cut off, in both languages and sizes",
  async (scene) => {
    const { url } = await api.createWall("north");
    const { page } = await browser.openPage();
    for (const { query, floor } of looks) {
      await page.goto(`${url}?scene=${scene}&${query}`);
      for (const size of [
        { width: 1920, height: 1080 },
        { width: 3840, height: 2160 },
      ]) {
        await page.setViewportSize(size);
        await page.locator(".wall-picture").waitFor();
        // Of a picture that has taken its new size and has text: of none nothing would be too small.
        await eventually(async () => {
          const { blocks, lines, smallestU } = await measure(page);
          const found = {
            isFew: blocks > 0 && blocks <= 7,
            isLow: lines > 0 && lines <= 15,
            isLegible: smallestU >= floor - 0.01,
          };
          expect({ query, ...found }).toEqual({ query, isFew: true, isLow: true, isLegible: true });
          expect(await findOverflow(page)).toEqual([]);
        });
      }
    }
    await page.close();
  },
);

test("without colour the four severities and the looks of the map still differ", async () => {
  const { url } = await api.createWall("north");
  const { page } = await browser.openPage();
  await page.goto(`${url}?scene=alarms`);
  const severities = page.locator(".wall-side svg[data-severity]");
  await eventually(async () => expect(await severities.count()).toBe(4), { timeoutMs: 120_000 });
  const marks = await greyPictures(severities);
  expect(leastDifference(marks)).toBeGreaterThan(apart);
  await page.goto(`${url}?scene=racks`);
  const legend = page.locator(".wall-legend i");
  await eventually(async () => expect(await legend.count()).toBe(3), { timeoutMs: 120_000 });
  const swatches = await greyPictures(legend);
  expect(leastDifference(swatches)).toBeGreaterThan(apart);
  await page.close();
});

/** Names of three scripts, more leased than there is, and a tenant whose name has no room. */
function aMixedCenter(): CenterDocumentInput {
  const center = aCenter("mixed", { racks: 2, tenants: ["t1", "t2"] });
  const names = ["قاعة التبريد بعيدة جدا عن المدينة", "西南人工智能计算中心租户"];
  return {
    ...center,
    servers: center.servers?.map((server) => ({ ...server, accelerators: { model: "h100-sxm", count: 8 } })),
    tenants: names.map((name, index) => ({ id: `t${index + 1}`, name })),
    leases: [1, 2].map((tenant) => ({
      id: `l${tenant}`,
      tenant: `t${tenant}`,
      resource: "accelerators" as const,
      amount: 20,
      from: "2026-01-01T00:00:00Z",
      to: null,
    })),
  };
}

test("a name is cut at its own end and as large as its script needs, and why a step has no number stays in its bar", async () => {
  await api.importCenter(aMixedCenter());
  const { url } = await api.createWall("mixed");
  const { page } = await browser.openPage({ width: 1920, height: 1080 });
  await page.goto(`${url}?scene=overview&lang=en`);
  const names = page.locator(".wall-tenants li > span:first-of-type");
  await eventually(async () => expect(await names.count()).toBe(2), { timeoutMs: 120_000 });
  const seen = await names.evaluateAll((found) =>
    found.map((name) => {
      const { direction, fontSize } = getComputedStyle(name);
      return { direction, sizeU: (Number.parseFloat(fontSize) / innerHeight) * 100 };
    }),
  );
  expect(seen.map(({ direction }) => direction).toSorted()).toEqual(["ltr", "rtl"]);
  const han = seen.find(({ direction }) => direction === "ltr");
  expect(han?.sizeU).toBeGreaterThanOrEqual(floorU(true, 6) - 0.01);
  const reasons = page.locator(".wall-why");
  expect(await reasons.count()).toBeGreaterThan(0);
  const wide = (found: Element[]) =>
    found.filter((reason) => reason.scrollWidth > reason.clientWidth + 1).map((reason) => reason.textContent);
  expect(await reasons.evaluateAll(wide)).toEqual([]);
  await page.close();
});

/** The longest names of the rules of the house. */
const longNames = ["Inlet temperature outside the recommended range", "加速卡因过热或掉电保护降频"];

/** So many of six alerts fire, each at a rack of its own. */
async function tellAlerts(key: string, firing: number): Promise<void> {
  const alerts = Array.from({ length: 6 }, (_, index) => ({
    status: index < firing ? "firing" : "resolved",
    labels: {
      alertname: longNames[index % 2],
      severity: index < 2 ? "critical" : "major",
      rack: `k${1 + (index % 4)}`,
      n: String(index),
    },
    startsAt: "2026-05-04T00:00:00Z",
    fingerprint: `long-${index}`,
  }));
  const answer = await fetch(`${server.url}/api/v1/alertmanager`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ version: "4", alerts }),
  });
  expect(answer.status).toBe(200);
}

/** What is cut of the alarms that a block shows, and how many it tells of: in rows, and in the line below them. */
function readAlarmBlock(page: Page) {
  return page.evaluate(() => {
    const list = document.querySelector(".wall-alarms .wall-signals");
    const floor = (list?.parentElement?.getBoundingClientRect().bottom ?? 0) + 1;
    const rows = [...(list?.querySelectorAll(".wall-alarm") ?? [])];
    const cut = [...(list?.children ?? [])]
      .flatMap((row) => [row, ...row.children])
      .filter(
        (part) =>
          part.scrollWidth > part.clientWidth + 1 ||
          part.scrollHeight > part.clientHeight + 2 ||
          part.getBoundingClientRect().bottom > floor,
      );
    const more = Number.parseInt(
      /\d+/.exec(list?.querySelector(".wall-more")?.textContent ?? "0")?.[0] ?? "0",
      10,
    );
    return { rows: rows.length, told: rows.length + more, cut: cut.map(({ textContent }) => textContent) };
  });
}

test("with one to six alarms of the longest names no row on the wall is cut, and the rest is counted", async () => {
  const { key } = await api.createKey("north", "alertmanager");
  const { url } = await api.createWall("north");
  const pages: Page[] = [];
  for (const look of ["lang=en", "lang=zh", "lang=en&distance=6&diagonal=65"])
    for (const scene of ["overview", "racks"]) {
      const { page } = await browser.openPage();
      await page.goto(`${url}?scene=${scene}&${look}`);
      pages.push(page);
    }
  const before = alarmBoardSchema.parse(await api.call("GET", "/centers/north/alarms")).alarms.length;
  for (let firing = 1; firing <= 6; firing++) {
    await tellAlerts(key, firing);
    for (const page of pages)
      for (const width of [3840, 1920]) {
        await page.setViewportSize({ width, height: (width * 9) / 16 });
        await eventually(
          async () => {
            const { rows, told, cut } = await readAlarmBlock(page);
            const at = { url: page.url(), firing, width };
            expect({ ...at, told: told >= firing + before, isAny: rows > 0, cut }).toEqual({
              ...at,
              told: true,
              isAny: true,
              cut: [],
            });
          },
          { timeoutMs: 120_000, pauseMs: 100 },
        );
      }
  }
  await tellAlerts(key, 0);
  for (const page of pages) await page.close();
});

/** Blocks, the most text lines under one point of the upper edge, and the smallest type, in hundredths of the height. */
function measure(page: Page) {
  return page.evaluate(() => {
    const texts: { left: number; right: number; middle: number; sizePx: number }[] = [];
    const walker = document.createTreeWalker(document.querySelector(".wall-picture") ?? document, 4);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent?.trim() || !node.parentElement) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const sizePx = Number.parseFloat(getComputedStyle(node.parentElement).fontSize);
      for (const { left, right, top, bottom } of range.getClientRects())
        texts.push({ left, right, middle: (top + bottom) / 2, sizePx });
    }
    let lines = 0;
    for (let x = 0; x < innerWidth; x += innerWidth / 96) {
      const under = texts
        .filter(({ left, right }) => left <= x && right >= x)
        .sort((a, b) => a.middle - b.middle);
      const apart = under.filter(
        ({ middle, sizePx }, index) => index === 0 || middle - (under[index - 1]?.middle ?? 0) > sizePx * 0.5,
      );
      lines = Math.max(lines, apart.length);
    }
    return {
      blocks: document.querySelectorAll(".wall-block").length,
      lines,
      smallestU: (Math.min(...texts.map(({ sizePx }) => sizePx)) / innerHeight) * 100,
    };
  });
}
