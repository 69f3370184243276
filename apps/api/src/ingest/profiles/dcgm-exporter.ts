import type { MetricRule, Profile } from "./profile.ts";

const millijoulesPerWattHour = 3_600_000;
const joulesPerWattHour = 3_600;

/**
 * Names by DCGM field. Until exporter 4.8 the old names; DCGM 4.6 renamed fields and kept their units; DCGM 4.7
 * with exporter 4.9 gave base units to some of them under ids of their own. Sources: DCGM field identifiers,
 * exporter release notes 4.6.0-4.8.3 and 4.9.0.
 */
const rules: MetricRule[] = [
  // 155, W, averaged. The _INSTANT field (157) is another figure and is not mixed in.
  { metric: "DCGM_FI_DEV_POWER_USAGE", quantity: "power" },
  { metric: "DCGM_FI_DEV_BOARD_POWER_WATTS", quantity: "power" },
  // 156, mJ since the driver was loaded; 1611 is the same in J.
  { metric: "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", quantity: "energy", scale: 1 / millijoulesPerWattHour },
  { metric: "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", quantity: "energy", scale: 1 / joulesPerWattHour },
  // 203, percent: some kernel was resident. Liveness, never called utilisation.
  { metric: "DCGM_FI_DEV_GPU_UTIL", quantity: "kernel_presence", scale: 0.01 },
  {
    metric: "DCGM_FI_DEV_GPU_UTIL_RATIO",
    quantity: "kernel_presence",
    when: { DCGM_FI_SYSTEM_DRIVER_VERSION: /./ },
    note: "1613, a ratio: from exporter 4.9 on, which is also the first to set this label on every series",
  },
  {
    metric: "DCGM_FI_DEV_GPU_UTIL_RATIO",
    quantity: "kernel_presence",
    scale: 0.01,
    note: "DCGM 4.6: the new name of 203, still a percentage in spite of it",
  },
  // 1001 and 1002, ratios. The first of them that arrives feeds the point; the exporter's default is 1001 only.
  { metric: "DCGM_FI_PROF_SM_ACTIVE", quantity: "utilisation" },
  { metric: "DCGM_FI_PROF_SM_UTIL_RATIO", quantity: "utilisation" },
  { metric: "DCGM_FI_PROF_GR_ENGINE_ACTIVE", quantity: "utilisation" },
  { metric: "DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", quantity: "utilisation" },
  { metric: "DCGM_FI_DEV_GPU_TEMP", quantity: "temperature" },
  { metric: "DCGM_FI_DEV_GPU_TEMP_CELSIUS", quantity: "temperature" },
  // 230: the last XID seen, not a count.
  { metric: "DCGM_FI_DEV_XID_ERRORS", quantity: "fault_code" },
  { metric: "DCGM_FI_DEV_XID_ERROR", quantity: "fault_code" },
  // 311: double-bit errors since the driver was loaded. The aggregate of the card's whole life (313) never goes away.
  { metric: "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", quantity: "ecc_double_bit" },
  // 112, bits of NVML; renamed with the driver's own word, "event" for "throttle".
  { metric: "DCGM_FI_DEV_CLOCK_THROTTLE_REASONS", quantity: "throttle_reasons" },
  { metric: "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", quantity: "throttle_reasons" },
];

/** Framebuffer figures are amounts (MiB, later bytes); a used share needs two series and is not made here. */
export const dcgmExporterProfile: Profile = {
  id: "dcgm-exporter",
  title: "NVIDIA dcgm-exporter",
  source: "github.com/NVIDIA/dcgm-exporter, etc/default-counters.csv",
  // A MIG instance repeats the figures of its whole device.
  unlessLabels: ["GPU_I_ID", "GPU_I_PROFILE"],
  groups: [
    {
      // Exporter 4.8.3 renamed `Hostname` to `hostname`; `instance` is the scrape target.
      locator: {
        kind: "accelerator",
        uuid: ["UUID", "uuid"],
        host: ["Hostname", "hostname", "node", "instance"],
        slot: ["gpu"],
      },
      metrics: rules,
    },
  ],
};
