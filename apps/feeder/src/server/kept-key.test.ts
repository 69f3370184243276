import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Receiver } from "../receiver.fixture.ts";
import { openReceiver } from "../receiver.fixture.ts";
import { createServerClient } from "./client.ts";
import { keepIngestKey } from "./kept-key.ts";

let receiver: Receiver;
let dataDir = "";
beforeEach(async () => {
  receiver = await openReceiver();
  dataDir = await mkdtemp(join(tmpdir(), "aidc-key-"));
});
afterEach(async () => {
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

const keep = () =>
  keepIngestKey(createServerClient({ url: receiver.url, adminSecret: "s" }), "demo", "demo feeder", dataDir);
const created = () => receiver.calls.filter((call) => call === "POST /api/centers/demo/keys").length;

test("the same key serves again, and only its owner can read it", async () => {
  const key = await keep();
  expect(await keep()).toBe(key);
  expect(created()).toBe(1);
  const [file = ""] = await readdir(join(dataDir, "feeder-keys"));
  expect((await stat(join(dataDir, "feeder-keys", file))).mode & 0o777).toBe(0o600);
});

test("a key that was revoked is replaced", async () => {
  await keep();
  receiver.calls.push("revoked");
  await keep();
  expect(created()).toBe(2);
});

test("a key of another database is replaced", async () => {
  await keep();
  const [file = ""] = await readdir(join(dataDir, "feeder-keys"));
  await writeFile(join(dataDir, "feeder-keys", file), "aidc_ing_other000_secret");
  expect(await keep()).toBe("aidc_ing_abcd1234_secret");
  expect(created()).toBe(2);
});
