import type { WindowMs } from "@aidc/contract";
import { periodLastYear, previousPeriod, queueWait, reportPeriod } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { readQueue } from "./read-queue.ts";

/** Each window is answered with as many jobs as its length in hours, so that answers can be told apart. */
async function askedFor(name: string) {
  const period = reportPeriod(name, "UTC");
  const periods = {
    current: period,
    previous: previousPeriod(period, "UTC"),
    lastYear: periodLastYear(period, "UTC"),
  };
  let asked: readonly WindowMs[] = [];
  const queuedJobs = {
    async readWaits({ windows }: { windows: readonly WindowMs[] }) {
      asked = windows;
      const wait = queueWait([], period.window, 0);
      return {
        feed: null,
        waits: windows.map(({ fromMs, toMs }) => ({
          ...wait,
          contributions: { tenants: [], others: (toMs - fromMs) / 3_600_000 },
        })),
      };
    },
    record: () => Promise.reject(new Error("nothing is recorded here")),
    countAfter: async () => 0,
  };
  const { waits } = await readQueue({ queuedJobs }, aCenterDocument(), periods, 0);
  const { current, previous, lastYear } = waits;
  return { asked, hours: [current, previous, lastYear].map(({ contributions }) => contributions.others) };
}

it("a month is asked for with the one before and the one of last year", async () => {
  const { asked, hours } = await askedFor("2024-03");
  expect(asked).toHaveLength(3);
  expect(hours).toEqual([31 * 24, 29 * 24, 31 * 24]);
});

it("the year before a year is asked for once", async () => {
  const { asked, hours } = await askedFor("2025");
  expect(asked).toHaveLength(2);
  expect(hours).toEqual([365 * 24, 366 * 24, 366 * 24]);
});
