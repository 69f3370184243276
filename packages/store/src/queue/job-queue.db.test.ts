import { randomUUID } from "node:crypto";
import type { TestDatabase } from "@aidc/testkit";
import { eventually, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkFloor } from "../database/floor/check-floor.ts";
import { migrate } from "../database/migrate.ts";
import type { JobKind, JobQueue, JobTry } from "./job-queue.ts";
import { openJobQueue } from "./job-queue.ts";

let database: TestDatabase;
const opened: JobQueue[] = [];
const errors: unknown[] = [];
const open = async (): Promise<JobQueue> => {
  const queue = await openJobQueue(database, { onError: (error) => errors.push(error), pollS: 0.5 });
  opened.push(queue);
  return queue;
};
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  for (const queue of opened) await queue.stop();
  await database.close();
});

const kind: JobKind = { name: "tried", retryLimit: 1, retryDelayS: 1, longestDelayS: 1, expireInS: 30 };
const aJob = () => ({ id: randomUUID(), centerId: "c1" });

it("runs a job once although it was sent twice and two processes work", async () => {
  const [one, other] = [await open(), await open()];
  const tries: JobTry[] = [];
  for (const queue of [one, other]) await queue.work(kind, async (job) => void tries.push(job));
  const job = aJob();
  await Promise.all([one.send(kind, job), other.send(kind, job), one.send(kind, job)]);
  await eventually(async () => expect((await one.standing(kind, job.id)).state).toBe("done"));
  expect(tries).toEqual([{ ...job, number: 1, isLast: false }]);
});

it("tries again what failed, after a pause, and says when it was the last time", async () => {
  const queue = await open();
  const failing = { ...kind, name: "failing" };
  const tries: JobTry[] = [];
  await queue.work(failing, async (job) => {
    tries.push(job);
    throw new Error("not now");
  });
  const job = aJob();
  await queue.send(failing, job);
  await eventually(async () => {
    const { state, nextAtMs } = await queue.standing(failing, job.id);
    expect([state, nextAtMs !== null]).toEqual(["waiting", true]);
  });
  await eventually(async () => expect((await queue.standing(failing, job.id)).state).toBe("failed"), {
    timeoutMs: 40_000,
    pauseMs: 200,
  });
  expect(tries.map(({ number, isLast }) => [number, isLast])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(await queue.standing(failing, aJob().id)).toEqual({ state: "gone", nextAtMs: null });
});

it("is used by the role of requests alone, and the floor holds", async () => {
  expect(await checkFloor(database)).toEqual([]);
  const count = "select count(*) from pgboss.job";
  await database.pool.query(count);
  for (const pool of [database.ingestPool, database.reportPool, database.authPool])
    await expect(pool.query(count)).rejects.toThrow("permission denied");
  // A second start changes nothing.
  await migrate(database);
  expect(errors).toEqual([]);
});
