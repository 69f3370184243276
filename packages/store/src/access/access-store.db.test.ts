import { wallSettingsSchema } from "@aidc/contract";
import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccessStore } from "./access-store.ts";
import { openAccessStore } from "./access-store.ts";

describe("access", () => {
  let database: TestDatabase;
  let access: AccessStore;
  beforeAll(async () => {
    database = await openTestDatabase();
    access = openAccessStore(database);
  });
  afterAll(() => database.close());

  it("knows an ingest key until it is revoked, and keeps only its hash", async () => {
    const { id, key } = await access.createIngestKey("c1", "prometheus");
    expect(key).toMatch(/^aidc_ing_[\w-]{8}_[\w-]{43}$/);
    expect(await access.verifyIngestKey(key)).toEqual({ sourceId: id, centerId: "c1" });
    expect(await access.verifyIngestKey(`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`)).toBeNull();
    expect(await access.verifyIngestKey("' or 1=1")).toBeNull();
    const { rows } = await database.pool.query("select row_to_json(k)::text as stored from ingest_key k");
    expect(rows.some((row) => row.stored.includes(key.slice(-40)))).toBe(false);
    expect(await access.revokeIngestKey("c2", id)).toBe(false);
    expect(await access.revokeIngestKey("c1", id)).toBe(true);
    expect(await access.verifyIngestKey(key)).toBeNull();
    expect(await access.revokeIngestKey("c1", id)).toBe(false);
  });

  it("keeps two live keys of one name, so that a sender can be moved over", async () => {
    const [first, second, third] = [
      await access.createIngestKey("c1", "rotated"),
      await access.createIngestKey("c1", "rotated"),
      await access.createIngestKey("c1", "rotated"),
    ];
    expect(await access.verifyIngestKey(first.key)).toBeNull();
    expect(await access.verifyIngestKey(second.key)).not.toBeNull();
    expect(await access.verifyIngestKey(third.key)).not.toBeNull();
  });

  it("never has three live keys of one name, even when they are made at once", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => access.createIngestKey("c1", "raced")));
    const live = await Promise.all(made.map(({ key }) => access.verifyIngestKey(key)));
    expect(live.filter((found) => found !== null)).toHaveLength(2);
  });

  it("knows a wall token of its center until it is revoked", async () => {
    const { id, token } = await access.createWallToken("c1", "lobby");
    expect(await access.findWallToken(token)).toEqual({ id, centerId: "c1" });
    expect(await access.verifyIngestKey(token)).toBeNull();
    expect(await access.revokeWallToken("c1", id)).toBe(true);
    expect(await access.findWallToken(token)).toBeNull();
  });

  it("keeps how a wall is set while its link works, and of nobody else's", async () => {
    const settings = wallSettingsSchema.parse({ scenes: ["racks", "alarms"], distanceM: 6, diagonalIn: 75 });
    const { id } = await access.createWallToken("c1", "control room");
    expect((await access.readWallToken("c1", id))?.settings).toBeNull();
    expect(await access.setWallToken("c2", id, settings)).toBe(false);
    expect(await access.setWallToken("c1", id, settings)).toBe(true);
    expect(await access.readWallToken("c1", id)).toMatchObject({ name: "control room", settings });
    expect(await access.readWallToken("c2", id)).toBeNull();
    await access.revokeWallToken("c1", id);
    expect(await access.setWallToken("c1", id, settings)).toBe(false);
  });
});
