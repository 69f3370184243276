import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compactJournal } from "./compact-journal.ts";
import type { Sample } from "./compaction.fixture.ts";
import { CompactionBench } from "./compaction.fixture.ts";
import { startCompactionWorker } from "./compaction-worker.ts";
import { dropCompacted } from "./drop-compacted.ts";
import { rebuildRollups } from "./rebuild-rollups.ts";
import { dropExpired } from "./retention.ts";

const t0 = Date.parse("2026-05-04T08:00:00Z");
const log = () => {};

describe("compaction that is interrupted", () => {
  let bench: CompactionBench;
  let seriesId: number;
  beforeEach(async () => {
    bench = await CompactionBench.open();
    const [point] = await bench.addSeries([{ quantity: "power" }]);
    seriesId = point?.seriesId ?? Number.NaN;
    for (let row = 0; row < 6; row++) {
      const samples = Array.from(
        { length: 50 },
        (_, i): Sample => [seriesId, t0 + (row * 50 + i) * 60_000, row + i],
      );
      await bench.journal(samples);
    }
  });
  afterEach(() => bench.close());

  it("leaves whole slices and their watermark, and ends right when it runs again", async () => {
    const whole = await stateOfUninterrupted();
    for (let kill = 3; kill < 40; kill += 4) {
      const client = new pg.Client({ connectionString: bench.database.url });
      client.on("error", () => {});
      await client.connect();
      const upTo = new Map([["c", bench.newestId]]);
      const dying = connectionThatDiesAt(client, kill);
      await compactJournal(dying, { upTo, log, sliceSamples: 60 }).catch(() => {});
      await client.end().catch(() => {});
      const { rows } = await bench.client.query<{ packed: string; moved: string }>(
        `select (select coalesce(sum(samples), 0) from sample_chunk) as packed,
           (select coalesce(sum(j.samples), 0) from sample_journal j, watermark w where j.id <= w.journal_id) as moved`,
      );
      expect(rows[0]?.packed).toBe(rows[0]?.moved);
    }
    await bench.compact();
    expect(await bench.state()).toEqual(whole);
  });

  /** The same samples in another database, packed at once. */
  async function stateOfUninterrupted(): Promise<unknown> {
    const other = await CompactionBench.open();
    try {
      await other.addSeries([{ quantity: "power" }]);
      for (let row = 0; row < 6; row++)
        await other.journal(
          Array.from({ length: 50 }, (_, i): Sample => [seriesId, t0 + (row * 50 + i) * 60_000, row + i]),
        );
      await other.compact();
      return await other.state();
    } finally {
      await other.close();
    }
  }

  it("runs on a thread of its own, which is started again after its connection was cut", async () => {
    const worker = startCompactionWorker({ url: bench.database.url, log });
    const upTo = new Map([["c", bench.newestId]]);
    expect(await worker.run(upTo)).toMatchObject({ samples: 300 });
    await bench.client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aidc compaction'",
    );
    await bench.journal([[seriesId, t0 + 400 * 60_000, 1.5]]);
    const later = new Map([["c", bench.newestId]]);
    // The cut may be noticed by the run that meets it; the one after that must succeed.
    const met = await worker.run(later).catch(() => null);
    const result = met ?? (await worker.run(later));
    expect(result.samples + 300).toBe(301);
    await worker.stop();
    await expect(worker.run(later)).rejects.toThrow("stopped");
  });

  it("rebuilds the roll-ups of a series that was bound late, or anew with another scale", async () => {
    await bench.compact();
    const before = await bench.state(seriesId);
    await bench.client.query("update binding set scale = 3, rebuild = true");
    expect(await rebuildRollups(bench.client, { log })).toBe(1);
    const tripled = await bench.client.query(
      "select sum(integral) / 3 as a, (select sum(integral) / 3 from rollup_1d) as b from rollup_5m",
    );
    await bench.client.query("truncate rollup_5m, rollup_1h, rollup_1d");
    await bench.client.query("update binding set scale = 1, rebuild = true");
    expect(await rebuildRollups(bench.client, { log })).toBe(1);
    expect(await bench.state(seriesId)).toEqual(before);
    const once = await bench.client.query(
      "select sum(integral) as a, (select sum(integral) from rollup_1d) as b from rollup_5m",
    );
    expect(Number(tripled.rows[0]?.a)).toBe(Number(once.rows[0]?.a));
    expect(Number(tripled.rows[0]?.b)).toBe(Number(once.rows[0]?.b));
    expect(await rebuildRollups(bench.client, { log })).toBe(0);
  });

  it("drops raw samples after their time and keeps the roll-ups", async () => {
    await bench.compact();
    const rollups = "select count(*) as n, sum(integral) as total from rollup_5m";
    const before = (await bench.client.query(rollups)).rows;
    const nowMs = t0 + 33 * 86_400_000;
    expect(await dropExpired(bench.client, { centerId: "c", retentionDays: null, nowMs })).toEqual({
      chunks: 0,
      samples: 0,
    });
    expect(await dropExpired(bench.client, { centerId: "c", retentionDays: 32, nowMs })).toEqual({
      chunks: 0,
      samples: 0,
    });
    expect(await dropExpired(bench.client, { centerId: "c", retentionDays: 30, nowMs })).toEqual({
      chunks: 3,
      samples: 300,
    });
    expect((await bench.client.query(rollups)).rows).toEqual(before);
  });

  it("drops a past journal partition once nothing in it waits", async () => {
    await bench.client.query(`create table sample_journal_p2020010100 partition of sample_journal for values from ('2020-01-01Z') to ('2020-01-01 01:00Z');
      insert into sample_journal select center_id, id + 1000, '2020-01-01 00:30Z', source_id, samples, newest_sample_at, payload from sample_journal where id = 1`);
    await bench.compact();
    expect(await dropCompacted(bench.client, { log })).toBe(0);
    await bench.client.query("update watermark set journal_id = 1001");
    expect(await dropCompacted(bench.client, { log })).toBe(1);
  });
});

/** Cut off by the server at its n-th statement, in the middle of whatever transaction is open. */
function connectionThatDiesAt(client: pg.Client, statement: number): Pick<pg.Client, "query"> {
  let left = statement;
  return new Proxy(client, {
    get(target, key) {
      const member = Reflect.get(target, key);
      if (key !== "query" || typeof member !== "function") return member;
      return (...parameters: unknown[]) => {
        if (left-- === 0) target.query("select pg_terminate_backend(pg_backend_pid())").catch(() => {});
        return Reflect.apply(member, target, parameters);
      };
    },
  });
}
