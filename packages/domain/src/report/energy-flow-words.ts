/** What bands of the energy flow are called in a report. */
import type { FlowKind, ItBoundary, Worded } from "@aidc/contract";
import type { FlowNode } from "../energy/flow.ts";
import { worded } from "./words.ts";

export const kindWords: Readonly<Record<FlowKind, Worded>> = {
  grid_import: worded("Grid", "市电"),
  generator: worded("Generator", "发电机"),
  pv: worded("Photovoltaics", "光伏"),
  facility: worded("Facility", "总用电"),
  grid_export: worded("Fed into the grid", "上网电量"),
  ups_output: worded("UPS output", "UPS 输出"),
  cooling: worded("Cooling", "制冷"),
  lighting: worded("Lighting", "照明"),
  other_overhead: worded("Other overhead", "其他辅助用电"),
  pdu_output: worded("PDU output", "PDU 输出"),
  racks: worded("Racks", "机柜"),
  tenant: worded("Leased", "已租用"),
  not_held: worded("Not leased", "未出租"),
  not_split: worded("Days without every rack", "机柜计量不全的日期"),
  residual: worded("Not accounted for", "未计量"),
};

/** The level at which IT energy is measured says so; a residual says behind what it is missing. */
export function bandWordsOf(node: Pick<FlowNode, "id" | "kind">, itBoundary: ItBoundary): Worded {
  const { en, zh } = kindWords[node.kind];
  if (node.kind === itBoundary) return worded(`${en} (IT energy)`, `${zh}（IT 用电）`);
  if (node.id === "residual/facility") return worded("Losses and unmetered", "损耗及无表用电");
  const level = Object.entries(kindWords).find(([kind]) => node.id === `residual/${kind}`)?.[1];
  return level ? worded(`Lost behind ${level.en}`, `${level.zh}之后损耗`) : worded(en, zh);
}

export function listed(words: readonly Worded[]): Worded {
  return worded(words.map(({ en }) => en).join(", "), words.map(({ zh }) => zh).join("、"));
}
