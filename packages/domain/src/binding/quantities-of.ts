/** What can be measured of a subject: the quantities that figures, screens or rules read of its kind. */
import type { Issue, MeterRole, Quantity, SubjectKind } from "@aidc/contract";

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

/** Why nothing of this kind is measured in this quantity, and what is; null: it can be. */
export function refuseQuantity(
  kind: SubjectKind,
  quantity: Quantity,
  role: MeterRole | null = null,
): Issue | null {
  const possible = quantitiesOf(kind, role);
  if (possible.length === 0)
    return { path: "subject.kind", message: `nothing is measured of a ${kind}; name what stands in it` };
  if (possible.includes(quantity)) return null;
  const what = role === null ? kind : `${kind} of role ${role}`;
  return { path: "quantity", message: `a ${what} has no ${quantity}; it has ${possible.join(", ")}` };
}
