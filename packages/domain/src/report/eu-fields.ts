/**
 * The fields of EU 2024/1364. The scheme asks for calendar years and for IT energy at the UPS output: what is measured
 * elsewhere is an estimate of it and says where, and only a calendar year is counted as reported. What is not recorded
 * here stays empty. Source: standards 1.5.
 */
import type { Figure, Reason, ReportFigure, Worded } from "@aidc/contract";
import type { Cell } from "./cells.ts";
import { column, number, say, table } from "./cells.ts";
import { reportPue, sideEnergy } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { sideSum, wueAtUps } from "./paired-figures.ts";
import type { Block } from "./part.ts";
import { textBlock } from "./part.ts";
import { boundaryWords, caveatOf, reasonWords, worded } from "./words.ts";

interface Field {
  readonly id: string;
  readonly title: Worded;
  readonly value: Cell;
  /** What must be read with the value; null: it is what the scheme asks for. */
  readonly but: Worded | null;
}

export function euBlocks(figures: readonly ReportFigure[], inputs: ReportInputs): Block[] {
  const fields = fieldsOf(figures, inputs);
  const isYear = inputs.period.kind === "year" && inputs.period.runsToMs === undefined;
  const rows = fields.map(({ id, title, value, but }) => {
    const why = value.value === null ? reasonWords[value.reason ?? "no_data"] : (but ?? whole(isYear));
    return { id, label: title, cells: [value, say(why)] };
  });
  const columns = [column("value", "Value", "数值", "count", 3), column("state", "State", "状态", "", 0)];
  const note = worded(
    "The scheme asks for calendar years, and for IT energy at the UPS output.",
    "该法规按日历年填报，IT 用电量在 UPS 输出处计量。",
  );
  return [
    table("eu_fields", worded("EU 2024/1364: fields", "EU 2024/1364 填报字段"), columns, rows, [note]),
    isYear ? completeness(fields) : noYear(inputs),
  ];
}

const whole = (isYear: boolean): Worded =>
  isYear ? worded("reported", "已填报") : worded("of this period only", "仅为本期数值");

function completeness(fields: readonly Field[]): Block {
  const known = fields.filter(({ value }) => value.value !== null);
  const full = known.filter(({ but }) => but === null).length;
  const all = fields.length;
  return textBlock(
    "eu_completeness",
    `${full} of ${all} fields of EU 2024/1364 are reported, ${known.length - full} more are estimated or incomplete; the others are not measured or not recorded.`,
    `EU 2024/1364 的 ${all} 个字段中已填报 ${full} 个，另有 ${known.length - full} 个为估算或不完整；其余未计量或未记录。`,
  );
}

function noYear({ period }: ReportInputs): Block {
  const isRunning = period.runsToMs !== undefined;
  return textBlock(
    "eu_completeness",
    `${period.name}${isRunning ? " so far" : ""} is no calendar year: the values above are of this period, and none counts as reported under EU 2024/1364.`,
    `${period.name}${isRunning ? "（至今）" : ""} 不是日历年：以上为本期数值，均不计入 EU 2024/1364 填报。`,
  );
}

/** IT energy and what follows from it, at the UPS output where that is metered, else estimated. */
function itFields(figures: readonly ReportFigure[], inputs: ReportInputs) {
  const { document, ups, period } = inputs;
  const { window } = period;
  const { itBoundary } = document.center;
  const atUps = { center: { ...document.center, itBoundary: "ups_output" as const } };
  const estimated = worded(
    `estimated: IT energy is measured at ${boundaryWords[itBoundary].en}`,
    `估算：IT 用电量在${boundaryWords[itBoundary].zh}计量`,
  );
  const told = (id: string, measured: Figure | null) => {
    if (measured !== null && measured.value !== null) return fieldOf(measured);
    const own = fieldOf(figureOf(figures, id));
    return itBoundary === "ups_output" ? own : { ...own, but: estimated };
  };
  return {
    energy: told("energy.it", ups && sideEnergy(ups, "it", window)),
    pue: told("energy.pue", ups && reportPue(atUps, ups, window)),
    wue: told("energy.wue", wueAtUps(inputs)),
  };
}

const figureOf = (figures: readonly ReportFigure[], id: string): Figure | null =>
  figures.find((one) => one.id === id)?.figure ?? null;

type Told = Pick<Field, "value" | "but">;

const fieldOf = (figure: Figure | null): Told => ({
  value: number(figure?.value ?? null, figure?.reason),
  but: figure && caveatOf(figure),
});

const missing = (reason: Reason): Told => ({ value: number(null, reason), but: null });

/** Inputs and indicators in the order of the scheme's annexes. */
function fieldsOf(figures: readonly ReportFigure[], inputs: ReportInputs): Field[] {
  const { ratedItPowerW } = inputs.document.center;
  const told = (id: string) => fieldOf(figureOf(figures, id));
  const it = itFields(figures, inputs);
  const demand: Told =
    ratedItPowerW === undefined
      ? missing("no_inventory")
      : { value: number(ratedItPowerW / 1000), but: null };
  const renewable = sideSum(
    { name: "renewable_energy", unit: "kWh", of: inputs.renewable },
    inputs.period.window,
  );
  const field = (id: string, en: string, zh: string, of: Told): Field => ({
    id,
    title: worded(en, zh),
    ...of,
  });
  return [
    field("p_dit", "Installed IT power demand, kW", "IT 装机功率，kW", demand),
    field("s_dc", "Total floor area, m²", "总建筑面积，m²", missing("no_inventory")),
    field("s_cr", "Computer room floor area, m²", "机房面积，m²", missing("no_inventory")),
    field("e_dc", "Total energy, kWh", "总用电量，kWh", told("energy.facility")),
    field("e_it", "IT energy, kWh", "IT 用电量，kWh", it.energy),
    field("c_bt", "Battery capacity for grid support, kWh", "电网支撑电池容量，kWh", missing("no_inventory")),
    field("w_in", "Water input, m³", "用水量，m³", told("energy.water")),
    field("w_in_pot", "Of it potable, m³", "其中饮用水，m³", missing("no_meter")),
    field("e_reuse", "Energy reused, kWh", "再利用能量，kWh", told("energy.reused")),
    field("t_wh", "Mean waste-heat temperature, °C", "平均余热温度，°C", missing("no_meter")),
    field("t_in", "Mean set point of the IT intake, °C", "IT 进风设定温度均值，°C", missing("not_collected")),
    field("refrigerants", "Refrigerants", "制冷剂", missing("no_inventory")),
    field("cdd", "Cooling degree days", "制冷度日数", missing("not_collected")),
    field("e_res_tot", "Renewable energy, kWh", "可再生能源，kWh", fieldOf(renewable)),
    field("e_backup", "Energy of back-up generators, kWh", "备用发电机电量，kWh", told("energy.backup")),
    field("c_serv", "Server capacity", "服务器算力", missing("no_inventory")),
    field("c_stor", "Storage capacity", "存储容量", missing("no_inventory")),
    field("traffic", "Traffic in and out", "进出流量", missing("no_meter")),
    field("pue", "PUE", "PUE", it.pue),
    field("wue", "WUE", "WUE", it.wue),
    field("erf", "ERF", "ERF", told("energy.erf")),
    field("ref", "REF", "REF", told("energy.ref")),
  ];
}
