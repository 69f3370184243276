import { fleetMetrics } from "../load/gpu-fleet.ts";
import { prepareScrapes } from "../load/prepared-scrapes.ts";
import { versionOf } from "../run/machine.ts";
import type { Benchmark, BenchOptions, Report } from "../run/report.ts";
import { ratio } from "../run/report.ts";
import type { IngestFigures } from "./measure-target.ts";
import { measureTarget } from "./measure-target.ts";
import type { Target } from "./targets.ts";
import { peers, startOurs, startPeer } from "./targets.ts";

const series = 50_000;
const samplesPerRequest = 2_000;
const connections = 2;
const stepMs = 15_000;

/** Remote write 1.0 through the real door, and the same bytes to the peers that are installed here. */
export const ingest: Benchmark = {
  name: "ingest",
  about: "samples a second through POST /api/v1/write, beside VictoriaMetrics and Prometheus",
  async run(options) {
    const steps = Math.max(2, Math.round(options.ingestSamples / series));
    const firstStepMs = Date.now() - steps * stepMs;
    const load = prepareScrapes({ series, steps, samplesPerRequest, firstStepMs, stepMs });
    const remarks = [
      `${series} series of 10 labels, ${samplesPerRequest} samples a request, ${connections} connections; ` +
        `${(load.rawBytes / load.samples).toFixed(0)} B raw and ${(load.wireBytes / load.samples).toFixed(1)} B on the wire per sample`,
    ];
    const figures: IngestFigures[] = [];
    for (const start of starts(options, remarks)) {
      const target = await start();
      try {
        const measured = await measureTarget(target, load, connections);
        figures.push(measured);
        console.log(
          `  ${target.name}: ${Math.round(measured.samplesPerSecond).toLocaleString("en-US")} samples/s, ` +
            `${measured.cpuSecondsPerMillion.toFixed(2)} CPU s/M`,
        );
      } finally {
        await target.stop();
        await target.remove();
      }
    }
    return { name: "ingest", tables: tablesOf(figures, load.samples), facts: figures, remarks };
  },
};

function starts(options: BenchOptions, remarks: string[]): (() => Promise<Target>)[] {
  const profile = options.profileDir ? ["--cpu-prof", `--cpu-prof-dir=${options.profileDir}`] : [];
  const all = [() => startOurs(series / fleetMetrics.length, profile)];
  for (const peer of peers.filter(({ program }) => options.peers.includes(program))) {
    if (versionOf(peer.program, /./) === null) remarks.push(`${peer.program} is not installed here`);
    else all.push(() => startPeer(peer));
  }
  return all;
}

function tablesOf(figures: readonly IngestFigures[], samples: number): Report["tables"] {
  const [ours] = figures;
  const measured = {
    title: `Ingest, ${(samples / 1e6).toFixed(1)} M samples`,
    columns: [
      "",
      "samples/s",
      "CPU s/M",
      "of it server",
      "after s/M",
      "peak MiB",
      "B/sample",
      "p50 ms",
      "p99 ms",
      "refused",
    ],
    rows: figures.map((f) => [
      f.name,
      f.samplesPerSecond,
      f.cpuSecondsPerMillion,
      f.ownCpuSecondsPerMillion,
      f.cpuSecondsPerMillionAfterwards,
      f.peakMemoryMiB,
      f.bytesPerSample,
      f.p50Ms,
      f.p99Ms,
      f.notAccepted,
    ]),
  };
  const compared = {
    title: "aidc against",
    columns: ["", "rate", "CPU per sample", "stored bytes"],
    rows: figures
      .slice(1)
      .map((peer) => [
        peer.name,
        ratio(ours?.samplesPerSecond, peer.samplesPerSecond),
        ratio(ours?.cpuSecondsPerMillion, peer.cpuSecondsPerMillion),
        ratio(ours?.bytesPerSample, peer.bytesPerSample),
      ]),
  };
  return figures.length > 1 ? [measured, compared] : [measured];
}
