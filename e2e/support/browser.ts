import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { needBrowser, plainEnvironment } from "./config.ts";

/** What a page may take on a busy machine; where a person may wait less, the test says so. */
const patienceMs = 120_000;
const quietFlags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-precise-memory-info",
];

export interface Browser {
  readonly context: BrowserContext;
  /** A page that writes down everything it should not do. */
  openPage(size?: { width: number; height: number }): Promise<WatchedPage>;
  close(): Promise<void>;
}

export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, and exceptions that nobody caught. */
  readonly complaints: string[];
  /** Requests that left for anybody but the server. */
  readonly strangers: string[];
  /** Times the document was loaded. */
  loads(): number;
}

/** A Chromium with a profile of its own. @throws Error with the command that installs one */
export async function startBrowser(
  serverUrl: string,
  locale = "en-US",
  flags: readonly string[] = [],
): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), "aidc-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: needBrowser(),
    headless: true,
    chromiumSandbox: false,
    args: [...quietFlags, ...flags],
    env: plainEnvironment(),
    locale,
    viewport: { width: 1920, height: 1080 },
  });
  context.setDefaultTimeout(patienceMs);
  return {
    context,
    openPage: async (size) => {
      const page = await context.newPage();
      if (size) await page.setViewportSize(size);
      return watchPage(page, serverUrl);
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function watchPage(page: Page, serverUrl: string): WatchedPage {
  const complaints: string[] = [];
  const strangers: string[] = [];
  const { host } = new URL(serverUrl);
  let loads = 0;
  const note = (url: string) => {
    if (!/^(data|blob|about):/.test(url) && new URL(url).host !== host) strangers.push(url);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => note(request.url()));
  page.on("websocket", (socket) => note(socket.url()));
  page.on("load", () => {
    loads++;
  });
  return { page, complaints, strangers, loads: () => loads };
}

/** Texts that do not fit where they stand, and parts that stand outside the screen. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const faults: string[] = [];
    if (root.scrollWidth > root.clientWidth) faults.push(`page scrolls sideways: ${root.scrollWidth}`);
    if (root.scrollHeight > root.clientHeight) faults.push(`page scrolls down: ${root.scrollHeight}`);
    for (const element of document.querySelectorAll("main *")) {
      const { left, top, right, bottom, width } = element.getBoundingClientRect();
      const name = `${element.tagName} ${element.getAttribute("class")} "${element.textContent?.slice(0, 40)}"`;
      if (width > 0 && (left < -2 || top < -2 || right > innerWidth + 2 || bottom > innerHeight + 2))
        faults.push(`outside the screen: ${name}`);
      const { overflowX, textOverflow } = getComputedStyle(element);
      const holdsText = [...element.childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const isCut = overflowX !== "visible" && textOverflow !== "ellipsis";
      if (holdsText && isCut && element.scrollWidth > element.clientWidth + 1)
        faults.push(`cut off: ${name}`);
    }
    return faults;
  });
}
