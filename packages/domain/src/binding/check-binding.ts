import type { Issue, Quantity, SeriesUnit, Subject } from "@aidc/contract";
import { quantities, seriesUnitNames, seriesUnits } from "@aidc/contract";
import type { InventoryIndex } from "../inventory/inventory-index.ts";
import { refuseQuantity } from "./quantities-of.ts";
import type { SeriesLabels } from "./series-words.ts";
import { unitOfSeries } from "./series-words.ts";

/** What somebody says a series measures. */
export interface BindingWish {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
}

/** Why a series cannot be bound like that: the first field at fault, and what would do. null: it can. */
export function refuseBinding(
  { subject, quantity, unit }: BindingWish,
  labels: SeriesLabels,
  inventory: InventoryIndex,
): Issue | null {
  if (!exists(subject, inventory))
    return { path: "subject.id", message: `there is no ${subject.kind} "${subject.id}" in the inventory` };
  return refuseMeaning({ subject, quantity, unit }, labels, inventory);
}

/** The same where the subject is known to exist. */
export function refuseMeaning(
  { subject, quantity, unit }: BindingWish,
  labels: SeriesLabels,
  inventory: InventoryIndex,
): Issue | null {
  const role = subject.kind === "meter" ? inventory.meterRole(subject.id) : null;
  const fault = refuseQuantity(subject.kind, quantity, role);
  if (fault) return fault;
  const { base } = seriesUnits[unit];
  if (base !== quantities[quantity].unit) {
    const fitting = seriesUnitNames.filter((name) => seriesUnits[name].base === quantities[quantity].unit);
    return { path: "unit", message: `${quantity} is not measured in ${unit}; use ${fitting.join(", ")}` };
  }
  const said = unitOfSeries(labels);
  if (said !== null && said !== unit && !isPartOf(unit, said))
    return { path: "unit", message: `the series says ${said}, not ${unit}; bind it as ${said}` };
  return null;
}

/** `0.1 °C` of °C: a name tells the unit, and not always that whole tenths of it are sent. */
const isPartOf = (unit: SeriesUnit, said: SeriesUnit): boolean =>
  unit.startsWith("0.") && unit.endsWith(` ${said}`);

function exists({ kind, id }: Subject, inventory: InventoryIndex): boolean {
  switch (kind) {
    case "center":
    case "hall":
      return true;
    case "server":
      return inventory.server(id) === id;
    case "accelerator": {
      const at = id.lastIndexOf(":");
      return at > 0 && inventory.accelerator(id.slice(0, at), id.slice(at + 1)) === id;
    }
    default:
      return inventory.has(kind, id);
  }
}
