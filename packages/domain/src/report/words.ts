/** Words of a report in both languages: reasons, and numbers as every format prints them. */
import type { Figure, Reason, ReportFigure, Worded } from "@aidc/contract";

export const worded = (en: string, zh: string): Worded => ({ en, zh });

export const reasonWords: Readonly<Record<Reason, Worded>> = {
  no_data: worded("not measured: nothing was received in the period", "未计量:期间没有收到数据"),
  no_meter: worded("not measured: there is no meter for it", "未计量:没有相应的计量表"),
  no_inventory: worded("not installed", "未安装"),
  no_lease: worded("not recorded: no lease", "未记录:没有租约"),
  no_it_load: worded("no IT load to relate to", "没有可参照的 IT 负载"),
  below_one: worded(
    "withheld: below 1, so a meter is missing or swapped",
    "不予公布:小于 1,计量表缺失或接反",
  ),
  coverage_low: worded("withheld: metering covered too little of the period", "不予公布:计量覆盖不足"),
  mixed_units: worded("withheld: units differ", "不予公布:单位不一致"),
  window_mismatch: worded("withheld: windows differ", "不予公布:时段不一致"),
  stale: worded("not measured: the newest value is old", "未计量:数据陈旧"),
  not_collected: worded("not measured: no source sends it", "未计量:没有数据源上报"),
  no_peak_known: worded("no published peak for some models", "部分型号没有公布峰值"),
  no_limit: worded("not recorded: no limit", "未记录:没有上限"),
  no_tariff: worded("not recorded: no tariff", "未记录:没有电价"),
  suppressed: worded(
    "withheld: fewer than 3 tenants, or one of more than 80 %",
    "不予公布:租户少于 3 个或单一租户超过 80 %",
  ),
  not_stated: { en: "not stated in the inventory", zh: "清册未登记" },
  no_scenario: worded("no scenario: none has been published", "没有情景:尚未发布投资情景"),
  never_recovered: worded("never: the flows do not recover the investment", "无法收回:现金流不足以收回投资"),
  no_factor: worded("no published factor", "没有公布的因子"),
};

/** A ratio that is told as a share of 100; PUE and its family are told as they are. */
export function isShare({ unit, name }: Pick<Figure, "unit" | "name">): boolean {
  return unit === "ratio" && !name.startsWith("pue") && name !== "city_multiplier";
}

/** A share loses two digits to the percent. Availability is cut, never rounded up to 100 %. */
export function printedFigure(
  figure: Figure,
  digits: number,
): { readonly text: string; readonly unit: string } {
  const { value, unit, name } = figure;
  if (value === null) return { text: "–", unit: "" };
  if (!isShare(figure))
    return { text: value.toFixed(digits), unit: unit === "ratio" || unit === "count" ? "" : unit };
  const shown = Math.max(0, digits - 2);
  const percent = value * 100;
  const cut = 10 ** shown;
  const told = name === "availability" ? Math.floor(percent * cut) / cut : percent;
  return { text: told.toFixed(shown), unit: "%" };
}

export function printedText(figure: Figure, digits: number): string {
  const { text, unit } = printedFigure(figure, digits);
  return unit === "" ? text : `${text} ${unit}`;
}

/** Coverage is cut: 99.996 % is not 100 %. */
export const coverageText = (coverage: number): string =>
  `${(Math.floor(coverage * 1000) / 10).toFixed(1)} %`;

export function reasonOf(figure: Figure): Worded {
  return reasonWords[figure.reason ?? "no_data"];
}

export const textOf = ({ figure, digits }: ReportFigure): string => printedText(figure, digits);
