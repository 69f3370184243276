import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inTime, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "./open-database.ts";

const log = () => {};

describe("opening a database", () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "aidc-open-"));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it("starts a PostgreSQL of our own, keeps its data over a clean stop, and tells a second copy so", async () => {
    const dataDir = join(home, "one");
    const first = await openDatabase({ dataDir, log });
    await first.ownerPool.query("create table kept (n int); insert into kept values (7)");
    await expect(openDatabase({ dataDir, log })).rejects.toThrow("Another copy is already running");
    const { rows } = await first.ownerPool.query(
      "select current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums",
    );
    expect(rows).toEqual([{ tcp: "", encoding: "UTF8", checksums: "on" }]);
    await first.stop();
    const again = await openDatabase({ dataDir, log });
    expect((await again.ownerPool.query("select n from kept")).rows).toEqual([{ n: 7 }]);
    await again.stop();
  });

  it("finds a shorter place for its socket when the data folder's path is too long for one", async () => {
    const dataDir = join(home, "a".repeat(60), "b".repeat(60));
    await mkdir(dataDir, { recursive: true });
    const database = await openDatabase({ dataDir, log });
    expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it("refuses a server that may lose what it acknowledged", async () => {
    const database = await openTestDatabase();
    const name = new URL(database.url.replace("postgresql:///", "postgresql://x/")).pathname.slice(1);
    await database.ownerPool.query(`alter database ${name} set synchronous_commit = off`);
    const opening = openDatabase({ databaseUrl: database.url, dataDir: database.dataDir, log });
    await expect(opening).rejects.toThrow("may lose acknowledged samples: synchronous_commit is off");
    await database.close();
  });

  it("says so when nothing answers at DATABASE_URL, within seconds", async () => {
    const opening = openDatabase({ databaseUrl: "postgresql://x@127.0.0.1:9/x", dataDir: "", log });
    expect(await inTime(opening, 5_000)).toBe(true);
    await expect(opening).rejects.toThrow();
  });

  it("lives on when connections are ended under it", async () => {
    const database = await openTestDatabase();
    const clients = await Promise.all([database.pool.connect(), database.pool.connect()]);
    clients[0]?.release();
    await database.ownerPool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    clients[1]?.release(true);
    expect(
      (await database.pool.query("select 1 as one").catch(() => database.pool.query("select 1 as one"))).rows,
    ).toEqual([{ one: 1 }]);
    await database.close();
  });
});
