import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Report } from "@aidc/contract";
import { reportSchema } from "@aidc/contract";
import { aCenterDocument, testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { energyKwh, readGpt3Run } from "./support/mlperf.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** Reports over recorded data: what they say is what the figures say, and what stands in the files. */

const mlperf = testData("mlperf-ai-cluster-power");
const helios = testData("helios-earth-vc");
const slurm = testData("xdmod-slurm-sacct");

/** Figure of a report by id, and the name by which the figures endpoint tells the same. */
const same = {
  "energy.it": "it_energy",
  "energy.facility": "facility_energy",
  "energy.pue": "pue",
  "racks.occupancy_count": "rack_occupancy_count",
  "racks.occupancy_u": "rack_occupancy_u",
  "racks.occupancy_power": "rack_occupancy_power",
  "utilisation.leased_hours": "accelerator_hours_leased",
  "utilisation.allocated_hours": "accelerator_hours_allocated",
  "utilisation.active_hours": "accelerator_hours_active",
  "leases.occupancy": "occupancy",
  "utilisation.allocation": "allocation",
  "utilisation.active_share": "utilisation",
  "capacity.accelerators": "accelerators_installed",
} as const;

describe.skipIf(mlperf === null || helios === null)("reports over recordings (need shared data)", () => {
  let server: Server;
  let api: Api;
  let mlperfPeriod: string;
  beforeAll(async () => {
    const run = await readGpt3Run(mlperf ?? "");
    mlperfPeriod = new Date(run.startMs).toISOString().slice(0, 7);
    server = await startServer();
    api = await openApi(server);
    await server.aidc(
      ...["replay", "mlperf-power", mlperf ?? "", "--center", "mlperf", "--speed", "max"],
      ...["--from", String(run.startMs), "--to", String(run.endMs + 1)],
    );
    await server.aidc("replay", "helios", helios ?? "", "--center", "helios", "--speed", "max");
    await server.aidc("store", "compact");
  }, 400_000);
  afterAll(() => server?.close());

  async function issue(center: string, period: string): Promise<Report> {
    const said: { files: string[]; number: string; contentSha256: string } = JSON.parse(
      await server.aidc(
        ...["report", "issue", "--center", center, "--period", period],
        ...["--issuer", "Ada", "--reviewer", "Ben", "--out", join(server.dataDir, "out")],
      ),
    );
    const path = said.files.find((file) => file.endsWith(".json")) ?? "";
    const report = reportSchema.parse(JSON.parse(await readFile(path, "utf8")));
    expect(report).toMatchObject({ number: said.number, contentSha256: said.contentSha256 });
    const key: { publicKey: string } = JSON.parse(JSON.stringify(await api.call("GET", "/report-key")));
    await server.aidc("report", "verify", path, "--key", key.publicKey);
    return report;
  }

  async function expectSameFigures(center: string, { content }: Report): Promise<void> {
    const window = { fromMs: Date.parse(content.period.from), toMs: Date.parse(content.period.to) };
    const figure = await api.figures(center, window, Object.values(same));
    const told: string[] = [];
    for (const [id, name] of Object.entries(same)) {
      const own = content.figures.find((one) => one.id === id)?.figure;
      const { value, reason, unit } = figure(name);
      told.push(`${id} ${own?.value ?? own?.reason}`);
      if (own?.reason === "suppressed") continue;
      expect({ id, reason: own?.reason, unit: own?.unit }).toEqual({
        id,
        reason,
        unit: id === "capacity.accelerators" ? "count" : unit,
      });
      if (value === null) expect(own?.value, id).toBeNull();
      else expect(Math.abs((own?.value ?? Number.NaN) - value), id).toBeLessThanOrEqual(1e-9 * value);
    }
    process.stdout.write(`${content.headline.en}\n${told.join("\n")}\n`);
  }

  const toldOf = (report: Report, id: string) =>
    report.content.figures.find((one) => one.id === id)?.figure.value ?? Number.NaN;

  test("the mlperf run: energy as in the file, and no PUE anywhere, because nothing meters the facility", async () => {
    const report = await issue("mlperf", mlperfPeriod);
    await expectSameFigures("mlperf", report);
    const expected = energyKwh(await readGpt3Run(mlperf ?? ""));
    expect(Math.abs(toldOf(report, "energy.it") - expected) / expected).toBeLessThan(0.001);
    for (const id of ["energy.pue", "energy.pue_12_months", "energy.facility", "energy.cue"])
      expect(report.content.figures.find((one) => one.id === id)?.figure.value, id).toBeNull();
    expect(report.content.headline.en).not.toContain("PUE");
  });

  test("Helios' month: hours as in the files of its 16 virtual clusters", async () => {
    const report = await issue("helios", "2020-05");
    await expectSameFigures("helios", report);
    const sums = { leased: 0, allocated: 0 };
    const files = (await readdir(helios ?? "")).filter((name) => /^vc.*\.csv\.gz$/.test(name));
    for (const file of files) {
      const { leased, allocated } = await minuteSums(join(helios ?? "", file));
      sums.leased += leased;
      sums.allocated += allocated;
    }
    for (const basis of ["leased", "allocated"] as const) {
      const own = toldOf(report, `utilisation.${basis}_hours`);
      expect(Math.abs(own - sums[basis]), basis).toBeLessThanOrEqual(1e-4 * sums[basis]);
    }
    // Counts of jobs a minute are no jobs: how long each waited is not in the files.
    expect(report.content.figures.find(({ id }) => id === "service.queue_wait")?.figure.reason).toBe(
      "not_collected",
    );
    // The same again is the same report: nothing has changed since.
    expect((await issue("helios", "2020-05")).number).toBe(report.number);
  });

  test.skipIf(slurm === null)(
    "Slurm's accounting: the queue wait of a month as in the file, those that wait at its end counted",
    async () => {
      const file = join(server.dataDir, "phillips.txt");
      const log = gunzipSync(await readFile(join(slurm ?? "", "phillips.sacct.log.gz"))).toString();
      await writeFile(file, `${sacctHeader}\n${log}`);
      await api.importCenter(aCenterDocument({ center: { id: "phillips", name: "P", timeZone: "UTC" } }));
      const words = ["import", "jobs", file, "--center", "phillips", "--utc-offset", "+00:00"];
      expect(JSON.parse(await server.aidc(...words))).toMatchObject({ jobs: 4285, stored: 4285, known: 0 });
      expect(JSON.parse(await server.aidc(...words))).toMatchObject({ stored: 0, known: 4285 });
      const report = await issue("phillips", "2016-12");
      const { hours, waiting } = waitsOf(log, Date.UTC(2016, 11), Date.UTC(2017, 0));
      expect(waiting).toBeGreaterThan(50);
      expect(toldOf(report, "service.queue_jobs")).toBe(hours.length);
      expect(toldOf(report, "service.queue_waiting")).toBe(waiting);
      for (const [id, share] of [
        ["queue_wait", 0.5],
        ["queue_wait_p90", 0.9],
        ["queue_wait_p95", 0.95],
      ] as const) {
        const place = share * (hours.length - 1);
        const [below = Number.NaN, above = Number.NaN] = [Math.floor(place), Math.ceil(place)].map(
          (at) => hours[at],
        );
        const expected = below + (place % 1) * (above - below);
        expect(Math.abs(toldOf(report, `service.${id}`) - expected), id).toBeLessThanOrEqual(1e-9 * expected);
      }
    },
  );
});

/** The columns of the recording, which has no header line. */
const sacctHeader =
  "JobID|JobIDRaw|Cluster|Partition|QOS|Account|Group|GID|User|UID|Submit|Eligible|Start|End|Elapsed|ExitCode|State|NNodes|NCPUS|ReqCPUS|ReqMem|ReqTRES|AllocTRES|Timelimit|NodeList|JobName";

/** Hours from eligible to start, to being cancelled before it, or to the end of the window, shortest first. */
function waitsOf(log: string, fromMs: number, toMs: number) {
  const jobs = log
    .trimEnd()
    .split("\n")
    .map((line) => {
      const cells = line.split("|");
      const [eligible = Number.NaN, left = Number.NaN] = [cells[11], cells[12]].map((text) =>
        Date.parse(`${text}Z`),
      );
      return { eligible, left };
    });
  const inside = jobs.filter(
    ({ eligible, left }) => eligible < toMs && (left > fromMs || eligible >= fromMs),
  );
  const hours = inside.map(({ eligible, left }) => (Math.min(left, toMs) - eligible) / 3_600_000);
  return { hours: hours.sort((a, b) => a - b), waiting: inside.filter(({ left }) => left >= toMs).length };
}

/** Quota and running GPUs, one row a minute, as accelerator-hours. */
async function minuteSums(file: string): Promise<{ leased: number; allocated: number }> {
  const [head = "", ...lines] = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split(/\r?\n/);
  const columns = head.split(",");
  const rows = lines.map((line) => line.split(","));
  const hours = (name: string) =>
    rows.reduce((sum, cells) => sum + Number(cells[columns.indexOf(name)]), 0) / 60;
  return { leased: hours("total_gpu_num"), allocated: hours("running_gpu_num") };
}
