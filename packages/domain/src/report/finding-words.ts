/** How a headline figure is said in a sentence: a verb of its own instead of a label and a colon. */
import type { ReportFigure, Worded } from "@aidc/contract";
import { textOf, worded } from "./words.ts";

type Say = (value: string) => readonly [en: string, zh: string];

const leads: Readonly<Record<string, Say>> = {
  "racks.occupancy_count": (v) => [
    `${v} of the racks of which it is known held live IT equipment`,
    `状态已知的机柜中 ${v} 有带电 IT 设备`,
  ],
  "racks.occupancy_u": (v) => [`${v} of the rack units were filled`, `机柜 U 位的 ${v} 已占用`],
  "racks.occupancy_power": (v) => [
    `the racks drew ${v} of the power that they may draw`,
    `机柜用电为其功率上限的 ${v}`,
  ],
  "leases.occupancy": (v) => [`${v} of the accelerator-hours were leased`, `卡时出租率 ${v}`],
  "utilisation.allocation": (v) => [
    `${v} of the installed accelerator-hours were allocated to work`,
    `已安装卡时中 ${v} 已分配`,
  ],
  "utilisation.active_share": (v) => [
    `${v} of the allocated accelerator-hours were active`,
    `已分配卡时中 ${v} 处于工作状态`,
  ],
  "energy.facility": (v) => [`facility energy was ${v}`, `总用电量为 ${v}`],
  "energy.it": (v) => [`IT energy was ${v}`, `IT 用电量为 ${v}`],
  "energy.pue": (v) => [`PUE was ${v}`, `PUE 为 ${v}`],
  "energy.pue_12_months": (v) => [
    `over the 12 months to the end of the period PUE was ${v}`,
    `截至期末 12 个月的 PUE 为 ${v}`,
  ],
  "energy.pue_hundredth": (v) => [
    `at such a load each 0.01 of PUE costs ${v} a year`,
    `按此负载，PUE 每 0.01 全年相当于 ${v}`,
  ],
  "energy.cost": (v) => [`energy cost ${v}`, `电量电费为 ${v}`],
  "energy.bill": (v) => [`electricity cost ${v} in all`, `电费合计 ${v}`],
  "energy.wue": (v) => [`WUE was ${v}`, `WUE 为 ${v}`],
  "service.availability": (v) => [
    `accelerators were available for ${v} of the agreed time`,
    `约定卡时的可用率为 ${v}`,
  ],
};

/** @returns the beginning of a sentence, in small letters; of a figure that has none, its title before its value */
export function leadOf(row: ReportFigure): Worded {
  const value = textOf(row);
  const { en, zh } = row.title;
  const [inEnglish, inChinese] = leads[row.id]?.(value) ?? [`${en} was ${value}`, `${zh}为 ${value}`];
  return worded(inEnglish, inChinese);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
