/** What can be measured of a subject: the quantities that figures, screens or rules read of its kind. */
import type { MeterRole, Quantity, SubjectKind } from "@aidc/contract";

const ofKind: Readonly<Record<SubjectKind, readonly Quantity[]>> = {
  center: [],
  hall: [],
  rack: ["power", "inlet_temperature", "outlet_temperature", "relative_humidity", "dew_point", "leak"],
  server: ["power", "dc_power", "inlet_temperature", "utilisation"],
  accelerator: [
    "power",
    "energy",
    "temperature",
    "utilisation",
    "kernel_presence",
    "memory_used",
    "fault_code",
    "ecc_double_bit",
    "throttle_reasons",
  ],
  meter: ["power", "energy"],
  feed: ["power", "energy"],
  loop: ["supply_temperature", "return_temperature", "flow", "leak"],
  tenant: ["accelerators_allocated", "accelerators_active"],
};

/** @param role of the meter, where it is one: a water meter counts litres and nothing else */
export function quantitiesOf(kind: SubjectKind, role: MeterRole | null = null): readonly Quantity[] {
  return role === "water_intake" ? ["volume"] : ofKind[kind];
}
