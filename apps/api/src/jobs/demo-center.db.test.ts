import { existsSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "@aidc/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { childEnvironment, readAdminSecret } from "../config.ts";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import { keepDemoCenter, prepareDemoCenter } from "./demo-center.ts";
import type { DemoFeeder } from "./demo-feeder.ts";
import { demoFeeder } from "./demo-feeder.ts";

let server: TestServer;
let feeder: DemoFeeder;
beforeEach(async () => {
  server = await startTestServer();
  feeder = openFeeder();
});
afterEach(async () => {
  await feeder.stop();
  await server.close();
});

const openFeeder = () =>
  demoFeeder({
    dataDir: server.dataDir,
    adminSecret: readAdminSecret(server.dataDir),
    log: () => {},
    environment: childEnvironment(),
  });
const keep = (demo: "on" | "when-empty") => keepDemoCenter({ demo, dataDir: server.dataDir }, server, feeder);
const wipe = () => server.call("/api/centers/demo", { method: "DELETE", headers: server.credentials.admin });
const taken = () => server.services.intake.stats.list("demo").length > 0;

test("wiped while it is being fed: no row stays, none comes later, and no start brings it back unasked", async () => {
  await keep("on");
  await eventually(() => expect(taken()).toBe(true), { timeoutMs: 120_000 });
  expect(await wipe()).toMatchObject({ status: 200, json: { center: "demo", rowsLeft: 0 } });
  expect(feeder.isRunning()).toBe(false);
  expect((await wipe()).status).toBe(404);
  expect(await server.services.inventory.removeCenter("demo")).toEqual({ rowsLeft: 0 });

  await server.services.inventory.removeCenter("c1");
  await keep("when-empty");
  expect(feeder.isRunning()).toBe(false);
  await keep("on");
  expect(feeder.isRunning()).toBe(true);
  expect(existsSync(join(server.dataDir, "demo-wiped"))).toBe(false);
});

test("a feeder that was made ready feeds once it is told where, and goes when nobody wants it", async () => {
  const settings = (demo: "on" | "off") => ({ demo, dataDir: server.dataDir });
  prepareDemoCenter(settings("on"), feeder);
  expect(feeder.isRunning()).toBe(false);
  await keepDemoCenter(settings("off"), server, feeder);
  expect(feeder.isRunning()).toBe(false);
  prepareDemoCenter(settings("on"), feeder);
  await keep("on");
  await eventually(() => expect(taken()).toBe(true), { timeoutMs: 120_000 });
});
