import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announceServer, findRunningServer } from "./server-file.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "aidc-server-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const facts = (pid: number) => ({ url: "http://127.0.0.1:4600", pid, startedAt: "2026-05-04T00:00:00.000Z" });
const path = () => join(dataDir, "server.json");

describe("server.json", () => {
  it("is there while the server runs, for its owner only, and gone afterwards", () => {
    const withdraw = announceServer(dataDir, facts(process.pid));
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    withdraw();
    expect(existsSync(path())).toBe(false);
  });

  it("finds another copy that lives, and not one that died without a word", () => {
    announceServer(dataDir, facts(process.ppid));
    expect(findRunningServer(dataDir)).toEqual(facts(process.ppid));
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    announceServer(dataDir, facts(pid));
    expect(findRunningServer(dataDir)).toBeNull();
  });

  it("takes a broken file for none", () => {
    writeFileSync(path(), "{");
    expect(findRunningServer(dataDir)).toBeNull();
  });

  it("leaves the announcement of a copy that came later", () => {
    const withdraw = announceServer(dataDir, facts(process.pid));
    announceServer(dataDir, facts(process.ppid));
    withdraw();
    expect(existsSync(path())).toBe(true);
  });
});
