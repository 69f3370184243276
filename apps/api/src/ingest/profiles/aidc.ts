import type { Profile } from "./profile.ts";

/** Our own names: units in the name, subjects by their id in the center document. */
export const aidcProfile: Profile = {
  id: "aidc",
  title: "AIDC names",
  source: "this product",
  groups: [
    {
      locator: { kind: "server", host: ["server"] },
      metrics: [
        { metric: "aidc_server_power_watts", quantity: "power" },
        { metric: "aidc_server_dc_power_watts", quantity: "dc_power" },
        { metric: "aidc_server_inlet_celsius", quantity: "inlet_temperature" },
        { metric: "aidc_server_utilisation_ratio", quantity: "utilisation" },
      ],
    },
    {
      locator: { kind: "rack", id: ["rack"] },
      metrics: [
        { metric: "aidc_rack_power_watts", quantity: "power" },
        { metric: "aidc_rack_inlet_celsius", quantity: "inlet_temperature" },
        { metric: "aidc_rack_outlet_celsius", quantity: "outlet_temperature" },
        { metric: "aidc_rack_inlet_humidity_ratio", quantity: "relative_humidity" },
        { metric: "aidc_rack_dew_point_celsius", quantity: "dew_point" },
        { metric: "aidc_rack_leak_state", quantity: "leak" },
      ],
    },
    {
      locator: { kind: "feed", id: ["feed"] },
      metrics: [
        { metric: "aidc_feed_power_watts", quantity: "power" },
        { metric: "aidc_feed_energy_watthours_total", quantity: "energy" },
      ],
    },
    {
      locator: { kind: "loop", id: ["loop"] },
      metrics: [
        { metric: "aidc_loop_supply_celsius", quantity: "supply_temperature" },
        { metric: "aidc_loop_return_celsius", quantity: "return_temperature" },
        { metric: "aidc_loop_flow_lpm", quantity: "flow" },
        { metric: "aidc_loop_leak_state", quantity: "leak" },
      ],
    },
    {
      locator: { kind: "meter", id: ["meter"] },
      metrics: [
        { metric: "aidc_meter_power_watts", quantity: "power" },
        { metric: "aidc_meter_energy_watthours_total", quantity: "energy" },
        { metric: "aidc_meter_volume_litres_total", quantity: "volume" },
      ],
    },
    {
      locator: { kind: "accelerator", host: ["server"], slot: ["slot"], uuid: ["uuid"] },
      metrics: [
        { metric: "aidc_accelerator_power_watts", quantity: "power" },
        { metric: "aidc_accelerator_utilisation_ratio", quantity: "utilisation" },
        { metric: "aidc_accelerator_temperature_celsius", quantity: "temperature" },
        { metric: "aidc_accelerator_fault_code", quantity: "fault_code" },
        { metric: "aidc_accelerator_ecc_double_bit_errors", quantity: "ecc_double_bit" },
        { metric: "aidc_accelerator_throttle_reasons", quantity: "throttle_reasons" },
      ],
    },
    {
      locator: { kind: "tenant", id: ["tenant"] },
      metrics: [
        { metric: "aidc_tenant_accelerators_allocated", quantity: "accelerators_allocated" },
        { metric: "aidc_tenant_accelerators_active", quantity: "accelerators_active" },
      ],
    },
  ],
};
