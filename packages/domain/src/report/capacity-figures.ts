/** What is installed and how full it is. Source: standards 2.1, 2.3. */
import type { Figure, Precision } from "@aidc/contract";
import { capacityFigure, installedCapacity } from "../capacity/installed.ts";
import { inventoryGrade } from "../capacity/inventory-grade.ts";
import { makeFigure, statusOfSum, worstGrade } from "../figure/figure.ts";
import type { Share } from "../rack/occupancy.ts";
import { countOver, limitsKnown, occupancyByCount, shareOf, sumKnown } from "../rack/occupancy.ts";
import { rackOccupancyByPower } from "../rack/occupancy-by-power.ts";
import { cardsOf, heldAt, modelCounts } from "./held.ts";
import type { Compared, ReportInputs } from "./inputs.ts";
import { heldOver, limitMsIn } from "./installed-time.ts";
import { judgedBy } from "./judged-by.ts";
import { ownFigure } from "./report-methods.ts";

type Summed = "racks" | "units" | "power" | "accelerators";

/** @returns null where the window is older than what is kept of the inventory */
export function inventorySum(inputs: ReportInputs, what: Summed, compared: Compared): Figure | null {
  const held = heldAt(inputs, compared);
  if (!held) return null;
  const { racks } = inputs.document;
  const limited = limitsKnown(racks);
  const isUnknown = what === "units" && held.usableU === null;
  const facts = {
    racks: { name: "racks", value: held.racks, unit: "count", of: held.racks },
    units: { name: "rack_units", value: held.usableU, unit: "count", of: isUnknown ? 0 : held.racks },
    power: {
      name: "power_limit",
      value: held.limitW / 1000,
      unit: "kW",
      of: held.limitW > 0 ? Math.round(limited * racks.length) : 0,
    },
    accelerators: { name: "accelerators_installed", value: cardsOf(held), unit: "count", of: cardsOf(held) },
  }[what];
  const isPower = what === "power";
  const grade = inventoryGrade(inputs.document);
  return ownFigure({
    name: facts.name,
    method: "inventory_sum",
    value: facts.of > 0 ? facts.value : null,
    reason: facts.of > 0 ? undefined : held.racks > 0 ? whyNone(what) : "no_inventory",
    unit: facts.unit,
    window: inputs.periods[compared].window,
    coverage: isPower ? limited : facts.of > 0 ? 1 : 0,
    status: isPower && limited < 1 ? "provisional" : "valid",
    grade: isPower ? worstGrade(racks.map(({ limitGrade }) => limitGrade)) : grade,
    inputs: [{ kind: "inventory", label: what, count: facts.of, grade, coverage: 1 }],
  });
}

const whyNone = (what: Summed) =>
  what === "power" ? "no_limit" : what === "units" ? "no_units" : "no_inventory";

export function capacityOf(
  inputs: ReportInputs,
  precision: Precision,
  compared: Compared = "current",
): Figure | null {
  const held = heldAt(inputs, compared);
  if (!held) return null;
  const capacity = installedCapacity(modelCounts(held), inputs.document.catalogue, precision);
  return capacityFigure(capacity, inputs.periods[compared].window, inventoryGrade(inputs.document));
}

/** Three definitions, each printed with its own. */
export function rackShare(inputs: ReportInputs, by: "count" | "units" | "power", compared: Compared): Figure {
  if (by === "power") return powerShare(inputs, compared);
  const { racks } = inputs.racks[compared];
  const { window } = inputs.periods[compared];
  const count = occupancyByCount(countOver(racks, window));
  const share = by === "count" ? count : filledUnits(racks);
  const value = shareOf(share);
  const unheard = inputs.racks[compared].isMetered ? "no_data" : "no_meter";
  const overFull = value !== null && value > 1 ? "over_full" : undefined;
  // Racks without a usable unit have nothing to be full of.
  const whole = value === null ? "no_inventory" : overFull;
  const unknown = share === null ? "no_units" : whole;
  const reason = racks.length === 0 ? "no_inventory" : by === "count" && value === null ? unheard : unknown;
  const coverage = reason ? 0 : by === "count" ? count.coverage : 1;
  const name = by === "count" ? "rack_occupancy_count" : "rack_occupancy_u";
  return makeFigure({
    name,
    value: reason ? null : value,
    reason,
    unit: "ratio",
    window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade(inputs.document.racks.map(({ placementGrade }) => placementGrade)),
    method: name,
    inputs: [{ kind: "inventory", label: "racks", count: racks.length, grade: "metered", coverage: 1 }],
  });
}

/** null where the units of a rack, or of what stands in it, are not known. */
function filledUnits(racks: ReportInputs["racks"]["current"]["racks"]): Share | null {
  const part = sumKnown(racks.map(({ usedU }) => usedU));
  const whole = sumKnown(racks.map(({ usableU }) => usableU));
  return part === null || whole === null ? null : { part, whole };
}

function powerShare(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const { itPoints, itGrade } = inputs.racks[compared];
  return rackOccupancyByPower({
    document: inputs.document,
    judged: judgedBy(inputs),
    rackLines: inputs.rackLines ?? [],
    absences: inputs.absences ?? [],
    unmetered: inputs.unmeteredRacks ?? [],
    window,
    limitW: limitMsIn(heldOver(inputs, window), window) / (window.toMs - window.fromMs),
    inputs: itPoints,
    grade: itGrade,
  });
}
