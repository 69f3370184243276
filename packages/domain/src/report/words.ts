/** Words of a report in both languages: reasons, and numbers as every format prints them. */
import type { Center, Figure, Grade, ItBoundary, Reason, ReportFigure, Worded } from "@aidc/contract";
import { isCovered } from "../figure/figure.ts";
import { printedNumber } from "./printed-number.ts";

export const worded = (en: string, zh: string): Worded => ({ en, zh });

export const reasonWords: Readonly<Record<Reason, Worded>> = {
  no_data: worded("not measured: nothing was received in the period", "未计量：期间没有收到数据"),
  no_meter: worded("not measured: there is no meter for it", "未计量：没有相应的计量表"),
  no_inventory: worded("not installed or not in the inventory", "未安装或未登记"),
  no_lease: worded("not recorded: no lease", "未记录：没有租约"),
  no_it_load: worded("no IT load to relate to", "没有可参照的 IT 负载"),
  below_one: worded(
    "withheld: below 1, so a meter is missing or swapped",
    "不予公布：小于 1，计量表缺失或接反",
  ),
  no_units: worded("how many units a rack or a server has is not known", "机柜或服务器的 U 数未知"),
  over_full: worded(
    "withheld: more units are filled than the racks have, so the inventory is wrong",
    "不予公布：占用 U 位多于机柜所有，清册有误",
  ),
  contradicted: worded("withheld: sources contradict each other", "不予公布：数据源互相矛盾"),
  coverage_low: worded("withheld: metering covered too little of the period", "不予公布：计量覆盖不足"),
  mixed_units: worded("withheld: units differ", "不予公布：单位不一致"),
  window_mismatch: worded("withheld: windows differ", "不予公布：时段不一致"),
  stale: worded("not measured: the newest value is old", "未计量：数据陈旧"),
  not_collected: worded("not measured: no source sends it", "未计量：没有数据源上报"),
  no_peak_known: worded("no published peak for some models", "部分型号没有公布峰值"),
  no_limit: worded("not recorded: no limit", "未记录：没有上限"),
  no_statement: worded("not billed: statements of the period are missing", "未出账：缺少期间账单"),
  no_tariff: worded("not recorded: no tariff", "未记录：没有电价"),
  suppressed: worded(
    "withheld: fewer than 3 tenants, or one of more than 80 %",
    "不予公布：租户少于 3 个或单一租户超过 80 %",
  ),
  not_stated: { en: "not stated in the inventory", zh: "清册未登记" },
  no_scenario: worded("no scenario: none has been published", "没有情景：尚未发布投资情景"),
  never_recovered: worded("never: the flows do not recover the investment", "无法收回：现金流不足以收回投资"),
  not_computed: worded("not computed: the database took too long", "未计算：数据库未在限时内答复"),
  no_jobs: worded("no jobs: none was in the queue in the period", "没有作业：期间无作业排队"),
  lower_bound: worded(
    "at least: jobs that still wait lie at or below it",
    "下限：有仍在等待的作业位于其处或以下",
  ),
  racks_unmetered: worded("too high: some racks have no IT meter", "偏高：部分机柜无 IT 电表"),
  meters_silent: worded("without racks whose meters were silent", "未计入电表无数据的机柜"),
  racks_left_out: worded("too low: some racks have no IT meter", "偏低：部分机柜无 IT 电表"),
  no_factor: worded("no published factor", "没有公布的因子"),
};

export const gradeWords: Readonly<Record<Grade, Worded>> = {
  metered: worded("metered", "计量"),
  derived: worded("derived", "推算"),
  replayed: worded("replayed", "重放"),
  modelled: worded("modelled", "模型"),
  assumed: worded("assumed", "假定"),
};

/** Where IT energy is measured. */
export const boundaryWords: Readonly<Record<ItBoundary, Worded>> = {
  ups_output: worded("the UPS output", "UPS 输出端"),
  pdu_output: worded("the PDU output", "PDU 输出端"),
  it_input: worded("the input of the IT equipment", "IT 设备输入端"),
};

export const originWords: Readonly<Record<Center["origin"], Worded>> = {
  live: worded("measured here", "本地实测"),
  demo: worded("simulated data of a simulated center", "模拟中心的模拟数据"),
  replay: worded("recorded elsewhere and played again", "他处记录的数据重放"),
};

/** Ids of bands are the publisher's own; the usual ones have a Chinese name. Tried in this order. */
const usualBands: readonly (readonly [part: string, zh: string])[] = [
  ["deepvalley", "深谷时段"],
  ["deep", "深谷时段"],
  ["sharppeak", "尖峰时段"],
  ["sharp", "尖峰时段"],
  ["valley", "低谷时段"],
  ["night", "夜间时段"],
  ["flat", "平时段"],
  ["peak", "高峰时段"],
];

/** @param id null: no band holds */
export function bandWords(id: string | null): Worded {
  if (id === null) return worded("flat", "平时段");
  const plain = id.toLowerCase().replace(/[^a-z0-9]/g, "");
  const usual = usualBands.find(([part]) => plain.includes(part));
  if (!usual) return worded(id, id);
  const rest = plain.replace(usual[0], "");
  const part = partsOfDay[rest];
  if (rest !== "" && part === undefined) return worded(id, `${usual[1]}（${id}）`);
  return worded(id, part === undefined ? usual[1] : `${usual[1]}（${part}）`);
}

const partsOfDay: Readonly<Record<string, string>> = {
  day: "白天",
  evening: "晚间",
  morning: "上午",
  noon: "午间",
  afternoon: "下午",
  night: "夜间",
  summer: "夏季",
  winter: "冬季",
};

/** A ratio that is told as a share of 100; PUE and its family are told as they are. */
export function isShare({ unit, name }: Pick<Figure, "unit" | "name">): boolean {
  return unit === "ratio" && !name.startsWith("pue") && !plainRatios.has(name);
}

const plainRatios: ReadonlySet<string> = new Set(["city_multiplier", "power_factor", "ere"]);
/** Told in the title. */
const silentUnits: ReadonlySet<string> = new Set(["ratio", "count", "a"]);

/** Cut and never rounded up: 99.996 % of the time is not all of it. */
const cutShares: ReadonlySet<string> = new Set(["availability", "joint_coverage"]);

/** A share loses two digits to the percent. */
export function printedFigure(
  figure: Figure,
  digits: number,
): { readonly text: string; readonly unit: string } {
  const { value, unit, name } = figure;
  if (value === null) return { text: "–", unit: "" };
  const atLeast = figure.reason === "lower_bound" ? "≥ " : "";
  if (!isShare(figure))
    return {
      text: `${atLeast}${printedNumber(value, digits)}`,
      unit: silentUnits.has(unit) ? "" : unit === "m3" ? "m³" : unit,
    };
  const shown = Math.max(0, digits - 2);
  const told = cutShares.has(name) ? cutPercent(value, shown) : (value * 100).toFixed(shown);
  return { text: told, unit: "%" };
}

export function printedText(figure: Figure, digits: number): string {
  const { text, unit } = printedFigure(figure, digits);
  return unit === "" ? text : `${text} ${unit}`;
}

/** What a double leaves below a whole digit is no reason to cut it. */
const cutPercent = (share: number, shown: number): string =>
  (Math.floor(share * 10 ** (shown + 2) + 1e-9) / 10 ** shown).toFixed(shown);

export const isPartly = ({ value, coverage }: Pick<Figure, "value" | "coverage">): boolean =>
  value !== null && !isCovered(coverage);

/** In a row of figures: of what is known in part, how much of its period. */
export function textInRow(figure: Figure, digits: number): string {
  const text = printedText(figure, digits);
  return isPartly(figure) ? `${text} (${coverageText(figure.coverage)})` : text;
}

export const coverageText = (coverage: number): string => `${cutPercent(coverage, 1)} %`;

export function reasonOf(figure: Figure): Worded {
  return reasonWords[figure.reason ?? "no_data"];
}

/** `iPUE2`, and in words that it is one of less than a year; null: the figure is of no category. Source: standards 1.2. */
export function categoryWords({ method: { id, category } }: Pick<Figure, "method">): Worded | null {
  if (id !== "pue" || category === undefined) return null;
  return category.startsWith("i")
    ? worded(`${category}, interim`, `${category}，不足一年`)
    : worded(category, category);
}

/** What must be read with a figure: why it has no value, or that part of it is missing; null: nothing. */
export function caveatOf(figure: Figure): Worded | null {
  const why = figure.reason === undefined ? null : reasonWords[figure.reason];
  const isWhole = why !== null && (figure.value === null || isCovered(figure.coverage));
  if (isWhole || figure.status !== "provisional") return why;
  const covered = coverageText(figure.coverage);
  return joined([why, worded(`provisional, ${covered} covered`, `暂定，覆盖率 ${covered}`)]);
}

/** What stands beside a figure by its name: of which category it is, and what must be read with it. */
export const asideOf = (figure: Figure): Worded | null => joined([categoryWords(figure), caveatOf(figure)]);

function joined(parts: readonly (Worded | null)[]): Worded | null {
  const told = parts.filter((one) => one !== null);
  if (told.length === 0) return null;
  return worded(told.map(({ en }) => en).join("; "), told.map(({ zh }) => zh).join("；"));
}

export const textOf = ({ figure, digits }: ReportFigure): string => printedText(figure, digits);
