import { randomUUID } from "node:crypto";
import type { TestDatabase } from "@aidc/testkit";
import { eventually, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkFloor } from "../database/floor/check-floor.ts";
import { migrate } from "../database/migrate.ts";
import type { JobKind, JobQueue, JobTry } from "./job-queue.ts";
import { openJobQueue } from "./job-queue.ts";
import { prepareQueue } from "./job-schema.ts";

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
  await eventually(async () => expect((await one.standing(kind, job.id)).state).toBe("done"), {
    timeoutMs: 40_000,
  });
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

it("says when what failed is tried next", async () => {
  const queue = await open();
  // So long that no machine is too slow to see it wait.
  const patient = { ...kind, name: "patient", retryDelayS: 600, longestDelayS: 600 };
  await queue.work(patient, () => Promise.reject(new Error("not now")));
  const job = aJob();
  await queue.send(patient, job);
  await eventually(
    async () => {
      const { state, nextAtMs } = await queue.standing(patient, job.id);
      expect([state, nextAtMs !== null]).toEqual(["waiting", true]);
    },
    { timeoutMs: 40_000, pauseMs: 100 },
  );
});

it("is used by the role of requests alone, and the floor holds", async () => {
  expect(await checkFloor(database)).toEqual([]);
  const count = "select count(*) from aidc_jobs.job";
  await database.pool.query(count);
  for (const pool of [database.ingestPool, database.reportPool, database.authPool])
    await expect(pool.query(count)).rejects.toThrow("permission denied");
  // A second start changes nothing.
  await migrate(database);
  expect(errors).toEqual([]);
});

it("gives back each right that was taken, and names schema, role and remedy where it may not", async () => {
  const { app, ingest, auth } = database.roles;
  await database.ownerPool.query(`revoke delete on aidc_jobs.job from ${app}`);
  await migrate(database);
  const { rows } = await database.ownerPool.query(
    "select has_table_privilege($1, 'aidc_jobs.job', 'delete') as granted",
    [app],
  );
  expect(rows).toEqual([{ granted: true }]);
  const refusal = (role: string) =>
    new RegExp(
      `role ${role} of .* schema aidc_jobs\\. .* run: DROP SCHEMA aidc_jobs CASCADE; .* then start again`,
    );
  await expect(prepareQueue(database.pool, ingest)).rejects.toThrow(refusal(app));
  await expect(prepareQueue(database.ingestPool, auth)).rejects.toThrow(refusal(ingest));
});
