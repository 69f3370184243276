import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findBrowser } from "./browser.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-browser-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, "");
  chmodSync(path, mode);
  return path;
}

it("takes the named program before any on the path", () => {
  program("chromium");
  const named = program("my-browser");
  expect(findBrowser({ CHROMIUM_PATH: named, PATH: folder })).toBe(named);
});

it("does not replace a named program that is not there", () => {
  program("chromium");
  expect(findBrowser({ CHROMIUM_PATH: join(folder, "gone"), PATH: folder })).toBeUndefined();
});

it("searches the path in order, by the names that distributions use", () => {
  const chrome = program("google-chrome");
  expect(findBrowser({ PATH: ["/nowhere", folder].join(delimiter) })).toBe(chrome);
  const chromium = program("chromium-browser");
  expect(findBrowser({ PATH: folder })).toBe(chromium);
});
