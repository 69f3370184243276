/** Rack occupancy by three definitions, each printed with its own. */
import type { ReportTable } from "@aidc/contract";
import { countOver, sumKnown } from "../../rack/occupancy.ts";
import { rackShare } from "../capacity-figures.ts";
import { column, hourMs, number, same, table } from "../cells.ts";
import { hallChart, hallTable } from "../hall-use.ts";
import type { ReportInputs } from "../inputs.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList } from "../part.ts";
import { worded } from "../words.ts";
import { itPointsTable, powerColumn } from "./it-points.ts";

export const racksChapter: ChapterPart = {
  id: "racks",
  title: worded("Rack occupancy", "上架率"),
  figures: (inputs) => [...rows, byPower(inputs)],
  raw: (inputs) => [racks(inputs), itPointsTable(inputs), hallTable(inputs)],
  blocks: (facts) => [
    figureList(facts, "racks", "Three definitions", "三种口径"),
    hallChart(facts.inputs),
    byHall(facts.inputs),
  ],
};

const rows: readonly FigureRow[] = [
  {
    id: "racks.occupancy_count",
    title: worded("Rack occupancy, by count", "上架率（按机柜数）"),
    formula: "sum(raw.racks.live) / count(raw.racks.live)",
    digits: 3,
    make: (inputs, compared) => rackShare(inputs, "count", compared),
  },
  {
    id: "racks.occupancy_u",
    title: worded("Rack occupancy, by units", "上架率（按 U）"),
    formula: "sum(raw.racks.used_u) / sum(raw.racks.usable_u)",
    digits: 3,
    onlyNow: true,
    make: (inputs) => rackShare(inputs, "units", "current"),
  },
];

const byPower = (inputs: ReportInputs): FigureRow => ({
  id: "racks.occupancy_power",
  title: worded("Rack occupancy, by power", "上架率（按功率）"),
  formula: `sum(raw.it_points.${powerColumn(inputs)}) * sum(raw.held_day.hours) / sum(raw.held_day.reached_limit_kwh)`,
  digits: 3,
  make: (of, compared) => rackShare(of, "power", compared),
});

function racks({ racks: { current } }: ReportInputs): ReportTable {
  const unheard = current.isMetered ? "no_data" : "no_meter";
  const rows = current.racks.map(({ id, usableU, usedU, limitW, live, coveredMs }) => ({
    id,
    label: same(id),
    cells: [
      number(coveredMs === null ? 0 : live === null ? null : live ? 1 : 0, unheard),
      number(coveredMs === null ? null : coveredMs / hourMs, "no_inventory"),
      number(usedU, "no_units"),
      number(usableU, "no_units"),
      number(limitW === null ? null : limitW / 1000, "no_limit"),
    ],
  }));
  const columns = [
    column("live", "Live IT in the period", "期间有带电设备", "count", 0),
    column("covered_h", "Time its power is known", "功率已知时间", "h", 2),
    column("used_u", "Units filled", "已占用 U", "count", 0),
    column("usable_u", "Usable units", "可用 U", "count", 0),
    column("limit_kw", "Limit", "功率上限", "kW", 2),
  ];
  return table("racks", worded("Racks", "机柜"), columns, rows);
}

function byHall({ document, racks, period }: ReportInputs): ReportTable {
  const hallOfRow = new Map(document.rows.map(({ id, hall }) => [id, hall]));
  const hallOfRack = new Map(document.racks.map(({ id, row }) => [id, hallOfRow.get(row) ?? ""]));
  const rows = document.halls.map((hall) => {
    const own = racks.current.racks.filter(({ id }) => hallOfRack.get(id) === hall.id);
    const count = countOver(own, period.window);
    const unknown = count.racks - count.told - count.empty;
    // As in the share of all: racks with nothing in them alone say nothing about the others.
    const isTold = count.told > 0 || unknown === 0;
    return {
      id: hall.id,
      label: worded(hall.name, hall.name),
      cells: [
        number(own.length),
        number(isTold ? count.live : null, racks.current.isMetered ? "no_data" : "no_meter"),
        number(unknown),
        number(sumKnown(own.map(({ usedU }) => usedU)), "no_units"),
        number(sumKnown(own.map(({ usableU }) => usableU)), "no_units"),
      ],
    };
  });
  const columns = [
    column("racks", "Racks", "机柜", "count", 0),
    column("live", "With live IT", "有带电设备", "count", 0),
    column("unknown", "Not known whether live", "是否带电未知", "count", 0),
    column("used_u", "Units filled", "已占用 U", "count", 0),
    column("usable_u", "Usable units", "可用 U", "count", 0),
  ];
  return { kind: "table", id: "by_hall", title: worded("By hall", "按机房"), columns, rows, notes: [] };
}
