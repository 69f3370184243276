import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApi } from "./support/api.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** Twenty days of 16 virtual clusters, minute by minute: per tenant the hours are the minute sums of its file. */

const folder = testData("helios-earth-vc");
const window = {
  fromMs: Date.parse("2020-05-01T00:00:00+08:00"),
  toMs: Date.parse("2020-05-21T00:00:00+08:00"),
};

describe.skipIf(folder === null)("Helios, all of it (needs shared data helios-earth-vc)", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
    await server.aidc("replay", "helios", folder ?? "", "--center", "helios", "--speed", "max");
  });
  afterAll(() => server?.close());

  const expectFileSums = async () => {
    const api = await openApi(server);
    const files = (await readdir(folder ?? "")).filter((name) => /^vc.*\.csv\.gz$/.test(name));
    expect(files).toHaveLength(16);
    for (const file of files) {
      const tenant = basename(file, ".csv.gz");
      const sums = await minuteSums(join(folder ?? "", file));
      const names = ["accelerator_hours_leased", "accelerator_hours_allocated"];
      const figure = await api.figures("helios", window, names, tenant);
      expect(figure("accelerator_hours_leased").unit).toBe("h");
      expectWithin(figure("accelerator_hours_leased").value, sums.leased, tenant);
      expectWithin(figure("accelerator_hours_allocated").value, sums.allocated, tenant);
      expect(figure("accelerator_hours_allocated").coverage).toBe(1);
    }
  };

  test("leased and allocated hours of every tenant equal its file to 0.01 %", expectFileSums);

  test("and still after a compaction", async () => {
    await server.aidc("store", "compact");
    await expectFileSums();
  });
});

/** Quota and running GPUs, one row a minute, as accelerator-hours. */
async function minuteSums(file: string): Promise<{ leased: number; allocated: number }> {
  const [head = "", ...lines] = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split(/\r?\n/);
  const columns = head.split(",");
  const rows = lines.map((line) => line.split(","));
  const hours = (name: string) => {
    const at = columns.indexOf(name);
    return rows.reduce((sum, cells) => sum + Number(cells[at]), 0) / 60;
  };
  return { leased: hours("total_gpu_num"), allocated: hours("running_gpu_num") };
}

function expectWithin(value: number | null, expected: number, tenant: string): void {
  expect(value, tenant).not.toBeNull();
  expect(Math.abs((value ?? Number.NaN) - expected), tenant).toBeLessThanOrEqual(1e-4 * expected);
}
