/**
 * What a series that no profile knows seems to measure. A wrong binding is worse than none, so whatever leaves a
 * doubt (a part of a device, a unit that is not said, a temperature of no place) is left to a person.
 */
import type { Quantity, SeriesUnit, Subject } from "@aidc/contract";
import { quantities, seriesUnits } from "@aidc/contract";
import type { InventoryIndex, ListedKind } from "../inventory/inventory-index.ts";
import { quantitiesOf } from "./quantities-of.ts";
import type { SeriesLabels } from "./series-words.ts";
import { unitOfSeries, wordsOf } from "./series-words.ts";

/** The label that names the subject, and the one that names the slot where an accelerator needs both. */
export interface NamedBy {
  readonly label: string;
  readonly slot: string | null;
}

export interface BindingSuggestion {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
  readonly by: NamedBy;
}

/** A label that says: this is a part, an outlet or a share of something, not the thing itself. */
const partLabels = [
  ...["cpu", "core", "chip", "sensor", "package", "socket", "phase", "psu", "outlet", "fan", "disk", "zone"],
  ...["mode", "interface", "quantile", "le", "name", "GPU_I_ID", "GPU_I_PROFILE"],
];
const doubtfulWords = new Set([
  ...["cpu", "core", "rapl", "package", "dram", "chip", "fan", "psu", "disk", "nic", "phase"],
  // Milli or mega.
  "mw",
  ...["limit", "max", "min", "threshold", "rated", "capacity", "setpoint", "cap", "peak"],
  // Neither is what is drawn.
  ...["apparent", "reactive", "factor"],
]);

const labelsOfKind: Readonly<Record<ListedKind, readonly string[]>> = {
  meter: ["meter", "meter_id", "meter_name"],
  feed: ["feed", "feed_id", "circuit", "breaker"],
  loop: ["loop", "loop_id", "cdu"],
  rack: ["rack", "rack_id", "rack_name", "cabinet"],
  tenant: ["tenant", "tenant_id", "project", "account", "namespace"],
};
const hostLabels = ["server", "host", "hostname", "Hostname", "node", "nodename", "machine", "instance"];
const slotLabels = [
  "slot",
  "gpu",
  "gpu_id",
  "accelerator",
  "npu",
  "card",
  "device_id",
  "index",
  "minor_number",
];
const uuidLabels = ["uuid", "UUID", "gpu_uuid", "serial"];

interface Found {
  readonly subject: Subject;
  readonly by: NamedBy;
}

/** @returns null where the series does not tell for certain */
export function suggestBinding(labels: SeriesLabels, inventory: InventoryIndex): BindingSuggestion | null {
  const words = new Set(wordsOf(labels.__name__ ?? ""));
  if (partLabels.some((name) => labels[name] !== undefined)) return null;
  if ([...words].some((word) => doubtfulWords.has(word))) return null;
  const said = unitOfSeries(labels);
  // Of a power strip it is a part, of air the place where it leaves.
  if (words.has("outlet") && !["temp", "temperature"].some((word) => words.has(word))) return null;
  for (const { subject, by } of subjectsIn(labels, inventory)) {
    const found = quantityOf(subject, words, said, inventory);
    if (found) return { subject, by, ...found };
  }
  return null;
}

/** What the labels name of a kind, by the labels that were found to name it. @returns null when nothing known */
export function subjectBy(
  labels: SeriesLabels,
  kind: Subject["kind"],
  { label, slot }: NamedBy,
  inventory: InventoryIndex,
): Subject | null {
  const value = labels[label];
  const place = slot === null ? undefined : labels[slot];
  if (value === undefined || kind === "center" || kind === "hall") return null;
  if (kind === "server") return named(kind, inventory.server(value));
  if (kind !== "accelerator") return inventory.has(kind, value) ? { kind, id: value } : null;
  if (slot === null) return named(kind, inventory.acceleratorByUuid(value) ?? slotted(value, inventory));
  return place === undefined ? null : named(kind, inventory.accelerator(value, place));
}

const named = (kind: Subject["kind"], id: string | null): Subject | null =>
  id === null ? null : { kind, id };

/** `server:slot`, as the center document writes it. */
function slotted(value: string, inventory: InventoryIndex): string | null {
  const at = value.lastIndexOf(":");
  return at < 0 ? null : inventory.accelerator(value.slice(0, at), value.slice(at + 1));
}

/** The narrowest subject first: a card names its server too, and a meter the rack it stands in. */
function subjectsIn(labels: SeriesLabels, inventory: InventoryIndex): Found[] {
  const found: Found[] = [];
  const look = (kind: Subject["kind"], label: string, slot: string | null = null) => {
    if (labels[label] === undefined || (slot !== null && labels[slot] === undefined)) return;
    const by = { label, slot };
    const subject = subjectBy(labels, kind, by, inventory);
    if (subject) found.push({ subject, by });
  };
  for (const label of uuidLabels) look("accelerator", label);
  for (const host of hostLabels) for (const slot of slotLabels) look("accelerator", host, slot);
  if (found.length === 0 && slotLabels.some((label) => labels[label] !== undefined)) return [];
  for (const kind of ["meter", "feed", "loop", "rack", "tenant"] as const)
    for (const label of labelsOfKind[kind]) look(kind, label);
  for (const label of hostLabels) look("server", label);
  return found;
}

/** Words that tell one quantity from another of the same unit; a quantity without words needs none. */
const wordsOfQuantity: Partial<Record<Quantity, readonly string[]>> = {
  dc_power: ["dc"],
  inlet_temperature: ["inlet", "intake"],
  outlet_temperature: ["outlet", "exhaust"],
  dew_point: ["dew", "dewpoint"],
  relative_humidity: ["humidity", "rh"],
  supply_temperature: ["supply"],
  return_temperature: ["return"],
  leak: ["leak", "leakage"],
  utilisation: ["utilisation", "utilization", "util"],
  kernel_presence: ["kernel"],
  memory_used: ["memory", "mem"],
  accelerators_allocated: ["allocated"],
  accelerators_active: ["active"],
  fault_code: ["xid", "fault"],
  ecc_double_bit: ["dbe"],
  throttle_reasons: ["throttle"],
};
/** Where the name says the quantity and nearly everybody means the same unit by it. */
const usualUnits: Readonly<Record<string, SeriesUnit>> = { power: "W", temperature: "°C", temp: "°C" };
/** Units that nobody writes behind a name. */
const silentUnits: readonly SeriesUnit[] = ["code", "count"];

function quantityOf(
  subject: Subject,
  words: ReadonlySet<string>,
  said: SeriesUnit | null,
  inventory: InventoryIndex,
): { quantity: Quantity; unit: SeriesUnit } | null {
  const role = subject.kind === "meter" ? inventory.meterRole(subject.id) : null;
  const usual = Object.entries(usualUnits).find(([word]) => words.has(word))?.[1] ?? null;
  const units = said === null ? [...(usual === null ? [] : [usual]), ...silentUnits] : [said];
  const possible = quantitiesOf(subject.kind, role).flatMap((quantity) => {
    const unit = units.find((one) => seriesUnits[one].base === quantities[quantity].unit);
    return unit === undefined ? [] : [{ quantity, unit }];
  });
  const isSaid = ({ quantity }: { quantity: Quantity }) =>
    wordsOfQuantity[quantity]?.some((word) => words.has(word)) === true;
  const saidOnes = possible.filter(isSaid);
  if (saidOnes.length > 0) return saidOnes.length === 1 ? (saidOnes[0] ?? null) : null;
  const plain = possible.filter(({ quantity }) => wordsOfQuantity[quantity] === undefined);
  return plain.length === 1 ? (plain[0] ?? null) : null;
}
