import { readFileSync } from "node:fs";
import { indexInventory } from "@aidc/domain";
import { aCenterDocument, testData } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { allProfiles } from "./all-profiles.ts";
import { dcgmExporterProfile } from "./dcgm-exporter.ts";
import { matchSeries } from "./match-series.ts";

const document = aCenterDocument({
  servers: [
    {
      id: "s1",
      rack: "k1",
      name: "S1",
      hostname: "GPU-Node-01.dc.example",
      accelerators: { model: "h100-sxm", count: 2, uuids: ["GPU-aaaa", "GPU-bbbb"] },
    },
    { id: "s2", rack: "k2", name: "S2", hostname: "10.0.0.7" },
    { id: "twin-a", rack: "k2", name: "A", hostname: "twin.a.example" },
    { id: "twin-b", rack: "k2", name: "B", hostname: "twin.b.example" },
  ],
  feeds: [{ id: "A1-A", name: "Busway A1", path: "A", racks: ["k1"] }],
  loops: [{ id: "cdu", name: "CDU", racks: ["k1"] }],
});
const inventory = indexInventory(document);
const match = (name: string, labels: Record<string, string>) =>
  matchSeries({ __name__: name, ...labels }, inventory);
const gpu = { gpu: "1", UUID: "GPU-bbbb", Hostname: "gpu-node-01" };

describe("our own names", () => {
  it.each([
    ["aidc_server_power_watts", { server: "s1" }, "server", "s1", "power"],
    ["aidc_server_dc_power_watts", { server: "s1" }, "server", "s1", "dc_power"],
    ["aidc_server_inlet_celsius", { server: "s1" }, "server", "s1", "inlet_temperature"],
    ["aidc_server_utilisation_ratio", { server: "s1" }, "server", "s1", "utilisation"],
    ["aidc_rack_power_watts", { rack: "k1" }, "rack", "k1", "power"],
    ["aidc_rack_inlet_celsius", { rack: "k1" }, "rack", "k1", "inlet_temperature"],
    ["aidc_rack_inlet_humidity_ratio", { rack: "k1" }, "rack", "k1", "relative_humidity"],
    ["aidc_rack_leak_state", { rack: "k1" }, "rack", "k1", "leak"],
    ["aidc_feed_power_watts", { feed: "A1-A" }, "feed", "A1-A", "power"],
    ["aidc_loop_supply_celsius", { loop: "cdu" }, "loop", "cdu", "supply_temperature"],
    ["aidc_loop_return_celsius", { loop: "cdu" }, "loop", "cdu", "return_temperature"],
    ["aidc_loop_flow_lpm", { loop: "cdu" }, "loop", "cdu", "flow"],
    ["aidc_loop_leak_state", { loop: "cdu" }, "loop", "cdu", "leak"],
    ["aidc_accelerator_fault_code", { server: "s1", slot: "0" }, "accelerator", "s1:0", "fault_code"],
    ["aidc_meter_power_watts", { meter: "grid" }, "meter", "grid", "power"],
    ["aidc_meter_energy_watthours_total", { meter: "grid" }, "meter", "grid", "energy"],
    ["aidc_accelerator_power_watts", { server: "s1", slot: "0" }, "accelerator", "s1:0", "power"],
    ["aidc_accelerator_utilisation_ratio", { server: "s1", slot: "1" }, "accelerator", "s1:1", "utilisation"],
    [
      "aidc_accelerator_temperature_celsius",
      { server: "s1", slot: "1" },
      "accelerator",
      "s1:1",
      "temperature",
    ],
    ["aidc_tenant_accelerators_allocated", { tenant: "t1" }, "tenant", "t1", "accelerators_allocated"],
    ["aidc_tenant_accelerators_active", { tenant: "t1" }, "tenant", "t1", "accelerators_active"],
  ] as const)("%s", (name, labels, kind, id, quantity) => {
    expect(match(name, labels)).toEqual({ subject: { kind, id }, quantity, scale: 1, offset: 0 });
  });

  it.each([
    ["a subject that is not in the inventory", "aidc_rack_power_watts", { rack: "k9" }],
    ["a slot that the server does not have", "aidc_accelerator_power_watts", { server: "s1", slot: "2" }],
    ["a slot that is no number", "aidc_accelerator_power_watts", { server: "s1", slot: "-1" }],
    ["a server without accelerators", "aidc_accelerator_power_watts", { server: "s2", slot: "0" }],
    ["a feed that the center does not have", "aidc_feed_power_watts", { feed: "cdu" }],
    ["no label at all", "aidc_rack_power_watts", {}],
    ["an unknown metric", "up", { server: "s1" }],
    ["a name from the prototype", "constructor", {}],
  ])("nothing for %s", (_, name, labels: Record<string, string>) => {
    expect(match(name, labels)).toBeNull();
  });
});

describe("dcgm-exporter", () => {
  it.each([
    ["DCGM_FI_DEV_POWER_USAGE", "power", 500, 500],
    ["DCGM_FI_DEV_BOARD_POWER_WATTS", "power", 500, 500],
    ["DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "energy", 3_600_000, 1],
    ["DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", "energy", 3600, 1],
    ["DCGM_FI_DEV_GPU_UTIL", "kernel_presence", 87, 0.87],
    ["DCGM_FI_DEV_GPU_UTIL_RATIO", "kernel_presence", 87, 0.87],
    ["DCGM_FI_PROF_SM_ACTIVE", "utilisation", 0.42, 0.42],
    ["DCGM_FI_PROF_SM_UTIL_RATIO", "utilisation", 0.42, 0.42],
    ["DCGM_FI_PROF_GR_ENGINE_ACTIVE", "utilisation", 0.42, 0.42],
    ["DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", "utilisation", 0.42, 0.42],
    ["DCGM_FI_DEV_GPU_TEMP", "temperature", 61, 61],
    ["DCGM_FI_DEV_GPU_TEMP_CELSIUS", "temperature", 61, 61],
    ["DCGM_FI_DEV_XID_ERRORS", "fault_code", 79, 79],
    ["DCGM_FI_DEV_XID_ERROR", "fault_code", 79, 79],
    ["DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "ecc_double_bit", 2, 2],
    ["DCGM_FI_DEV_CLOCK_THROTTLE_REASONS", "throttle_reasons", 64, 64],
    ["DCGM_FI_DEV_CLOCKS_EVENT_REASONS", "throttle_reasons", 64, 64],
  ])("%s", (name, quantity, sent, meant) => {
    const found = match(name, gpu);
    expect(found).toMatchObject({ subject: { kind: "accelerator", id: "s1:1" }, quantity });
    expect(sent * (found?.scale ?? 0)).toBeCloseTo(meant, 12);
  });

  it("GPU_UTIL_RATIO is a ratio only from the exporter that sets DCGM_FI_SYSTEM_DRIVER_VERSION", () => {
    const found = match("DCGM_FI_DEV_GPU_UTIL_RATIO", { ...gpu, DCGM_FI_SYSTEM_DRIVER_VERSION: "595.80" });
    expect(found?.scale).toBe(1);
  });

  it.each([
    ["the UUID decides, whatever the index says", { gpu: "0", UUID: "gpu-BBBB", Hostname: "else" }, "s1:1"],
    [
      "without a known UUID host and index do",
      { gpu: "0", UUID: "GPU-zzzz", Hostname: "gpu-node-01" },
      "s1:0",
    ],
    ["the label of exporter 4.8.3", { gpu: "0", hostname: "GPU-NODE-01.dc.example" }, "s1:0"],
    ["the scrape target", { gpu: "0", instance: "gpu-node-01.dc.example:9400" }, "s1:0"],
  ])("%s", (_, labels, id) => {
    expect(match("DCGM_FI_DEV_POWER_USAGE", labels)?.subject.id).toBe(id);
  });

  it("a MIG instance is not the device", () => {
    expect(match("DCGM_FI_DEV_POWER_USAGE", { ...gpu, GPU_I_ID: "3" })).toBeNull();
  });

  it("amounts of memory and the instantaneous power are left alone", () => {
    for (const name of ["DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_POWER_USAGE_INSTANT"])
      expect(match(name, gpu)).toBeNull();
  });

  it("every old name it maps is one the exporter really has, where its counter files are at hand", () => {
    const files = ["default-counters.csv", "dcp-metrics-included.csv"].map((name) =>
      testData(`exporter-samples/nvidia-dcgm-exporter/${name}`),
    );
    const text = files.flatMap((path) => (path === null ? [] : [readFileSync(path, "utf8")])).join("\n");
    if (text === "") return;
    const oldNames = dcgmExporterProfile.groups
      .flatMap((group) => group.metrics.map((rule) => rule.metric))
      .filter((name) => /_(USAGE|CONSUMPTION|UTIL|ACTIVE|TEMP|ERRORS)$/.test(name));
    expect(oldNames.length).toBeGreaterThan(5);
    for (const name of oldNames) expect(text).toContain(name);
  });
});

describe("node_exporter", () => {
  const sensor = { instance: "10.0.0.7:9100", chip: "lnxsybus:00_acpi000d:00", sensor: "power1" };

  it("maps the ACPI power meter of the machine", () => {
    expect(match("node_hwmon_power_average_watt", sensor)).toMatchObject({
      subject: { kind: "server", id: "s2" },
      quantity: "power",
    });
  });

  it.each([
    ["the power of one chip", "node_hwmon_power_average_watt", { ...sensor, chip: "0000:03:00_0" }],
    ["seconds of a CPU", "node_cpu_seconds_total", { ...sensor, mode: "idle" }],
    ["a server nobody knows", "node_hwmon_power_average_watt", { ...sensor, instance: "10.0.0.8:9100" }],
  ])("but not %s", (_, name, labels) => {
    expect(match(name, labels)).toBeNull();
  });
});

describe("the inventory index", () => {
  it.each([
    ["id", "s1", "s1"],
    ["host name in another case", "gpu-NODE-01.DC.example", "s1"],
    ["short host name", "gpu-node-01", "s1"],
    ["longer host name than listed", "s1.cluster.local", "s1"],
    ["address with port", "10.0.0.7:9100", "s2"],
    ["address that begins alike", "10.0.0.70", null],
    ["short name that two servers share", "twin", null],
    ["full name of one of them", "twin.b.example:9100", "twin-b"],
    ["IPv6 address", "[fe80::1]:9100", null],
    ["nothing", "", null],
  ])("%s", (_, host, id) => {
    expect(inventory.server(host)).toBe(id);
  });
});

it("no metric is claimed by two profiles", () => {
  const owners = new Map<string, string>();
  for (const profile of allProfiles) {
    for (const { metric } of profile.groups.flatMap((group) => group.metrics)) {
      expect(owners.get(metric) ?? profile.id).toBe(profile.id);
      owners.set(metric, profile.id);
    }
  }
});
