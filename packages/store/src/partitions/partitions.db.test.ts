import type { TestDatabase } from "@aidc/testkit";
import { openTestDatabase } from "@aidc/testkit";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunkPartitions, journalPartitions, partitionAt } from "./partition-plan.ts";
import { dropPartition, ensurePartitions, listPartitions, partitionsFrom } from "./partitions.ts";

const t0 = Date.parse("2026-05-04T08:30:00Z");

describe("making partitions", () => {
  let database: TestDatabase;
  const clients: pg.Client[] = [];
  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return client;
  }
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await database.close();
  });
  const insertAt = (client: pg.Client, id: number, atMs: number) =>
    client.query("insert into sample_journal values ('c', $1, $2, 's', 0, now(), '')", [id, new Date(atMs)]);

  it("makes each once, and takes rows from one edge to the other", async () => {
    const client = await connect();
    const wanted = partitionsFrom(journalPartitions, t0, 3);
    expect(await ensurePartitions(client, journalPartitions, wanted)).toBe(4);
    expect(await ensurePartitions(client, journalPartitions, wanted)).toBe(0);
    expect(await listPartitions(client, journalPartitions)).toEqual(wanted);
    const [first, second] = wanted;
    await insertAt(client, 1, (second?.fromMs ?? 0) - 1);
    await insertAt(client, 2, second?.fromMs ?? 0);
    const { rows } = await client.query(
      "select tableoid::regclass::text as name from sample_journal order by id",
    );
    expect(rows.map((row) => row.name)).toEqual([first?.name, second?.name]);
    expect(await ensurePartitions(client, chunkPartitions, [partitionAt(chunkPartitions, t0)])).toBe(1);
  });

  it("does not hold ingest up, though a reader holds the table", async () => {
    const [reader, maker, writer] = [await connect(), await connect(), await connect()];
    await reader.query("begin; select count(*) from sample_journal");
    const made = ensurePartitions(maker, journalPartitions, partitionsFrom(journalPartitions, t0, 6));
    // The database itself counts what a statement waits for locks; what it waits for a processor is no fault of theirs.
    await writer.query("set lock_timeout = '500ms'");
    for (let id = 10; id < 30; id++) await insertAt(writer, id, t0);
    expect(await made).toBe(3);
    await reader.query("commit");
  });

  it("gives a drop up within its lock limit while a reader holds the partition, and leaves it whole", async () => {
    const [reader, dropper, writer] = [await connect(), await connect(), await connect()];
    const name = partitionAt(journalPartitions, t0).name;
    await reader.query(`begin; select count(*) from ${name}`);
    const dropping = expect(dropPartition(dropper, name)).rejects.toMatchObject({ code: "55P03" });
    await writer.query("set lock_timeout = '1s'");
    await insertAt(writer, 40, t0 + 3_600_000);
    await dropping;
    await reader.query("commit");
    await dropPartition(dropper, name);
    expect((await listPartitions(dropper, journalPartitions)).map((p) => p.name)).not.toContain(name);
  });

  it("is fine with another process that makes the same ones at the same moment", async () => {
    const makers = [await connect(), await connect(), await connect()];
    const wanted = partitionsFrom(journalPartitions, t0 + 86_400_000, 5);
    await Promise.all(makers.map((client) => ensurePartitions(client, journalPartitions, wanted)));
    const names = (await listPartitions(database.pool, journalPartitions)).map((p) => p.name);
    expect(names).toEqual(expect.arrayContaining(wanted.map((p) => p.name)));
  });
});
