import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** The power-down day and the snapshot before it, read from the files by this test alone. */
export interface OutageDay {
  readonly servers: readonly string[];
  /** Whole-server power by server, oldest first, as [epoch ms, W]. */
  readonly power: ReadonlyMap<string, readonly Reading[]>;
  /** When a server told its power or its inlet temperature, oldest first. */
  readonly heard: ReadonlyMap<string, readonly number[]>;
  /** The rack that its name tells; `unplaced` where it tells none. */
  readonly rackOf: ReadonlyMap<string, string>;
  /** Readings of a supply above its whole chassis, each chassis once. */
  readonly impossible: number;
  /** Answers to the minute polls of the day by server: how many, and when the last came. */
  readonly answers: ReadonlyMap<string, { readonly count: number; readonly lastMs: number }>;
}
type Reading = readonly [timeMs: number, watts: number];

export async function readOutageDay(folder: string): Promise<OutageDay> {
  const power = new Map<string, Reading[]>();
  const heard = new Map<string, number[]>();
  const nodes = await csv(folder, "nodes.csv");
  const chassisOf = new Map(nodes.map(([node = "", , , , c = ""]) => [node, c]));
  const shared = new Map<string, { chassis?: number; psu?: number }>();
  for (const file of ["snapshot-2025-05-30.csv.gz", "power-2025-06-03.csv.gz"]) {
    const input = createReadStream(join(folder, file)).pipe(createGunzip());
    for await (const line of createInterface({ input })) {
      const [node = "", ts = "", sensor = "", value = ""] = line.split(",");
      if (value === "") continue;
      const at = `${chassisOf.get(node)}|${node}|${ts}`;
      if (sensor === "Chassis Power") shared.set(at, { ...shared.get(at), chassis: Number(value) });
      if (sensor === "PSU Power") shared.set(at, { ...shared.get(at), psu: Number(value) });
      if (wholeServer.has(sensor)) {
        const times = heard.get(node) ?? [];
        heard.set(node, times);
        times.push(Date.parse(ts));
      }
      if (sensor !== "Sys Power" && sensor !== "Pwr Consumption") continue;
      const readings = power.get(node) ?? [];
      power.set(node, readings);
      readings.push([Date.parse(ts), Number(value)]);
    }
  }
  for (const readings of power.values()) readings.sort(([a], [b]) => a - b);
  for (const times of heard.values()) times.sort((a, b) => a - b);
  const polls = await csv(folder, "polls-2025-06-03.csv");
  return {
    servers: polls.map(([node = ""]) => node),
    power,
    heard,
    rackOf: new Map(nodes.map(([node = "", , , rack = ""]) => [node, rack || "unplaced"])),
    impossible: countImpossible(shared),
    answers: new Map(
      polls.map(([node = "", , , , count, , last = ""]) => [
        node,
        { count: Number(count), lastMs: Date.parse(last) },
      ]),
    ),
  };
}

const wholeServer: ReadonlySet<string> = new Set([
  ...(["Sys Power", "Pwr Consumption", "Ambient Temp", "Inlet Temp"] as const),
]);

/** The first server of a chassis, by name, tells it; the others repeat it. */
function countImpossible(shared: ReadonlyMap<string, { chassis?: number; psu?: number }>): number {
  const first = new Map<string, string>();
  for (const at of shared.keys()) {
    const [chassis = "", node = ""] = at.split("|");
    if (node < (first.get(chassis) ?? "~")) first.set(chassis, node);
  }
  return [...shared].filter(([at, { chassis = 0, psu = 0 }]) => {
    const [id = "", node] = at.split("|");
    return first.get(id) === node && psu > chassis;
  }).length;
}

async function csv(folder: string, file: string): Promise<string[][]> {
  const [, ...lines] = (await readFile(join(folder, file), "utf8")).trimEnd().split(/\r?\n/);
  return lines.map((line) => line.split(","));
}

/** Trapezoids between readings at most 3 minutes apart, cut to the window; nothing across a longer silence. */
export function integrate(day: OutageDay, fromMs: number, toMs: number): { kwh: number; coveredMs: number } {
  let wattMs = 0;
  let coveredMs = 0;
  for (const readings of day.power.values()) {
    for (const [index, [startMs, start]] of readings.entries()) {
      const [endMs, end] = readings[index + 1] ?? [Number.POSITIVE_INFINITY, 0];
      const [a, b] = [Math.max(startMs, fromMs), Math.min(endMs, toMs)];
      if (endMs - startMs > 180_000 || a >= b) continue;
      const wattsAt = (timeMs: number) => start + ((end - start) * (timeMs - startMs)) / (endMs - startMs);
      wattMs += ((wattsAt(a) + wattsAt(b)) / 2) * (b - a);
      coveredMs += b - a;
    }
  }
  return { kwh: wattMs / 3.6e9, coveredMs };
}

/** What each server is when recorded time has come to `beforeMs` (excluded): by the age of its last reading. */
export function freshnessBefore(day: OutageDay, beforeMs: number): Map<string, string> {
  const lastOf = (server: string) =>
    (day.power.get(server) ?? []).findLast(([timeMs]) => timeMs < beforeMs)?.[0] ?? Number.NaN;
  const nowMs = Math.max(...day.servers.map(lastOf).filter((timeMs) => !Number.isNaN(timeMs)));
  return new Map(
    day.servers.map((server) => {
      const ageMs = nowMs - lastOf(server);
      if (Number.isNaN(ageMs)) return [server, "none"];
      if (ageMs <= 90_000) return [server, "live"];
      return [server, ageMs <= 180_000 ? "late" : "stale"];
    }),
  );
}
