/** Capacity: what is installed. */
import type { Precision, ReportTable } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import { countModels, densePeakOf, findModel, headlinePrecision } from "../../capacity/installed.ts";
import { capacityOf, inventorySum } from "../capacity-figures.ts";
import { column, label, number, same, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { worded } from "../words.ts";

export const capacityChapter: ChapterPart = {
  id: "capacity",
  title: worded("Capacity", "容量"),
  figures: () => rows,
  raw: (inputs) => [accelerators(inputs)],
  blocks: (facts) => [
    figureList(facts, "capacity", "Installed", "已安装"),
    byMaker(facts.inputs),
    textBlock(
      "capacity_note",
      "Capacity is what the inventory held when the report was drafted. The inventory keeps no history, so changes of capacity in time are not recorded.",
      "容量为起草报告时台账所载。台账不保存历史,因此容量随时间的变化未记录。",
    ),
  ],
};

const rows: readonly FigureRow[] = [
  {
    id: "capacity.racks",
    title: worded("Racks", "机架"),
    formula: "rows(raw.racks)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "racks"),
  },
  {
    id: "capacity.rack_units",
    title: worded("Usable rack units", "可用 U 数"),
    formula: "sum(raw.racks.usable_u)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "units"),
  },
  {
    id: "capacity.power_limit",
    title: worded("Sum of rack limits", "机架功率上限之和"),
    formula: "sum(raw.racks.limit_kw)",
    digits: 1,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "power"),
  },
  {
    id: "capacity.accelerators",
    title: worded("Accelerators installed", "已安装加速卡"),
    formula: "sum(raw.accelerators.cards)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "accelerators"),
  },
  ...precisions.map((precision) => capacityRow(precision)),
];

function capacityRow(precision: Precision): FigureRow {
  const name = precision.toUpperCase();
  return {
    id: `capacity.pflops_${precision}`,
    title: worded(`Rated capacity, dense ${name}`, `稠密 ${name} 算力`),
    formula: `sum(raw.accelerators.${precision}_pflops)`,
    digits: 3,
    onlyNow: true,
    make: (inputs) => capacityOf(inputs, precision),
  };
}

function accelerators({ document }: ReportInputs): ReportTable {
  const headline = headlinePrecision[document.center.computeClass];
  const rows = countModels(document)
    .sort((a, b) => (a.model < b.model ? -1 : 1))
    .map(({ model, count }) => {
      const known = findModel(model, document.catalogue);
      const pflops = (precision: (typeof precisions)[number]) => {
        const peak = densePeakOf(known, precision);
        return number(peak === null ? null : (peak * count) / 1000, "no_peak_known");
      };
      return {
        id: model,
        label: same(known?.name ?? model),
        cells: [label(known?.maker ?? ""), number(count), ...precisions.map(pflops), pflops(headline)],
      };
    });
  const columns = [
    column("maker", "Maker", "厂商", "", 0),
    column("cards", "Cards", "数量", "count", 0),
    ...precisions.map((p) =>
      column(`${p}_pflops`, `Dense ${p.toUpperCase()}`, `稠密 ${p.toUpperCase()}`, "PFLOPS", 4),
    ),
    column(
      "headline_pflops",
      `Headline (${headline.toUpperCase()})`,
      `主指标(${headline.toUpperCase()})`,
      "PFLOPS",
      4,
    ),
  ];
  const note = worded(
    "Precisions are never added together. The inventory is as recorded when the report was drafted; its history is not kept.",
    "不同精度不相加。台账为起草时的记录,不保存历史。",
  );
  return table("accelerators", worded("Accelerators by model", "按型号加速卡"), columns, rows, [note]);
}

function byMaker({ document }: ReportInputs): ReportTable {
  const precision = headlinePrecision[document.center.computeClass];
  const makers = new Map<string, { cards: number; pflops: number | null }>();
  for (const { model, count } of countModels(document)) {
    const known = findModel(model, document.catalogue);
    const peak = densePeakOf(known, precision);
    const maker = known?.maker ?? "unknown";
    const sum = makers.get(maker) ?? { cards: 0, pflops: 0 };
    const pflops = peak === null || sum.pflops === null ? null : sum.pflops + (peak * count) / 1000;
    makers.set(maker, { cards: sum.cards + count, pflops });
  }
  const rows = [...makers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([maker, { cards, pflops }]) => ({
      id: maker,
      label: worded(maker, maker),
      cells: [number(cards), number(pflops, "no_peak_known")],
    }));
  const name = precision.toUpperCase();
  const columns = [
    column("cards", "Cards", "数量", "count", 0),
    column("pflops", `Dense ${name}`, `稠密 ${name}`, "PFLOPS", 3),
  ];
  const title = worded("Accelerators by maker", "按厂商加速卡");
  return { kind: "table", id: "by_maker", title, columns, rows, notes: [] };
}
