/**
 * How much of the installed PFLOPS is let, at the peak of the cards that leases name or are given: a lease of a newer
 * card is a larger part of the PFLOPS than of the cards. Source: standards 2.1, 2.2.
 */
import type { Figure, ReportTable } from "@aidc/contract";
import { headlinePrecision } from "../capacity/installed.ts";
import { inventoryGrade } from "../capacity/inventory-grade.ts";
import { statusOfSum, worstGrade } from "../figure/figure.ts";
import { column, number, same, table } from "./cells.ts";
import type { ReportInputs } from "./inputs.ts";
import type { FigureRow } from "./part.ts";
import { ownFigure } from "./report-methods.ts";
import { leasedOfInstalled } from "./waterfall.ts";
import { worded } from "./words.ts";

export const leasedPflopsRow: FigureRow = {
  id: "leases.occupancy_pflops",
  title: worded("Leased share of installed PFLOPS", "出租率（算力）"),
  formula: "sum(raw.leased_pflops.leased) / sum(raw.leased_pflops.installed)",
  digits: 3,
  onlyNow: true,
  make: share,
};

function share(inputs: ReportInputs): Figure {
  const { installed, leased } = leasedOfInstalled(inputs);
  const whole = installed.point.value;
  const isKnown = leased.value !== null && whole !== null && whole > 0;
  const coverage = isKnown ? Math.min(installed.point.coverage ?? 0, leased.coverage ?? 0) : 0;
  const { document, holdings, period } = inputs;
  return ownFigure({
    name: "occupancy_pflops",
    method: "occupancy_measure",
    value: isKnown ? (leased.value ?? 0) / whole : null,
    reason: isKnown ? undefined : (leased.reason ?? installed.point.reason ?? "no_inventory"),
    unit: "ratio",
    window: period.window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade([inventoryGrade(document), holdings.leases.grade]),
  });
}

/** The two sides of the share; means of the period, dense, at the precision of the center's class. */
export function leasedPflopsTable(inputs: ReportInputs): ReportTable {
  const { installed, leased } = leasedOfInstalled(inputs);
  const precision = headlinePrecision[inputs.document.center.computeClass].toUpperCase();
  const columns = [
    column("installed", `Installed, dense ${precision}`, `已安装（稠密 ${precision}）`, "PFLOPS", 4),
    column("leased", `Leased, dense ${precision}`, `已租用（稠密 ${precision}）`, "PFLOPS", 4),
  ];
  const cells = [number(installed.point.value, installed.point.reason), number(leased.value, leased.reason)];
  const { name } = inputs.period;
  const title = worded("Leased PFLOPS", "已租用算力");
  return table("leased_pflops", title, columns, [{ id: name, label: same(name), cells }]);
}
