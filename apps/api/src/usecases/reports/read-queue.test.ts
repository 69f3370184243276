import type { WindowMs } from "@aidc/contract";
import { countWaits, periodLastYear, previousPeriod, queueWait, reportPeriod } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { readQueue } from "./read-queue.ts";

/** Each window and month is answered with as many jobs as its length in hours, so that answers can be told apart. */
async function askedFor(name: string) {
  const period = reportPeriod(name, "UTC");
  const periods = {
    current: period,
    previous: previousPeriod(period, "UTC"),
    lastYear: periodLastYear(period, "UTC"),
  };
  const { center, ...rest } = aCenterDocument();
  const document = { ...rest, center: { ...center, timeZone: "UTC" } };
  let asked: readonly WindowMs[] = [];
  const hoursOf = ({ fromMs, toMs }: WindowMs) => (toMs - fromMs) / 3_600_000;
  const queuedJobs = {
    async readWaits({ windows, months }: { windows: readonly WindowMs[]; months: readonly WindowMs[] }) {
      asked = windows;
      const job = (at: number, { fromMs }: WindowMs) => ({
        tenant: null,
        eligibleMs: fromMs + at,
        startMs: null,
        endMs: null,
      });
      return {
        feed: null,
        waits: windows.map((window) =>
          queueWait(
            Array.from({ length: hoursOf(window) }, (_, at) => job(at, window)),
            window,
            window.toMs,
          ),
        ),
        months: months.map((month) => ({ tenants: [], others: hoursOf(month) })),
      };
    },
    record: () => Promise.reject(new Error("nothing is recorded here")),
    judge: () => Promise.reject(new Error("nothing is judged here")),
    readOwners: () => Promise.reject(new Error("owners come with the waits here")),
    list: () => Promise.reject(new Error("nothing is listed here")),
    countAfter: async () => 0,
  };
  const { waits, months } = await readQueue({ queuedJobs }, document, periods, 0);
  const compared = ["current", "previous", "lastYear"] as const;
  return {
    asked,
    hours: compared.map((which) => countWaits(waits[which]).jobs),
    days: compared.map((which) => months[which].map(({ others }) => others / 24)),
  };
}

it("a month is asked for with the one before and the one of last year", async () => {
  const { asked, hours, days } = await askedFor("2024-03");
  expect(asked).toHaveLength(3);
  expect(hours).toEqual([31 * 24, 29 * 24, 31 * 24]);
  expect(days).toEqual([[31], [29], [31]]);
});

it("a quarter is told with each month of it", async () => {
  const { days } = await askedFor("2024-Q1");
  expect(days).toEqual([
    [31, 29, 31],
    [31, 30, 31],
    [31, 28, 31],
  ]);
});

it("the year before a year is asked for once", async () => {
  const { asked, hours, days } = await askedFor("2025");
  expect(asked).toHaveLength(2);
  expect(hours).toEqual([365 * 24, 366 * 24, 366 * 24]);
  expect(days.map((months) => [months.length, months[1]])).toEqual([
    [12, 28],
    [12, 29],
    [12, 29],
  ]);
});

it("a statement that the database ended is not computed and no fault of the report; another fault is", async () => {
  const periods = { current: may, previous: may, lastYear: may };
  const failing = (error: Error) => ({
    readWaits: () => Promise.reject(error),
    record: () => Promise.reject(error),
    judge: () => Promise.reject(error),
    readOwners: () => Promise.reject(error),
    list: () => Promise.reject(error),
    countAfter: () => Promise.reject(error),
  });
  const ended = new Error("a query", {
    cause: Object.assign(new Error("canceling statement"), { code: "57014" }),
  });
  const read = (error: Error) => readQueue({ queuedJobs: failing(error) }, aCenterDocument(), periods, 0);
  const queue = await read(ended);
  expect(queue).toMatchObject({ feed: null, isNotComputed: true });
  expect(countWaits(queue.waits.current).jobs).toBe(0);
  await expect(read(new Error("another"))).rejects.toThrow("another");
});

const may = reportPeriod("2026-05", "UTC");
