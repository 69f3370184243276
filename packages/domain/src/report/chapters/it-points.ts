/**
 * IT energy by metered point, as far as a row tells what no tenant of few draws: meters that reach enough of them by
 * themselves. Racks and servers, and meters of few, are told as their sum, and with them the others, or they would be
 * what is left of the center's IT energy. Source: features 7, decisions 67 and 70.
 */
import type { ReportTable } from "@aidc/contract";
import { metersOfFew, placesOfFew } from "../../access/meters-of-few.ts";
import { kwhOf, meanOf } from "../../energy/integral.ts";
import type { KnownLoads } from "../../rack/known-loads.ts";
import { knownLoads } from "../../rack/known-loads.ts";
import { notThereIn } from "../../rack/occupancy-by-power.ts";
import type { Cell } from "../cells.ts";
import { column, hourMs, number, same, table } from "../cells.ts";
import type { ItPointFacts, ReportInputs } from "../inputs.ts";
import { judgedBy } from "../judged-by.ts";
import { worded } from "../words.ts";

const always = [
  column("kwh", "Energy", "用电量", "kWh", 3),
  column("covered_h", "Covered time", "覆盖时间", "h", 3),
  column("mean_kw", "Mean power over covered time", "覆盖时间平均功率", "kW", 4),
];
/** Only where a silent meter leaves out what was heard beside it: of all others the mean power is the same. */
const related = column("related_kw", "Of it of racks whose load is known", "其中负荷已知机柜", "kW", 4);

/** What the occupancy by power adds up. */
export const powerColumn = (inputs: ReportInputs): "related_kw" | "mean_kw" =>
  leftOutOf(inputs).size > 0 ? "related_kw" : "mean_kw";

export function knownLoadsOf(inputs: ReportInputs): KnownLoads {
  const { document, racks, rackLines = [], absences = [], period } = inputs;
  return knownLoads(document, racks.current.itPoints, notThereIn(rackLines, absences, period.window));
}

const leftOutOf = (inputs: ReportInputs): ReadonlySet<string> => knownLoadsOf(inputs).leftOut;

export function itPointsTable(inputs: ReportInputs): ReportTable {
  const { itPoints } = inputs.racks.current;
  const { leftOut, leftOutPlaces } = knownLoadsOf(inputs);
  // The two columns differ by what the left out ones draw.
  const judged = leftOut.size > 0 ? judgedBy(inputs) : [];
  const isOfFew = judged.some((one) => placesOfFew(one, inputs.period.window)(leftOutPlaces));
  const relatedTo = (points: readonly ItPointFacts[]) =>
    isOfFew ? number(null, "suppressed") : relatedOf(points, leftOut);
  const columns = leftOut.size > 0 ? [...always, related] : always;
  const cellsOf = (points: readonly ItPointFacts[]) =>
    leftOut.size > 0 ? [...toldOf(points), relatedTo(points)] : toldOf(points);
  const title = worded("IT energy by metered point", "按计量点 IT 用电量");
  if (isEachTold(inputs)) {
    const rows = itPoints.map((point) => ({ id: point.id, label: same(point.id), cells: cellsOf([point]) }));
    return table("it_points", title, columns, rows);
  }
  const note = worded(
    `${itPoints.length} points are told together: some are racks or servers, or meters over racks of fewer than 3 tenants. Covered time is the mean of theirs, mean power the sum of theirs.`,
    `${itPoints.length} 个计量点合并公布：其中有机柜或服务器，或所供机柜的租户少于 3 个的电表。覆盖时间为各点平均，平均功率为各点之和。`,
  );
  const label = worded("All points together", "全部计量点合计");
  return table("it_points", title, columns, [{ id: "together", label, cells: cellsOf(itPoints) }], [note]);
}

function isEachTold({ document, period, racks }: ReportInputs): boolean {
  // A rack may be named as a meter is.
  const within = new Set([...document.racks, ...document.servers].map(({ id }) => id));
  const { itPoints } = racks.current;
  if (itPoints.some(({ id }) => within.has(id))) return false;
  const few = metersOfFew(document, period.window);
  return !itPoints.some(({ id }) => few.has(id));
}

function relatedOf(points: readonly ItPointFacts[], leftOut: ReadonlySet<string>): Cell {
  const means = points.flatMap((point) => (leftOut.has(point.id) ? [] : (meanOf(point, 1) ?? [])));
  return number(means.length > 0 ? sumOf(means) / 1000 : null, "meters_silent");
}

function toldOf(points: readonly ItPointFacts[]): Cell[] {
  const means = points.flatMap((point) => meanOf(point, 1) ?? []);
  const [coveredMs, meanW] = [sumOf(points.map((point) => point.coveredMs)), sumOf(means)];
  const integral = points.reduce((sum, point) => sum + point.integral, 0n);
  return [
    number(coveredMs > 0 ? kwhOf(integral) : null),
    number(coveredMs / points.length / hourMs),
    number(means.length > 0 ? meanW / 1000 : null),
  ];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
