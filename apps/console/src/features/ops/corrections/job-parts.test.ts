import type { QueuedJob } from "@aidc/contract";
import { mostQueuedJobs, queueStatementSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { offsetText, partsOf } from "./job-parts.ts";

const knownAt = "2026-05-02T00:00:00Z";
const aJob = (id: string, account = "lab"): QueuedJob => ({
  id,
  account,
  eligible: "2026-05-01T00:00:00Z",
  start: null,
  end: null,
  state: "PENDING",
  accelerators: 8,
});

test("every job is in one part, in order, and no part is greater than a request may be", () => {
  // Letters of three bytes: characters are not bytes.
  const jobs = Array.from({ length: 3_000 }, (_, at) => aJob(String(at), "作业账户".repeat(at % 40)));
  const parts = partsOf(jobs, knownAt);
  expect(parts.flatMap((part) => part.jobs)).toEqual(jobs);
  const bytes = parts.map((part) => new TextEncoder().encode(JSON.stringify(part)).length);
  expect(Math.max(...bytes)).toBeLessThan(64 * 1024);
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.every((part) => part.jobs.length <= mostQueuedJobs)).toBe(true);
});

test("a job that fills a request alone is a part of its own, and no jobs are no parts", () => {
  const greatest = aJob("j".repeat(100), "作".repeat(200));
  expect(queueStatementSchema.safeParse({ knownAt, jobs: [greatest] }).success).toBe(true);
  expect(partsOf([greatest], knownAt)).toHaveLength(1);
  expect(partsOf([], knownAt)).toEqual([]);
});

test.each([
  ["Asia/Shanghai", "+08:00"],
  ["Europe/Berlin", "+02:00"],
  ["Asia/Kolkata", "+05:30"],
  ["America/St_Johns", "-02:30"],
  ["UTC", "+00:00"],
])("a clock of %s is ahead by %s", (zone, offset) => {
  expect(offsetText(Date.parse("2026-07-01T00:00:00Z"), zone)).toBe(offset);
});
