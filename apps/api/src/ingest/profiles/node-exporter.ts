import type { Profile } from "./profile.ts";

/**
 * node_exporter says little that a data center counts. The ACPI power meter (device ACPI000D) reads the input
 * power of the whole machine and maps; the other hwmon power sensors are single chips (amdgpu, CPU) and do not.
 * Left unmatched on purpose: `node_cpu_seconds_total` (a counter of seconds per CPU and mode: utilisation needs
 * several series and a rate), `node_rapl_*_joules_total` (CPU packages only), `node_hwmon_temp_celsius` (no
 * telling which sensor is the inlet).
 */
export const nodeExporterProfile: Profile = {
  id: "node-exporter",
  title: "Prometheus node_exporter",
  source: "github.com/prometheus/node_exporter, collector/hwmon_linux.go",
  groups: [
    {
      locator: { kind: "server", host: ["instance", "nodename", "node"] },
      metrics: [
        {
          metric: "node_hwmon_power_average_watt",
          quantity: "power",
          when: { chip: /acpi000d/, sensor: /^power1$/ },
        },
        {
          metric: "node_hwmon_power_watt",
          quantity: "power",
          when: { chip: /acpi000d/, sensor: /^power1$/ },
        },
      ],
    },
  ],
};
