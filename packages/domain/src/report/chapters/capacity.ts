/** Capacity: what is installed, by maker, precision and kind of computing, and how it changed. */
import type { ComputeClass, Precision, ReportTable } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import { dayNameAt } from "../../billing/month.ts";
import { densePeakOf, findModel, headlinePrecision, installedCapacity } from "../../capacity/installed.ts";
import { inventoryGrade } from "../../capacity/inventory-grade.ts";
import { rackLimitsOver, racksNotIn } from "../../capacity/rack-limits.ts";
import { isoOf } from "../../figure/figure.ts";
import { limitMsOfKnown } from "../../rack/occupancy-by-power.ts";
import { localDaysOver } from "../../time/days.ts";
import { capacityOf, inventorySum } from "../capacity-figures.ts";
import { column, hourMs, label, number, same, say, table } from "../cells.ts";
import { cardsOf, heldAt, modelCounts } from "../held.ts";
import type { ReportInputs } from "../inputs.ts";
import { cardMsIn, heldOver, limitMsIn } from "../installed-time.ts";
import type { Block, ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { ownFigure, unmeasured } from "../report-methods.ts";
import { slugsOf } from "../slugs.ts";
import { capacityChart } from "../time-charts.ts";
import { worded } from "../words.ts";
import { knownLoadsOf } from "./it-points.ts";

export const capacityChapter: ChapterPart = {
  id: "capacity",
  title: worded("Capacity", "容量"),
  figures: (inputs) => [
    ...heldRows,
    ...computeClasses.map((kind) => classRow(inputs, kind)),
    ...precisions.map(precisionRow),
    ...makersOf(inputs).map(makerRow),
  ],
  raw: (inputs) => [held(inputs), heldDays(inputs), accelerators(inputs), makerCards(inputs)],
  blocks: (facts) => [
    figureList(facts, "capacity", "Installed at the end of the period", "期末已安装"),
    byMaker(facts.inputs),
    capacityChart(facts.inputs),
    changes(facts.inputs),
    since(facts.inputs),
  ],
};

const computeClasses = ["general", "intelligent", "super"] as const satisfies readonly ComputeClass[];

const classNames = {
  general: worded("General computing (FP32)", "通用算力（FP32）"),
  intelligent: worded("Intelligent computing (FP16)", "智能算力（FP16）"),
  super: worded("Super computing (FP64)", "超级计算算力（FP64）"),
} as const satisfies Record<ComputeClass, unknown>;

const heldRows: readonly FigureRow[] = [
  {
    id: "capacity.racks",
    title: worded("Racks", "机柜"),
    formula: "sum(raw.held.racks)",
    digits: 0,
    make: (inputs, compared) => inventorySum(inputs, "racks", compared),
  },
  {
    id: "capacity.rack_units",
    title: worded("Usable rack units", "可用 U 数"),
    formula: "sum(raw.held.usable_u)",
    digits: 0,
    make: (inputs, compared) => inventorySum(inputs, "units", compared),
  },
  {
    id: "capacity.power_limit",
    title: worded("Sum of rack limits", "机柜功率上限之和"),
    formula: "sum(raw.held.limit_kw)",
    digits: 1,
    make: (inputs, compared) => inventorySum(inputs, "power", compared),
  },
  {
    id: "capacity.accelerators",
    title: worded("Accelerators installed", "已安装加速卡"),
    formula: "sum(raw.accelerators.cards)",
    digits: 0,
    make: (inputs, compared) => inventorySum(inputs, "accelerators", compared),
  },
];

function precisionRow(precision: Precision): FigureRow {
  const name = precision.toUpperCase();
  return {
    id: `capacity.pflops_${precision}`,
    title: worded(`Rated capacity, dense ${name}`, `额定算力（稠密 ${name}）`),
    formula: `sum(raw.accelerators.${precision}_pflops)`,
    digits: 3,
    make: (inputs, compared) => capacityOf(inputs, precision, compared),
  };
}

/** Three totals that are never added: a center is of one kind and has none of the others. */
function classRow({ document }: ReportInputs, kind: ComputeClass): FigureRow {
  const precision = headlinePrecision[kind];
  const isOwn = document.center.computeClass === kind;
  return {
    id: `capacity.class_${kind}`,
    title: classNames[kind],
    formula: isOwn ? `sum(raw.accelerators.${precision}_pflops)` : "not measured",
    digits: 3,
    make: (inputs, compared) =>
      isOwn
        ? capacityOf(inputs, precision, compared)
        : unmeasured(kind, "capacity_class", "PFLOPS", inputs.periods[compared].window, "no_inventory"),
  };
}

interface Maker {
  readonly name: string;
  readonly slug: string;
}

function makersOf(inputs: ReportInputs): Maker[] {
  const current = heldAt(inputs, "current");
  const names = current === null ? [] : modelCounts(current).map(({ model }) => makerOf(inputs, model));
  return [...slugsOf(names)].map(([name, slug]) => ({ name, slug }));
}

const makerOf = ({ document }: ReportInputs, model: string): string =>
  findModel(model, document.catalogue)?.maker ?? "unknown";

function cardsOfMaker(inputs: ReportInputs, maker: string): number {
  const current = heldAt(inputs, "current");
  const own = current === null ? [] : modelCounts(current);
  return own
    .filter(({ model }) => makerOf(inputs, model) === maker)
    .reduce((sum, { count }) => sum + count, 0);
}

function makerRow({ name, slug }: Maker): FigureRow {
  return {
    id: `capacity.maker_${slug}`,
    title: worded(`Accelerators of ${name}`, `加速卡：${name}`),
    formula: `sum(raw.maker_cards.${slug})`,
    digits: 0,
    onlyNow: true,
    make: (inputs) =>
      ownFigure({
        name: "accelerators_of_maker",
        method: "inventory_sum",
        value: cardsOfMaker(inputs, name),
        unit: "count",
        window: inputs.period.window,
        coverage: 1,
        grade: inventoryGrade(inputs.document),
        inputs: [
          {
            kind: "inventory",
            label: "accelerators",
            count: cardsOfMaker(inputs, name),
            grade: inventoryGrade(inputs.document),
            coverage: 1,
          },
        ],
      }),
  };
}

function held(inputs: ReportInputs): ReportTable {
  const current = heldAt(inputs, "current");
  const { sinceMs = null } = current ?? {};
  const columns = [
    column("racks", "Racks", "机柜", "count", 0),
    column("usable_u", "Usable units", "可用 U", "count", 0),
    column("limit_kw", "Sum of rack limits", "功率上限之和", "kW", 2),
    column("as_of", "As of", "依据", "", 0),
  ];
  const cells = current && [
    number(current.racks),
    number(current.usableU, "no_units"),
    number(current.limitW > 0 ? current.limitW / 1000 : null, "no_limit"),
    sinceMs === null ? say(worded("the draft of the report", "报告起草时")) : label(isoOf(sinceMs)),
  ];
  const { name } = inputs.period;
  const title = worded("What the center held at the end of the period", "期末台账规模");
  return table("held", title, columns, cells ? [{ id: name, label: same(name), cells }] : []);
}

/** A change in the middle of a day counts from its instant on. */
function heldDays(inputs: ReportInputs): ReportTable {
  const { window } = inputs.period;
  const { timeZone } = inputs.document.center;
  const pieces = heldOver(inputs, window);
  const { rackLines = [], unmeteredRacks = [] } = inputs;
  const notThere = racksNotIn(rackLines, window);
  const unmetered = unmeteredRacks.filter((id) => !notThere.has(id));
  const unknown = new Set([...knownLoadsOf(inputs).silentRacks, ...unmetered]);
  const limits = rackLimitsOver(inputs.document, rackLines, window);
  const rows = localDaysOver(window, timeZone).map((day) => {
    const name = dayNameAt(day.fromMs, timeZone);
    const [cardMs, limitMs] = [cardMsIn(pieces, day), limitMsIn(pieces, day)];
    const reachedMs = limitMsOfKnown(limitMs, { rackLines, limits }, unknown, day);
    const cells = [
      number((day.toMs - day.fromMs) / hourMs),
      number(cardMs > 0 ? cardMs / hourMs : null, "no_inventory"),
      number(limitMs > 0 ? limitMs / 1000 / hourMs : null, "no_limit"),
      number(limitMs > 0 ? reachedMs / 1000 / hourMs : null, "no_limit"),
    ];
    return { id: name, label: same(name), cells };
  });
  const columns = [
    column("hours", "Hours", "小时", "h", 2),
    column("accelerator_h", "Installed accelerators", "已安装卡时", "h", 2),
    column("limit_kwh", "Rack limits x hours", "功率上限 × 小时", "kWh", 2),
    column("reached_limit_kwh", "Of it of racks whose load is known", "其中负荷已知机柜", "kWh", 2),
  ];
  return table("held_day", worded("What the center held, by local day", "按日台账规模"), columns, rows);
}

function accelerators(inputs: ReportInputs): ReportTable {
  const { document } = inputs;
  const headline = headlinePrecision[document.center.computeClass];
  const current = heldAt(inputs, "current");
  const rows = (current ? modelCounts(current) : []).map(({ model, count }) => {
    const known = findModel(model, document.catalogue);
    const pflops = (precision: Precision) => {
      const peak = densePeakOf(known, precision);
      return number(peak === null ? null : (peak * count) / 1000, "no_peak_known");
    };
    return {
      id: model,
      label: same(known?.name ?? model),
      cells: [label(known?.maker ?? ""), number(count), ...precisions.map(pflops), pflops(headline)],
    };
  });
  const name = headline.toUpperCase();
  const columns = [
    column("maker", "Maker", "厂商", "", 0),
    column("cards", "Cards", "数量", "count", 0),
    ...precisions.map((p) =>
      column(`${p}_pflops`, `Dense ${p.toUpperCase()}`, `稠密 ${p.toUpperCase()}`, "PFLOPS", 4),
    ),
    column("headline_pflops", `Headline (${name})`, `主指标（${name}）`, "PFLOPS", 4),
  ];
  const note = worded("Precisions are never added together.", "不同精度不相加。");
  return table("accelerators", worded("Accelerators by model", "加速卡（按型号）"), columns, rows, [note]);
}

function makerCards(inputs: ReportInputs): ReportTable {
  const makers = makersOf(inputs);
  const columns = makers.map(({ name, slug }) => column(slug, name, name, "count", 0));
  const cells = makers.map(({ name }) => number(cardsOfMaker(inputs, name)));
  const rows = makers.length > 0 ? [{ id: "cards", label: worded("Cards", "数量"), cells }] : [];
  return table("maker_cards", worded("Accelerators by maker", "加速卡（按厂商）"), columns, rows);
}

function byMaker(inputs: ReportInputs): ReportTable {
  const { catalogue, center } = inputs.document;
  const precision = headlinePrecision[center.computeClass];
  const current = heldAt(inputs, "current");
  const rows = makersOf(inputs).map(({ name, slug }) => {
    const own = (current ? modelCounts(current) : []).filter(({ model }) => makerOf(inputs, model) === name);
    const { pflops, cards, cardsWithPeak } = installedCapacity(own, catalogue, precision);
    const cells = [number(cards), number(cardsWithPeak < cards ? null : pflops, "no_peak_known")];
    return { id: slug, label: same(name), cells };
  });
  const name = precision.toUpperCase();
  const columns = [
    column("cards", "Cards", "数量", "count", 0),
    column("pflops", `Dense ${name}`, `稠密 ${name}`, "PFLOPS", 3),
  ];
  return table("by_maker", worded("Accelerators by maker", "加速卡（按厂商）"), columns, rows);
}

/** Of the year that the report looks back on; one line is no change. */
function changes(inputs: ReportInputs): Block | null {
  const { states, period, document } = inputs;
  const { timeZone, computeClass } = document.center;
  const known = states.filter(({ atMs }) => atMs < period.window.toMs);
  if (known.length < 2) return null;
  const precision = headlinePrecision[computeClass];
  const rows = known.slice(-maxChanges).map((state) => {
    const { pflops } = installedCapacity(modelCounts(state), document.catalogue, precision);
    const cells = [
      number(state.racks),
      number(state.usableU, "no_units"),
      number(state.limitW > 0 ? state.limitW / 1000 : null, "no_limit"),
      number(cardsOf(state)),
      number(pflops, "no_peak_known"),
    ];
    return { id: isoOf(state.atMs), label: same(dayNameAt(state.atMs, timeZone)), cells };
  });
  const name = precision.toUpperCase();
  const columns = [
    column("racks", "Racks", "机柜", "count", 0),
    column("usable_u", "Usable units", "可用 U", "count", 0),
    column("limit_kw", "Sum of rack limits", "功率上限之和", "kW", 1),
    column("cards", "Accelerators", "加速卡", "count", 0),
    column("pflops", `Dense ${name}`, `稠密 ${name}`, "PFLOPS", 3),
  ];
  return table("capacity_changes", worded("Changes of capacity", "容量变化"), columns, rows);
}

const maxChanges = 100;

function since(inputs: ReportInputs): Block {
  const { timeZone } = inputs.document.center;
  const [first] = inputs.states;
  if (!first || first.atMs >= inputs.period.window.toMs)
    return textBlock(
      "capacity_note",
      "Capacity is what the inventory held when the report was drafted: no earlier state of it is on record, so a change within or since the period cannot be told.",
      "容量为起草报告时台账所载：没有更早的台账记录，因此无法反映期间内及期后的变化。",
    );
  const day = dayNameAt(first.atMs, timeZone);
  return textBlock(
    "capacity_note",
    `Capacity is what the inventory held when the period ended. Changes are on record since ${day}; before that day nothing is known of them.`,
    `容量为期末台账所载。台账变化自 ${day} 起有记录，此前的变化未知。`,
  );
}
