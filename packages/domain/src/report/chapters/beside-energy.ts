/** Of the energy chapter: water, heat used again and generators, told whether they are metered or not. */
import type { ReportTable, Worded } from "@aidc/contract";
import { dayNameAt } from "../../billing/month.ts";
import { kwhOf } from "../../energy/integral.ts";
import type { Column } from "../cells.ts";
import { column, hourMs, number, same, table } from "../cells.ts";
import { daysIn } from "../energy-figures.ts";
import type { PairedDay, PairedMeters, ReportInputs } from "../inputs.ts";
import type { Side } from "../paired-figures.ts";
import { cubicMetresOf, ereOf, erfOf, litresOf, ownSide, sideSum, wueOf } from "../paired-figures.ts";
import type { FigureRow } from "../part.ts";
import { windowOf } from "../part.ts";
import { worded } from "../words.ts";
import { leftOutNote, silenceNote, spanName } from "./span-rows.ts";

const erf = "sum(raw.reuse_day.joint_reused_kwh) / sum(raw.reuse_day.joint_facility_kwh)";

/** What the meters of a role counted. */
function sumRow(
  [id, name]: readonly [id: string, name: string],
  title: Worded,
  column: string,
  [unit, of]: readonly ["kWh" | "m3", (inputs: ReportInputs) => Side["of"]],
): FigureRow {
  return {
    id: `energy.${id}`,
    title,
    formula: `sum(raw.${column})`,
    digits: 1,
    make: (inputs, compared) => sideSum({ name, unit, of: of(inputs) }, windowOf(inputs, compared)),
  };
}

const ratioRow = (id: string, title: Worded, formula: string, make: FigureRow["make"]): FigureRow => ({
  id: `energy.${id}`,
  title,
  formula,
  digits: 3,
  make,
});

export const besideEnergyRows: readonly FigureRow[] = [
  sumRow(["water", "water"], worded("Water brought in", "用水量"), "water_day.water_m3", [
    "m3",
    ({ water }) => ownSide(water),
  ]),
  ratioRow(
    "wue",
    worded("Water use effectiveness (WUE)", "水利用效率（WUE）"),
    "sum(raw.water_day.joint_water_l) / sum(raw.water_day.joint_it_kwh)",
    wueOf,
  ),
  sumRow(
    ["reused", "heat_reused"],
    worded("Heat used again outside", "外送再利用热量"),
    "reuse_day.reused_kwh",
    ["kWh", ({ reuse }) => ownSide(reuse)],
  ),
  ratioRow("erf", worded("Energy reuse factor (ERF)", "能源再利用率（ERF）"), erf, erfOf),
  ratioRow(
    "ere",
    worded("Energy reuse effectiveness (ERE)", "能源再利用效率（ERE）"),
    `sum(raw.energy_day.joint_facility_kwh) / sum(raw.energy_day.joint_it_kwh) * (1 - ${erf})`,
    ereOf,
  ),
  sumRow(
    ["backup", "backup_energy"],
    worded("Energy of back-up generators", "备用发电机电量"),
    "backup_day.backup_kwh",
    ["kWh", ({ backup }) => backup],
  ),
];

export function besideEnergyTables(inputs: ReportInputs): ReportTable[] {
  return [
    ...(inputs.grid === null ? [] : [gridTable(inputs, inputs.grid)]),
    pairedTable(inputs, inputs.water, {
      id: "water_day",
      title: worded("Water by local day", "按日用水量"),
      columns: [
        column("water_m3", "Water brought in", "用水量", "m³", 3),
        column("water_coverage", "Water coverage", "用水计量覆盖率", "ratio", 4),
        column("joint_water_l", "Water, joint time", "用水量（共同覆盖）", "L", 3),
        column("joint_it_kwh", "IT energy, joint time", "IT 用电量（共同覆盖）", "kWh", 3),
      ],
      own: cubicMetresOf,
      joint: litresOf,
    }),
    pairedTable(inputs, inputs.reuse, {
      id: "reuse_day",
      title: worded("Heat used again by local day", "按日再利用热量"),
      columns: [
        column("reused_kwh", "Heat used again", "再利用热量", "kWh", 3),
        column("reused_coverage", "Heat coverage", "热量计量覆盖率", "ratio", 4),
        column("joint_reused_kwh", "Heat used again, joint time", "再利用热量（共同覆盖）", "kWh", 3),
        column("joint_facility_kwh", "Facility energy, joint time", "总用电量（共同覆盖）", "kWh", 3),
      ],
      own: kwhOf,
      joint: kwhOf,
    }),
    backupTable(inputs),
  ];
}

function gridTable(inputs: ReportInputs, grid: PairedMeters): ReportTable {
  const days = pairedTable(inputs, grid, {
    id: "grid_day",
    title: worded("Grid import by local day", "按日电网受电量"),
    columns: [
      column("grid_kwh", "Imported from the grid", "电网受电量", "kWh", 3),
      column("grid_coverage", "Grid coverage", "电网计量覆盖率", "ratio", 4),
      column("joint_grid_kwh", "Imported from the grid, joint time", "电网受电量（共同覆盖）", "kWh", 3),
      column("joint_it_kwh", "IT energy, joint time", "IT 用电量（共同覆盖）", "kWh", 3),
    ],
    own: kwhOf,
    joint: kwhOf,
  });
  return { ...days, notes: [...days.notes, gridNote] };
}

const gridNote = worded(
  "Carbon is counted from what the grid delivers, whole even where some is exported again. What sun or fuel gives on site is no energy of the grid; of fuel burnt on site no carbon is stated here.",
  "碳排放按电网受电量全额计算，有上网电量时亦同。现场光伏或燃料发电不属于电网电量；现场燃料的碳排放此处不列。",
);

interface Paired {
  readonly id: string;
  readonly title: ReportTable["title"];
  readonly columns: readonly Column[];
  own(amount: bigint): number;
  joint(amount: bigint): number;
}

function pairedTable(inputs: ReportInputs, meters: PairedMeters, of: Paired): ReportTable {
  const rows = daysIn(meters.days, inputs.period.window).map((day) => {
    const { own, joint, window } = day;
    const lengthMs = window.toMs - window.fromMs;
    const isJoint = joint.coveredMs !== 0;
    const cells = [
      number(own.coveredMs !== 0 ? of.own(own.integral) : null),
      number(own.coveredMs / Math.max(1, meters.count) / lengthMs),
      number(isJoint ? of.joint(joint.own) : null),
      number(isJoint ? kwhOf(joint.base) : null),
      number(joint.coveredMs / hourMs),
    ];
    return { ...spanName(day, inputs.document.center.timeZone), cells };
  });
  const has = (kind: PairedDay["kind"]) => meters.days.some((day) => day.kind === kind);
  const notes = [...(has("left_out") ? [leftOutNote] : []), ...(has("silence") ? [silenceNote] : [])];
  const covered = column("joint_covered_h", "Joint covered time", "共同覆盖时间", "h", 4);
  return table(of.id, of.title, [...of.columns, covered], rows, notes);
}

function backupTable({ backup, period, document }: ReportInputs): ReportTable {
  const rows = daysIn(backup.days, period.window).map(({ window, sum }) => {
    const name = dayNameAt(window.fromMs, document.center.timeZone);
    const coverage = sum.coveredMs / Math.max(1, backup.count) / (window.toMs - window.fromMs);
    return { id: name, label: same(name), cells: [number(kwhOf(sum.integral)), number(coverage)] };
  });
  const columns = [
    column("backup_kwh", "Energy of back-up generators", "备用发电机电量", "kWh", 3),
    column("backup_coverage", "Coverage", "覆盖率", "ratio", 4),
  ];
  return table("backup_day", worded("Generators by local day", "按日发电机电量"), columns, rows);
}
