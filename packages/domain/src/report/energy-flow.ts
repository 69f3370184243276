/**
 * Where the energy of the period went, from measured meters alone: the days that every meter of the balance covers
 * wholly, added up. What no meter accounts for is a band of its own, and without a supply there is no flow but words
 * about what is missing. Source: features section 2 idea 3; standards 1.2.
 */
import type { ReportChart, ReportTable, Worded } from "@aidc/contract";
import { isEveryDayTellable } from "../billing/neighbour-privacy.ts";
import { liesIn } from "../corrections/used.ts";
import type { Flow, FlowSplit } from "../energy/flow.ts";
import { energyFlow } from "../energy/flow.ts";
import { kwhOf } from "../energy/integral.ts";
import { column, number, say, table } from "./cells.ts";
import { bandWordsOf, kindWords, listed } from "./energy-flow-words.ts";
import type { FlowInputs, FlowSource, ReportInputs } from "./inputs.ts";
import { isHeldOtherwise } from "./judged-by.ts";
import type { Block } from "./part.ts";
import { textBlock } from "./part.ts";
import { printedNumber } from "./printed-number.ts";
import { worded } from "./words.ts";

const supplyKinds = ["grid_import", "generator", "pv"] as const;
const partKinds = ["cooling", "lighting", "other_overhead", "grid_export"] as const;
const levelKinds = ["ups_output", "pdu_output", "racks"] as const;
/** Without one of these the rest of the balance is not known. */
const atBoundary: ReadonlySet<FlowSource> = new Set([...supplyKinds, "grid_export"]);
const digits = 1;

/** null: nothing to draw, and `missing` says what it would take. */
function flowOfPeriod(report: ReportInputs): Flow | null {
  const { flow: inputs } = report;
  if (missingOf(inputs) !== null) return null;
  const amounts = <K extends FlowSource>(kinds: readonly K[]) =>
    kinds
      .filter((kind) => inputs.known.includes(kind))
      .map((kind) => ({
        kind,
        millijoules: inputs.days.reduce((sum, { energies }) => sum + (energies[kind] ?? 0n), 0n),
      }));
  return energyFlow({
    supply: amounts(supplyKinds),
    parts: amounts(partKinds),
    levels: amounts(levelKinds),
    split: isSplitTellable(report) ? splitOf(inputs) : null,
  });
}

/** What it would take to draw the flow; null: it can be drawn. */
function missingOf({ known, silent, days }: FlowInputs): Worded | null {
  const mute = silent.filter(({ kind }) => atBoundary.has(kind));
  if (mute.length > 0) {
    const names = mute.flatMap(({ meters }) => meters).join(", ");
    return worded(`nothing was received from ${names} at the facility boundary`, `边界电表 ${names} 无数据`);
  }
  if (!supplyKinds.some((kind) => known.includes(kind)))
    return worded(
      "there is no meter at the facility boundary (grid, generator or photovoltaics)",
      "边界处没有电表（市电、发电机或光伏）",
    );
  if (![...partKinds, ...levelKinds].some((kind) => known.includes(kind)))
    return worded("nothing behind the facility boundary is metered", "边界之内没有任何分项计量");
  if (days.length > 0) return null;
  const kinds = listed(known.map((kind) => kindWords[kind]));
  return worded(
    `no day of the period is wholly covered by all of ${kinds.en}`,
    `期间没有一天被${kinds.zh}的电表全部完整覆盖`,
  );
}

/** What racks drew is told by who held them as known: where others are recorded now, it may be one tenant's. */
function isSplitTellable(inputs: ReportInputs): boolean {
  const { flow, period } = inputs;
  if (isHeldOtherwise(inputs, period.window)) return false;
  return isEveryDayTellable(
    flow.days.flatMap(({ split }) => (split ? [split.tenants.map((one) => Number(one.millijoules))] : [])),
  );
}

/** Tenants are one band: a report names none. */
function splitOf({ days }: FlowInputs): FlowSplit | null {
  const known = days.flatMap(({ split }) => split ?? []);
  if (known.length === 0) return null;
  const leased = known.flatMap(({ tenants }) => tenants).reduce((sum, one) => sum + one.millijoules, 0n);
  return {
    last: known.reduce((sum, { last }) => sum + last, 0n),
    racks: known.reduce((sum, { racks }) => sum + racks, 0n),
    tenants: [{ id: "leased", millijoules: leased }],
  };
}

/** The chart with its table, or what is missing. */
export function flowBlocks(inputs: ReportInputs): Block[] {
  const flow = flowOfPeriod(inputs);
  if (flow === null) {
    const { en, zh } = missingOf(inputs.flow) ?? worded("", "");
    const more = unsplitBills(inputs);
    const after = (language: keyof Worded) => more.map((one) => one[language]).join("");
    return [
      textBlock(
        "energy_flow_missing",
        `Where the energy went is not drawn: ${en}.${more.length > 0 ? ` ${after("en")}` : ""}`,
        `未绘制电量去向图：${zh}。${after("zh")}`,
      ),
    ];
  }
  return [flowChart(flow, inputs), flowTable(flow, inputs)];
}

const printed = (millijoules: bigint): string => `${printedNumber(kwhOf(millijoules), digits)} kWh`;

function flowChart(flow: Flow, { document }: ReportInputs): ReportChart {
  const { itBoundary } = document.center;
  return {
    kind: "chart",
    id: "energy_flow",
    form: "flow",
    unit: "kWh",
    digits,
    limit: null,
    title: flowTitle(flow),
    series: [],
    flow: {
      bands: flow.nodes.map((node) => ({
        id: node.id,
        title: bandWordsOf(node, itBoundary),
        value: kwhOf(node.millijoules),
        isUnknown: node.kind === "residual" || node.kind === "not_split",
      })),
      links: flow.links.map(({ from, to, millijoules }) => ({ from, to, value: kwhOf(millijoules) })),
    },
  };
}

function flowTitle({ nodes }: Flow): Worded {
  const of = (id: string) => nodes.find((node) => node.id === id)?.millijoules;
  const [whole, cooling, rest] = [of("facility"), of("cooling"), of("residual/facility")];
  const parts = [
    whole === undefined ? null : worded(`${printed(whole)} came in`, `输入 ${printed(whole)}`),
    cooling === undefined ? null : worded(`${printed(cooling)} went to cooling`, `制冷 ${printed(cooling)}`),
    rest === undefined
      ? null
      : worded(`${printed(rest)} is accounted for by no meter`, `无表可计 ${printed(rest)}`),
  ].filter((one) => one !== null);
  return worded(
    `Where the energy went: ${parts.map(({ en }) => en).join("; ")}`,
    `电量去向：${parts.map(({ zh }) => zh).join("；")}`,
  );
}

function flowTable(flow: Flow, inputs: ReportInputs): ReportTable {
  const { itBoundary } = inputs.document.center;
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const whole = byId.get("facility")?.millijoules ?? 0n;
  const nobody = worded("", "");
  const rows = flow.nodes.map((node) => {
    const from = flow.links.find(({ to }) => to === node.id)?.from;
    const feeding = node.kind === "facility" ? undefined : byId.get(from ?? "");
    const share = whole > 0n ? (kwhOf(node.millijoules) / kwhOf(whole)) * 100 : null;
    return {
      id: node.id,
      label: bandWordsOf(node, itBoundary),
      cells: [
        say(feeding ? bandWordsOf(feeding, itBoundary) : nobody),
        number(kwhOf(node.millijoules)),
        number(share),
      ],
    };
  });
  const columns = [
    column("from", "Out of", "来自", "", 0),
    column("kwh", "Energy", "电量", "kWh", digits),
    column("share", "Of the facility", "占总用电", "%", 1),
  ];
  const title = worded("Energy of the flow, band by band", "电量去向明细");
  return table("energy_flow_bands", title, columns, rows, notesOf(flow, inputs));
}

/** One amount for several meters: no share of what they measured says which part of it was whose, so none is told. */
function unsplitBills({ statements, document, period }: ReportInputs): Worded[] {
  const meters = document.meters.filter(({ role }) => supplyKinds.some((kind) => kind === role)).length;
  const bills = statements.filter(
    ({ kind, subject, notCounted, newKwh, window }) =>
      (kind === "bill" || kind === "reading") &&
      subject === "facility" &&
      notCounted === null &&
      newKwh !== null &&
      liesIn(window, period.window),
  );
  if (meters < 2 || bills.length === 0) return [];
  const kwh = printedNumber(
    bills.reduce((sum, { newKwh }) => sum + (newKwh ?? 0), 0),
    digits,
  );
  return [
    worded(
      `What documents say of the whole facility states one amount of ${kwh} kWh for ${meters} meters at its boundary: how much of it came by which meter or supplier cannot be known from it, and none of it is in a flow.`,
      `全设施单据仅列合计 ${kwh} kWh，对应边界处 ${meters} 块电表：无法得知各电表或各供电方的份额，故不计入电量去向。`,
    ),
  ];
}

function notesOf(flow: Flow, report: ReportInputs): Worded[] {
  const { flow: inputs, period } = report;
  const { days, daysOfPeriod, silent } = inputs;
  const split = days.filter((day) => day.split !== null).length;
  const notes = [
    worded(
      `${days.length} of ${daysOfPeriod} days of ${period.name}: those that every meter of these bands covers wholly.`,
      `${period.name} 共 ${daysOfPeriod} 天，仅计所列电表均完整覆盖的 ${days.length} 天。`,
    ),
    ...unsplitBills(report),
    ...silent.map(({ kind, meters }) =>
      worded(
        `Left out, because nothing was received in the period: ${kindWords[kind].en} (${meters.join(", ")}).`,
        `因期间无数据而略去：${kindWords[kind].zh}（${meters.join("、")}）。`,
      ),
    ),
    ...flow.balances.flatMap(({ at, residual }) => {
      const node = flow.nodes.find(({ id }) => id === at);
      return residual < 0n && node ? [moreBehind(kindWords[node.kind], printed(-residual))] : [];
    }),
  ];
  if (!isSplitTellable(report)) return [...notes, withheld];
  if (!inputs.known.some((kind) => levelKinds.some((level) => level === kind))) return notes;
  return [
    ...notes,
    worded(
      `Racks and who they were assigned to are told of ${split} days: those on which every rack and each server of a shared rack is wholly covered and no assignment changed.`,
      `机柜及其出租情况取 ${split} 天：当天所有机柜及共用机柜内各服务器均完整计量且分配未变更。`,
    ),
  ];
}

const withheld = worded(
  "Leased and not leased are withheld: fewer than 3 tenants, or one of more than 80 %.",
  "出租与未出租不予公布：租户少于 3 个或单一租户超过 80 %。",
);

const moreBehind = (level: Worded, amount: string): Worded =>
  worded(
    `Behind ${level.en}, ${amount} more was measured than in front of it: a meter is misread or misplaced.`,
    `${level.zh}之后的计量比之前多 ${amount}：电表误差或安装位置有误。`,
  );

/** What came in, what went to known places at the boundary, and the rest, of each day that counts. */
export function flowDays(inputs: FlowInputs): readonly {
  readonly fromMs: number;
  readonly supplied: bigint;
  readonly told: bigint;
}[] {
  if (missingOf(inputs) !== null) return [];
  const sum = (energies: FlowInputs["days"][number]["energies"], kinds: readonly FlowSource[]) =>
    kinds.reduce((total, kind) => total + (energies[kind] ?? 0n), 0n);
  const first = levelKinds.find((kind) => inputs.known.includes(kind));
  return inputs.days.map(({ window, energies }) => ({
    fromMs: window.fromMs,
    supplied: sum(energies, supplyKinds),
    told: sum(energies, [...partKinds, ...(first ? [first] : [])]),
  }));
}
