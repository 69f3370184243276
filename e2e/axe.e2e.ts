import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { findBarriers } from "./support/axe.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { repositoryRoot } from "./support/config.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { inviteAdministrator, signInBrowser } from "./support/sign-in-browser.ts";

/** Every page of the router, in both themes: nothing serious or critical for axe. */

const tenant = "qinghe-university";
/** Addresses by the routes of the router; `{wall}` and `{rack}` are filled in. */
const byDoor = {
  nobody: [
    "/sign-in",
    ...["overview", "racks", "capacity", "alarms", "visitor"].map((scene) => `{link}?scene=${scene}`),
  ],
  operator: [
    ...[
      "/",
      "/account",
      "/reports",
      "/reports?figure=service.queue_wait",
      "/reports/region",
      "/reports/schedules",
      "/reports/basis",
      "/ops",
      "/ops/alarms",
      "/ops/alarms/rules",
      "/ops/racks",
      "/ops/racks/demo/{rack}",
    ],
    ...["/ops/power", "/ops/sources", "/ops/notices", "/ops/walls", "/ops/walls/{wall}", "/ops/tenants"],
    ...[`/ops/tenants/demo/${tenant}`, "/ops/leases", "/ops/requests", "/ops/incidents", "/ops/prices"],
    ...["/ops/statements", "/ops/shift", "/ops/replay", "/ops/people", "/ops/audit", "/ops/corrections"],
    ...["/ops/corrections?form=jobs", "/ops/tariffs", "/ops/scenarios"],
  ],
  tenant: [
    "/my",
    ...[
      "",
      "/usage",
      "/charges",
      "/charges/2026-01",
      "/prices",
      "/requests",
      "/energy",
      "/status",
      "/team",
    ].map((path) => `/my/demo/${tenant}${path}`),
  ],
} as const;

let server: Server;
let api: Api;
let browser: Browser;
let wall: { id: string; url: string };
let rack: string;

beforeAll(async () => {
  server = await startServer({ demo: true });
  api = await openApi(server);
  const document = await eventually(() => api.document("demo"), { timeoutMs: 300_000, pauseMs: 200 });
  rack = document.racks[0]?.id ?? "";
  wall = await api.createWall("demo");
  browser = await startBrowser(server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const fill = (path: string) =>
  path.replace("{rack}", rack).replace("{wall}", wall.id).replace("{link}", new URL(wall.url).pathname);

test("the list has every route of the router", () => {
  const source = readFileSync(join(repositoryRoot, "apps/console/src/app/router.tsx"), "utf8");
  const routes = [
    ...source.matchAll(/const (\w+) = createRoute\({\s*getParentRoute: \(\) => (\w+),\s*path: "([^"]+)"/g),
  ];
  const paths = new Map<string, string>([["rootRoute", ""]]);
  for (const [, name = "", parent = "", path = ""] of routes)
    paths.set(name, `${paths.get(parent)}${path}`.replace(/(.)\/$/, "$1"));
  const asked = Object.values(byDoor)
    .flat()
    .map((path) => fill(path).split("?")[0] ?? "");
  const unasked = [...paths.values()].filter((path) => {
    const pattern = new RegExp(`^${path.replaceAll(/\$\w+/g, "[^/]+")}$`);
    return path !== "" && !asked.some((one) => pattern.test(one));
  });
  expect(routes.length).toBeGreaterThan(30);
  expect(unasked).toEqual([]);
});

const signIn = {
  nobody: async () => {},
  operator: async () => signInBrowser(browser.context, server.url, await api.createSignInLink()),
  tenant: async () =>
    signInBrowser(browser.context, server.url, await inviteAdministrator(api, { center: "demo", tenant })),
} as const;

test.each(["nobody", "operator", "tenant"] as const)("what %s sees", { timeout: 900_000 }, async (door) => {
  await signIn[door]();
  const found: string[] = [];
  const { page } = await browser.openPage({ width: 1440, height: 900 });
  // A colour halfway between two themes is nobody's.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of byDoor[door].map(fill)) {
    await page.goto(server.url + path);
    await page.locator("main").first().waitFor();
    await eventually(async () => expect(await page.locator("[aria-busy=true]").count()).toBe(0), {
      timeoutMs: 120_000,
    });
    // Changed as the settings do it, without a reload: that would cost a minute over all pages.
    for (const theme of ["light", "dark"]) {
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
      }, theme);
      for (const barrier of await findBarriers(page)) found.push(`${theme} ${path}: ${barrier}`);
    }
  }
  await page.close();
  expect(found).toEqual([]);
});
