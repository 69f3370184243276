import { centerDocumentSchema } from "@aidc/contract";
import { testData } from "@aidc/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { readHarvardIpmi } from "./harvard-ipmi.ts";
import { documentOf } from "./harvard-nodes.ts";
import { isImpossible, ReadingSorter } from "./harvard-sensors.ts";
import type { Recording } from "./recording.ts";
import { countSamples } from "./recording.ts";

const a = { id: "a1", row: "7c", rack: "7c-26", chassis: "7c-26-1", isGpu: true };
const b = { ...a, id: "a2", isGpu: false };
const odd = { id: "odd", row: "", rack: "", chassis: "", isGpu: false };

function sorted(...rows: readonly [node: string, second: number, sensor: string, value: string][]) {
  const sorter = new ReadingSorter([a, b, odd]);
  for (const [node, second, sensor, value] of rows) {
    const cells: Readonly<Record<string, string>> = {
      node,
      ts: new Date(second * 1000).toISOString(),
      sensor,
      value,
    };
    sorter.take((column) => cells[column] ?? "");
  }
  return sorter.sorted();
}
const plain = (series: Recording["series"]) =>
  series.map(({ labels, timesMs, values }) => [Object.values(labels).join(" "), [...timesMs], [...values]]);

test("whole-server power and inlet are samples, parts and 'no reading' are not", () => {
  const { series, remarks } = sorted(
    ["a1", 60, "Sys Power", "20"],
    ["a1", 0, "Sys Power", "10"],
    ["a1", 0, "CPU Power", "5"],
    ["a1", 120, "Sys Power", ""],
    ["odd", 0, "Pwr Consumption", "0"],
    ["odd", 0, "Inlet Temp", "27"],
  );
  expect(plain(series)).toEqual([
    ["aidc_server_power_watts a1", [0, 60_000], [10, 20]],
    ["aidc_server_power_watts odd", [0], [0]],
    ["aidc_server_inlet_celsius odd", [0], [27]],
  ]);
  expect(remarks[0]).toMatch(/^1 readings/);
});

test("a chassis that two servers repeat is one meter, read through the first", () => {
  const { series, impossible, chassis } = sorted(
    ["a2", 0, "Chassis Power", "4050"],
    ["a1", 1, "Chassis Power", "4150"],
    ["a1", 1, "PSU Power", "275"],
  );
  expect(plain(series)).toEqual([
    ["aidc_meter_power_watts chassis-7c-26-1", [1000], [4150]],
    ["ipmi_power_watts PSU Power 7c-26-1", [1000], [275]],
  ]);
  expect(impossible).toEqual([]);
  expect(chassis).toEqual(["7c-26-1"]);
});

test("a byte at its end and a part above its whole are set apart, as no number", () => {
  const { series, impossible } = sorted(
    ["a1", 0, "PSU Power", "1215"],
    ["a1", 0, "Chassis Power", "150"],
    ["a1", 60, "Chassis Power", "25550"],
  );
  expect(plain(series)).toEqual([["aidc_meter_power_watts chassis-7c-26-1", [0], [150]]]);
  expect(plain(impossible)).toEqual([
    ["aidc_meter_power_watts chassis-7c-26-1", [60_000], [Number.NaN]],
    ["ipmi_power_watts PSU Power 7c-26-1", [0], [Number.NaN]],
  ]);
  expect(isImpossible("PSU Power", 2_555)).toBe(true);
  expect(isImpossible("PSU Power", 150, 150)).toBe(false);
});

test("what cannot be placed or read is a fault, not a guess", () => {
  expect(() => sorted(["b9", 0, "Sys Power", "1"])).toThrow(/does not list b9/);
  expect(() => sorted(["odd", 0, "Chassis Power", "150"])).toThrow(/tells no chassis/);
  expect(() => sorted(["a1", 0, "Sys Power", "much"])).toThrow(/not a number/);
});

test("places are labelled as inferred, and no limit is invented", () => {
  const document = centerDocumentSchema.parse(
    documentOf("h", [a, b, odd], [{ server: "a1", quantity: "power" }], ["7c-26-1"]),
  );
  expect(document.racks.map(({ id, placementGrade, position }) => [id, placementGrade, position])).toEqual([
    ["7c-26", "assumed", 26],
    ["unplaced", "assumed", 1],
  ]);
  expect(document.racks[0]?.name).toContain("inferred");
  expect(document.center.note).toContain("an inference from the host names");
  expect(document.racks.every((rack) => rack.powerLimitW === undefined)).toBe(true);
  expect(document.servers.map(({ name, hostname }) => [name, hostname])).toEqual([
    ["a1 (GPU)", "a1"],
    ["a2", "a2"],
    ["odd", "odd"],
  ]);
  expect(document.points.map(({ subject, grade }) => [subject.id, grade])).toEqual([
    ["a1", "metered"],
    ["chassis-7c-26-1", "metered"],
  ]);
  expect(document.meters.map(({ id, role }) => [id, role])).toEqual([["chassis-7c-26-1", "pdu_output"]]);
});

const folder = testData("harvard-fasrc-ipmi");

describe.skipIf(folder === null)("the recorded folder (needs shared data harvard-fasrc-ipmi)", () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await readHarvardIpmi(folder ?? "", "harvard");
  }, 60_000);

  test("906 servers in 17 racks and one of no place, 37 with GPUs, 6 chassis meters", () => {
    const { servers = [], racks = [], meters = [] } = recording.document;
    expect([servers.length, racks.length, meters.length]).toEqual([906, 18, 6]);
    expect(servers.filter(({ name }) => name.endsWith("(GPU)"))).toHaveLength(37);
  });

  test("878 servers tell their power; the snapshot sums to 243.8 kW where Sys Power is told", () => {
    const power = recording.series.filter(({ labels }) => labels.__name__ === "aidc_server_power_watts");
    expect(power).toHaveLength(878);
    const snapshot = power.map(({ timesMs, values }) =>
      (timesMs[0] ?? Number.NaN) < Date.parse("2025-06-01T00:00:00Z") ? (values[0] ?? 0) : 0,
    );
    // 243,840 W of Sys Power, and 1,029 + 1,127 W of the two whose BMC calls it Pwr Consumption.
    expect(snapshot.reduce((sum, watts) => sum + watts, 0)).toBe(243_840 + 1_029 + 1_127);
  });

  test("5 chassis readings are impossible: a PSU far above its whole chassis", () => {
    expect(countSamples({ series: recording.impossible ?? [] })).toBe(5);
  });
});
