import { randomUUID } from "node:crypto";
import type { TestDatabase } from "@aidc/testkit";
import { eventually, openTestDatabase, testConfig } from "@aidc/testkit";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { team } from "../schema/tenancy.ts";
import { inScope } from "./scope.ts";

const tenants = 16;
const killEveryMs = 4;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.ownerPool.query(`insert into region values ('r', 'R');
    insert into center (id, name, region_id, time_zone, currency, it_boundary, compute_class, origin, default_interval_s)
      values ('c', 'C', 'r', 'UTC', 'CNY', 'it_input', 'intelligent', 'live', 15);
    insert into tenant (center_id, id, name) select 'c', 't' || i, 'T' || i from generate_series(0, ${tenants - 1}) i`);
});
afterAll(() => database.close());

class TurnedBack extends Error {}

interface Attempt {
  readonly tenantId: string;
  readonly ids: readonly [string, string];
  /** Decided beforehand, and thrown by the work itself after both rows were written. */
  readonly turnsBack: boolean;
  foreignRowsSeen: number;
  outcome: "pending" | "committed" | "turned back" | "failed";
}

/** Two rows of one tenant, all or nothing, with a look around in between. */
async function run(attempt: Attempt): Promise<void> {
  const { tenantId, ids } = attempt;
  const write = (id: string) => ({ centerId: "c", tenant: tenantId, id, name: tenantId });
  await inScope(database.db, { centerId: "c", tenantId }, async (tx) => {
    await tx.insert(team).values(write(ids[0]));
    const seen = await tx.select({ tenant: team.tenant }).from(team).limit(50);
    attempt.foreignRowsSeen += seen.filter((row) => row.tenant !== tenantId).length;
    await tx.execute(sql`select pg_sleep(random() * 0.004)`);
    await tx.insert(team).values(write(ids[1]));
    if (attempt.turnsBack) throw new TurnedBack();
  });
}

/** Until it has really begun: who finds no free connection within a second comes again. */
async function settle(attempt: Attempt): Promise<void> {
  try {
    await run(attempt);
    attempt.outcome = "committed";
  } catch (error) {
    if (error instanceof Error && /timeout exceeded when trying to connect/.test(String(error))) {
      return settle(attempt);
    }
    attempt.outcome = error instanceof TurnedBack ? "turned back" : "failed";
  }
}

function startKiller() {
  const state = { kills: 0, stopped: false };
  const running = (async () => {
    while (!state.stopped) {
      const { rows } = await database.ownerPool.query<{ killed: string }>(
        `select count(pg_terminate_backend(pid)) as killed from (
           select pid from pg_stat_activity where usename = $1 order by random() limit 1) victim`,
        [database.roles.app],
      );
      state.kills += Number(rows[0]?.killed);
      await new Promise((resolve) => setTimeout(resolve, killEveryMs));
    }
  })();
  return {
    stop: async () => {
      state.stopped = true;
      await running;
      return state.kills;
    },
  };
}

describe("tenant transactions while their connections are cut at random", () => {
  it("write no row for another tenant, leave no half, and every promise settles", async () => {
    const attempts = Array.from(
      { length: testConfig.fenceTransactions },
      (_, i): Attempt => ({
        tenantId: `t${i % tenants}`,
        ids: [randomUUID(), randomUUID()],
        turnsBack: i % 3 === 0,
        foreignRowsSeen: 0,
        outcome: "pending",
      }),
    );
    const killer = startKiller();
    let settled = 0;
    const all = attempts.map((attempt) => settle(attempt).then(() => settled++));
    // Progress, not a fixed time: what stands still for half a minute has been forgotten.
    for (let before = -1; settled < attempts.length && settled > before; ) {
      before = settled;
      await Promise.race([Promise.all(all), new Promise((resolve) => setTimeout(resolve, 30_000))]);
    }
    const kills = await killer.stop();
    const count = (outcome: Attempt["outcome"]) => attempts.filter((a) => a.outcome === outcome).length;
    const tally = {
      committed: count("committed"),
      turnedBack: count("turned back"),
      failed: count("failed"),
      pending: count("pending"),
    };
    process.stdout.write(
      `${attempts.length} transactions, ${kills} connections cut: ${JSON.stringify(tally)}\n`,
    );
    expect(tally.pending).toBe(0);
    expect(kills).toBeGreaterThan(10);
    expect(tally.failed).toBeGreaterThan(0);
    expect(attempts.reduce((sum, a) => sum + a.foreignRowsSeen, 0)).toBe(0);

    const { rows } = await database.ownerPool.query<{ id: string; name: string; tenant_id: string }>(
      "select id, name, tenant_id from team",
    );
    const stored = new Set(rows.map((row) => row.id));
    const kept = (a: Attempt) => a.ids.filter((id) => stored.has(id)).length;
    expect(rows.filter((row) => row.name !== row.tenant_id)).toEqual([]);
    expect(attempts.filter((a) => a.outcome === "committed" && kept(a) !== 2)).toEqual([]);
    expect(attempts.filter((a) => a.outcome === "turned back" && kept(a) !== 0)).toEqual([]);
    // Cut off before or after its COMMIT: both rows or none.
    expect(attempts.filter((a) => kept(a) === 1)).toEqual([]);
    expect(attempts.filter((a) => a.turnsBack && kept(a) !== 0)).toEqual([]);
  }, 300_000);

  it("leave a pool that has all its connections again", async () => {
    const { pool } = database;
    await eventually(async () => {
      const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
      for (const client of held) client.release();
      expect(held).toHaveLength(pool.options.max);
    });
  });
});
