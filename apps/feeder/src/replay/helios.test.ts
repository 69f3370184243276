import { join } from "node:path";
import { testData } from "@aidc/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "./csv.ts";
import { heliosRecording, localTimeMs, readHelios } from "./helios.ts";
import type { Recording } from "./recording.ts";

const minuteMs = 60_000;

test("times without a zone are those of Shanghai", () => {
  expect(localTimeMs("2020-05-01 00:00:00")).toBe(Date.UTC(2020, 3, 30, 16));
  expect(() => localTimeMs("soon")).toThrow(/not a time/);
});

test("a lease lasts as long as the quota is constant; a missing minute ends it", () => {
  const minutes = [0, 1, 2, 3, 5].map((minute) => minute * minuteMs);
  const { document } = heliosRecording(
    [{ id: "vcA", timesMs: minutes, quota: [8, 8, 16, 16, 16], running: [1, 2, 3, 4, 5] }],
    "h",
  );
  const windows = document.leases?.map((lease) => [
    lease.amount,
    Date.parse(lease.from) / minuteMs,
    Date.parse(lease.to ?? "") / minuteMs,
  ]);
  expect(windows).toEqual([
    [8, 0, 2],
    [16, 2, 4],
    [16, 5, 6],
  ]);
  expect(document.servers).toHaveLength(2);
});

const folder = testData("helios-earth-vc");

describe.skipIf(folder === null)("the recorded folder", () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await readHelios(folder ?? "", "helios");
  });

  test("856 cards for 16 tenants", () => {
    const { servers = [], tenants = [] } = recording.document;
    expect([servers.length * 8, tenants.length]).toEqual([856, 16]);
    expect(recording.document.center.timeZone).toBe("Asia/Shanghai");
  });

  test("leased and allocated card-hours of every tenant are the minute sums of its file", async () => {
    for (const { id } of recording.document.tenants ?? []) {
      let quota = 0;
      let running = 0;
      for await (const row of readCsv(join(folder ?? "", `${id}.csv.gz`), ["total_gpu_num"])) {
        quota += Number(row("total_gpu_num")) / 60;
        running += Number(row("running_gpu_num")) / 60;
      }
      const leased = (recording.document.leases ?? [])
        .filter((lease) => lease.tenant === id)
        .reduce(
          (sum, lease) =>
            sum + (lease.amount * (Date.parse(lease.to ?? "") - Date.parse(lease.from))) / 3.6e6,
          0,
        );
      const series = recording.series.find((one) => one.labels.tenant === id);
      const allocated = Array.from(series?.values ?? []).reduce((sum, count) => sum + count / 60, 0);
      expect(leased).toBeCloseTo(quota, 6);
      expect(allocated).toBeCloseTo(running, 6);
      expect(series?.timesMs).toHaveLength(28_800);
    }
  });
});
