import type { CenterDocumentInput } from "@aidc/contract";
import type { Fleet } from "./mlperf-placement.ts";
import { fleetsOf, jobKey, nodesInOrder, placeJobs, serversPerRack } from "./mlperf-placement.ts";
import type { Readings, Run } from "./mlperf-runs.ts";
import { readPower, readRuns } from "./mlperf-runs.ts";
import type { Tenancy } from "./mlperf-tenancy.ts";
import { allocationIntervalS, tenancyOf } from "./mlperf-tenancy.ts";
import type { RawSamples, RecordedSeries, Recording } from "./recording.ts";
import { tidy } from "./recording.ts";

/**
 * MLPerf training power logs: server power of a 64 x 8 H100 cluster and of one 8 x B200 machine.
 *
 * Metered: server power, by the submitters. Assumed: which machine a node was (mlperf-placement.ts), the racks and
 * their limits, tenants (mlperf-tenancy.ts). Left out: the modelled switch constant. There is no facility meter,
 * therefore no PUE. AC is point `power`, DC is point `dc_power` of the same server.
 */

/**
 * Cadence 2 s (H100) and 1 s (B200), but the H100 loggers pause: of 297,962 steps 3 s or longer are 439, in heaps
 * around 9, 16 and 19 s, the longest 28.1 s; inside the 57-minute gpt3 run the longest is 2.5 s. A bridge of 30 s
 * covers every pause inside a run, and the moments between two runs of one job, but no time between jobs. The B200
 * logger never pauses longer than 2 s.
 */
const cadence: Readonly<
  Record<string, { intervalS: number; maxGapS: number; model: string; rackLimitW: number }>
> = {
  "H100-SXM5-80GB": { intervalS: 2, maxGapS: 30, model: "h100-sxm", rackLimitW: 80_000 },
  B200: { intervalS: 1, maxGapS: 3, model: "b200", rackLimitW: 15_000 },
};

const note =
  "Recorded elsewhere: MLPerf training power logs (SMC v4.0, Lenovo v5.0; Apache-2.0). Server power is metered by the " +
  "submitters. Assumed: node numbers restart in every run, so which machine a node was, racks of 8, rack limits, and " +
  "benchmark names as tenants while their runs last. Runs of one scheduler job stand on the same servers; jobs that " +
  "overlap stand on different ones. AC and DC of a run are two points of the same servers. Switches and cooling are " +
  "not metered, so there is no PUE. Only submitted runs are recorded: the time between them is unknown, not idle. " +
  "In the 64-server runs many pairs of nodes carry identical readings; they are kept as published.";

export async function readMlperfPower(folder: string, center: string): Promise<Recording> {
  const runs = await readRuns(folder);
  const readings = await readPower(folder);
  return mlperfRecording(runs, readings, center);
}

function mlperfRecording(runs: readonly Run[], readings: Readings, center: string): Recording {
  const fleets = fleetsOf(runs);
  const serversOfJob = placeJobs(runs, fleets);
  const racks = fleets.flatMap(racksOf);
  const fleetOf = new Map(fleets.flatMap((fleet) => fleet.servers.map((server) => [server, fleet] as const)));
  const tenancy = tenancyOf(runs, {
    serversOfJob,
    serversOfRack: new Map(racks.map((rack) => [rack.id, rack.servers])),
    gpusPerServer: (server) => fleetOf.get(server)?.gpusPerServer ?? 0,
    modelOf: (server) => factsOf(fleetOf.get(server)).model,
  });
  const power = powerSeries(runs, readings, serversOfJob);
  return {
    document: documentOf(center, fleets, tenancy),
    series: [...power.series, ...tenancy.series],
    remarks: power.remarks,
  };
}

function factsOf(fleet: Fleet | undefined) {
  const facts = cadence[fleet?.gpuModel ?? ""];
  if (!facts)
    throw new Error(
      `runs.csv names the accelerator ${fleet?.gpuModel ?? "of no fleet"}, which is not known here`,
    );
  return facts;
}

function racksOf(fleet: Fleet): { id: string; fleet: Fleet; servers: readonly string[] }[] {
  return Array.from({ length: Math.ceil(fleet.servers.length / serversPerRack) }, (_, index) => ({
    id: `${fleet.id}-r${index + 1}`,
    fleet,
    servers: fleet.servers.slice(index * serversPerRack, (index + 1) * serversPerRack),
  }));
}

function powerSeries(
  runs: readonly Run[],
  readings: Readings,
  serversOfJob: ReadonlyMap<string, readonly string[]>,
) {
  const raw = new Map<string, { side: Run["side"]; server: string; samples: RawSamples }>();
  for (const run of runs) {
    const servers = serversOfJob.get(jobKey(run)) ?? [];
    const nodes = readings.get(run.id) ?? new Map<string, RawSamples>();
    for (const [index, node] of nodesInOrder(nodes.keys()).entries()) {
      const server = servers[index];
      if (server === undefined) throw new Error(`${run.id} has readings of more than ${run.nodes} nodes`);
      append(raw, run.side, server, nodes.get(node));
    }
  }
  let repeats = 0;
  let contradictions = 0;
  const series = [...raw.values()].map(({ side, server, samples }): RecordedSeries => {
    const tidied = tidy(samples);
    repeats += tidied.repeats;
    contradictions += tidied.contradictions;
    const name = side === "power" ? "aidc_server_power_watts" : "aidc_server_dc_power_watts";
    return { labels: { __name__: name, server }, timesMs: tidied.timesMs, values: tidied.values };
  });
  const remarks = [
    `${repeats} readings were repeats (two logs of one run, overlapping runs of one job) and are sent once`,
    `${contradictions} readings gave a second value for one instant; the lower one is sent`,
  ];
  return { series, remarks };
}

function append(
  raw: Map<string, { side: Run["side"]; server: string; samples: RawSamples }>,
  side: Run["side"],
  server: string,
  samples: RawSamples | undefined,
): void {
  const key = `${side} ${server}`;
  const known = raw.get(key) ?? { side, server, samples: { timesMs: [], values: [] } };
  raw.set(key, known);
  for (const timeMs of samples?.timesMs ?? []) known.samples.timesMs.push(timeMs);
  for (const value of samples?.values ?? []) known.samples.values.push(value);
}

function documentOf(center: string, fleets: readonly Fleet[], tenancy: Tenancy): CenterDocumentInput {
  const racks = fleets.flatMap(racksOf);
  return {
    center: {
      id: center,
      name: "MLPerf power logs",
      nameZh: "MLPerf 功耗记录",
      region: "replay",
      timeZone: "UTC",
      currency: "USD",
      itBoundary: "it_input",
      retentionDays: null,
      origin: "replay",
      note,
      defaultIntervalS: 2,
    },
    halls: fleets.map((fleet) => ({ id: fleet.id, name: `${fleet.id.toUpperCase()} (assumed)` })),
    rows: fleets.map((fleet) => ({
      id: `${fleet.id}-row`,
      hall: fleet.id,
      name: `${fleet.id.toUpperCase()} row (assumed)`,
    })),
    racks: racks.map((rack) => ({
      id: rack.id,
      row: `${rack.fleet.id}-row`,
      name: rack.id.toUpperCase(),
      position: Number(rack.id.split("-r").at(-1)),
      heightU: 48,
      powerLimitW: factsOf(rack.fleet).rackLimitW,
      limitGrade: "assumed",
      placementGrade: "assumed",
    })),
    servers: racks.flatMap((rack) =>
      rack.servers.map((id, index) => ({
        id,
        rack: rack.id,
        name: id.toUpperCase(),
        positionU: 1 + index * 6,
        heightU: 6,
        accelerators: { model: factsOf(rack.fleet).model, count: rack.fleet.gpusPerServer },
      })),
    ),
    points: [...fleets.flatMap(powerPoints), ...tenancy.tenants.map(({ id }) => allocationPoint(id))],
    tenants: tenancy.tenants,
    leases: tenancy.leases,
    assignments: tenancy.assignments,
  };
}

function powerPoints(fleet: Fleet): NonNullable<CenterDocumentInput["points"]> {
  const { intervalS, maxGapS } = factsOf(fleet);
  return fleet.servers.flatMap((id) =>
    (["power", "dc_power"] as const).map((quantity) => ({
      subject: { kind: "server" as const, id },
      quantity,
      intervalS,
      maxGapS,
      grade: "metered" as const,
    })),
  );
}

function allocationPoint(id: string): NonNullable<CenterDocumentInput["points"]>[number] {
  return {
    subject: { kind: "tenant", id },
    quantity: "accelerators_allocated",
    intervalS: allocationIntervalS,
    grade: "assumed",
  };
}
