/**
 * Energy of the grid by tariff band, with what it cost. Energy that is known for a longer time than one band holds is a
 * part of its own without a price, so that all parts are what the grid delivered. Source: standards 3.3, 1.1.
 */
import type { Figure, ReportTable, Worded } from "@aidc/contract";
import { addMajor, majorOf } from "../../billing/money.ts";
import { monthWindow } from "../../billing/month.ts";
import { gradeOfReading } from "../../corrections/readings.ts";
import type { EnergySpan } from "../../corrections/used.ts";
import { spansIn } from "../../corrections/used.ts";
import { isGridOnly } from "../../energy/balance.ts";
import { kwhOf } from "../../energy/integral.ts";
import { worstGrade } from "../../figure/figure.ts";
import type { Cell } from "../cells.ts";
import { column, label, number, same, table } from "../cells.ts";
import type { EnergyCostMonth, ReportInputs } from "../inputs.ts";
import { energyCostOf } from "../money-figures.ts";
import type { Block, FigureRow } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { slugsOf } from "../slugs.ts";
import { bandWords, worded } from "../words.ts";
import { spanName } from "./span-rows.ts";

interface Band {
  readonly id: string | null;
  readonly slug: string;
}

/** Every band of which any month of the period priced energy. */
function bandsOf({ energyCost: months }: ReportInputs): Band[] {
  const ids = [...new Set(months.flatMap(({ bands }) => bands.map(({ band }) => band)))];
  const named = [...slugsOf(ids.flatMap((id) => id ?? []))].map(([id, slug]) => ({ id, slug }));
  return ids.includes(null) ? [...named, { id: null, slug: noBand }] : named;
}

/** What was bought at a price, over all bands. */
export function pricedEnergy(inputs: ReportInputs): {
  readonly slugs: string[];
  readonly kwh: number;
  readonly cost: number;
} {
  const bands = bandsOf(inputs);
  const each = (what: "kwh" | "cost") => bands.map((band) => allMonths(inputs, band, what));
  return {
    slugs: bands.map(({ slug }) => slug),
    kwh: each("kwh").reduce((sum, kwh) => sum + kwh, 0),
    cost: addMajor(each("cost"), inputs.document.center.currency),
  };
}

/** No band holds. A publisher's own band may be called anything, but no slug of a name has two underscores. */
const noBand = "no__band";

/** As above: no band of a publisher has such a slug. */
const unknownBand = "unknown__band";
const unknownWords = worded("No band known", "时段未知");

/** What has a price, and what cannot have one. */
export function bandRows(inputs: ReportInputs): FigureRow[] {
  const known = bandsOf(inputs).flatMap(rowsOfBand);
  return known.length > 0 && unbandedOf(inputs).length > 0 ? [...known, unknownRow] : known;
}

const unknownRow: FigureRow = {
  id: "energy.kwh_no_band_known",
  title: worded("Energy of which no band is known", "时段未知的电量"),
  formula: `sum(raw.band_month.${unknownBand}_kwh)`,
  digits: 1,
  onlyNow: true,
  make: (inputs) => {
    const total = energyCostOf(inputs);
    const parts = unbandedOf(inputs);
    return ownFigure({
      name: "energy_no_band",
      method: "energy_no_band",
      value: parts.reduce((sum, { millijoules }) => sum + kwhOf(millijoules), 0),
      unit: "kWh",
      window: inputs.period.window,
      coverage: 1,
      grade: worstGrade([total.grade, ...(parts.some(({ isStated }) => isStated) ? [gradeOfReading] : [])]),
    });
  },
};

/** Of a month, or of documents of more than one. */
interface Unbanded {
  readonly id: string;
  readonly label: Worded;
  readonly millijoules: bigint;
  readonly isStated: boolean;
}

/**
 * What registers counted in silences across bands, and what documents state beside the samples that they take the place
 * of. A document of the facility is one of the grid where nothing else supplies it.
 */
function unbandedOf({ energyCost, energy, document, period }: ReportInputs): Unbanded[] {
  const { timeZone } = document.center;
  const spans = isGridOnly(document) ? spansIn(energy.spans, period.window) : [];
  const rest = new Set(spans);
  const months = energyCost.map(({ month, unbandedMj }): Unbanded => {
    const inMonth = spansIn(spans, monthWindow(month, timeZone));
    for (const span of inMonth) rest.delete(span);
    // A silence within the month is of its band already, or of none.
    const own = inMonth.filter(({ kind }) => kind !== "silence");
    return { id: month, label: same(month), millijoules: unbandedMj + sumOf(own), isStated: own.length > 0 };
  });
  const longer = [...rest].map(
    (span): Unbanded => ({
      ...spanName(span, timeZone),
      millijoules: sumOf([span]),
      isStated: span.kind !== "silence",
    }),
  );
  return [...months, ...longer].filter(({ millijoules }) => millijoules !== 0n);
}

const sumOf = (spans: readonly EnergySpan[]): bigint =>
  spans.reduce((sum, { facility }) => sum + facility.integral, 0n);

function rowsOfBand({ id, slug }: Band): FigureRow[] {
  const { en, zh } = bandWords(id);
  const make = (what: "kwh" | "cost") => (inputs: ReportInputs) => bandFigure(inputs, { id, slug }, what);
  return [
    {
      id: `energy.kwh_band_${slug}`,
      title: worded(`Energy in band ${en}`, `${zh}电量`),
      formula: `sum(raw.band_month.${slug}_kwh)`,
      digits: 1,
      onlyNow: true,
      make: make("kwh"),
    },
    {
      id: `energy.cost_band_${slug}`,
      title: worded(`Cost of band ${en}`, `${zh}电费`),
      formula: `sum(raw.band_month.${slug}_cost)`,
      digits: 2,
      onlyNow: true,
      make: make("cost"),
    },
  ];
}

function bandFigure(inputs: ReportInputs, band: Band, what: "kwh" | "cost"): Figure {
  const total = energyCostOf(inputs);
  const { currency } = inputs.document.center;
  const value = allMonths(inputs, band, what);
  return ownFigure({
    name: `band_${what}`,
    method: what === "kwh" ? "band_energy" : "band_cost",
    value,
    unit: what === "kwh" ? "kWh" : currency,
    window: inputs.period.window,
    coverage: total.coverage,
    status: total.status === "valid" ? "valid" : "provisional",
    grade: total.grade,
  });
}

/** In money as whole minor units: no month adds the dust of a binary fraction. */
function allMonths({ energyCost, document }: ReportInputs, band: Band, what: "kwh" | "cost"): number {
  const { currency } = document.center;
  const months = energyCost.map((month) => inBand(month, band, what, currency));
  return what === "cost" ? addMajor(months, currency) : months.reduce((sum, kwh) => sum + kwh, 0);
}

/** Over all tariff versions that have the band; 0 in a month that has none of it. */
function inBand({ bands }: EnergyCostMonth, { id }: Band, what: "kwh" | "cost", currency: string): number {
  const own = bands.filter(({ band }) => band === id);
  return what === "cost"
    ? majorOf(
        own.reduce((sum, { costMinor }) => sum + costMinor, 0n),
        currency,
      )
    : own.reduce((sum, { millijoules }) => sum + kwhOf(millijoules), 0);
}

export function bandMonths(inputs: ReportInputs): ReportTable {
  const { currency } = inputs.document.center;
  const bands = bandsOf(inputs);
  const unbanded = unbandedOf(inputs);
  const isAny = bands.length > 0 && unbanded.length > 0;
  const unknownCell = (month: string, reason: EnergyCostMonth["reason"]): Cell[] => {
    const own = unbanded.find(({ id }) => id === month);
    return isAny ? [own ? number(kwhOf(own.millijoules)) : number(reason ? null : 0, reason)] : [];
  };
  const rows = inputs.energyCost.map((month) => ({
    id: month.month,
    label: same(month.month),
    cells: [
      ...bands.flatMap((band) =>
        (["kwh", "cost"] as const).map((what) =>
          month.cost === null ? number(null, month.reason) : number(inBand(month, band, what, currency)),
        ),
      ),
      ...unknownCell(month.month, month.reason),
    ],
  }));
  const longer = unbanded.filter(({ id }) => !inputs.energyCost.some(({ month }) => month === id));
  const more = longer.map(({ id, label: name, millijoules }) => ({
    id,
    label: name,
    cells: [...bands.flatMap(() => [label(""), label("")]), number(kwhOf(millijoules))],
  }));
  const columns = bands.flatMap(({ id, slug }) => {
    const { en, zh } = bandWords(id);
    return [
      column(`${slug}_kwh`, `Energy, ${en}`, `${zh}电量`, "kWh", 3),
      column(`${slug}_cost`, `Cost, ${en}`, `${zh}电费`, currency, 2),
    ];
  });
  const unknown = column(`${unknownBand}_kwh`, "Energy, no band known", "时段未知电量", "kWh", 3);
  return table(
    "band_month",
    worded("Energy and cost by tariff band", "分时段电量与电费"),
    isAny ? [...columns, unknown] : columns,
    isAny ? [...rows, ...more] : rows,
    isAny ? [bandNote, unknownNote] : [bandNote],
  );
}

const bandNote = worded(
  "Bands are in local civil time; of bands that hold at once the first counts, so a sharp-peak hour is not a peak hour as well.",
  "时段按当地时间；同时有效的时段以先列者为准，尖峰小时不再计入高峰。",
);
const unknownNote = worded(
  "No band known: what a register counted while it was silent across bands, and what a document states of whole days. It has no price by the tariff; the bands and it together are what the grid delivered.",
  "时段未知：电表在跨时段中断期间累计的电量，以及单据按整日所列的电量；不能按电价计费。各时段与此项之和为市电总量。",
);

/** Each band with its share and mean price, what has none, and all together; nothing where no month is priced. */
export function bandTable(inputs: ReportInputs): Block | null {
  const bands = bandsOf(inputs);
  if (bands.length === 0) return null;
  const { currency } = inputs.document.center;
  const sum = (band: Band, what: "kwh" | "cost") => allMonths(inputs, band, what);
  const unbanded = unbandedOf(inputs);
  const unknown = unbanded.reduce((total, { millijoules }) => total + kwhOf(millijoules), 0);
  const priced = bands.reduce((total, band) => total + sum(band, "kwh"), 0);
  const all = priced + unknown;
  const cost = addMajor(
    bands.map((band) => sum(band, "cost")),
    currency,
  );
  const share = (kwh: number) => number(all > 0 ? (kwh / all) * 100 : null);
  const rows = bands.map((band) => {
    const [kwh, own] = [sum(band, "kwh"), sum(band, "cost")];
    const cells = [number(kwh), share(kwh), number(kwh > 0 ? own / kwh : null), number(own)];
    return { id: band.slug, label: bandWords(band.id), cells };
  });
  const none = {
    id: unknownBand,
    label: unknownWords,
    cells: [number(unknown), share(unknown), label(""), label("")],
  };
  const together = {
    id: "all__bands",
    label: worded("All together", "合计"),
    cells: [number(all), share(all), number(priced > 0 ? cost / priced : null), number(cost)],
  };
  const columns = [
    column("kwh", "Energy", "电量", "kWh", 1),
    column("share", "Share of energy", "电量占比", "%", 1),
    column("price", "Mean price", "平均电价", `${currency}/kWh`, 4),
    column("cost", "Cost", "电费", currency, 2),
  ];
  return table(
    "by_band",
    worded("Energy by tariff band", "分时段电量与电费"),
    columns,
    [...rows, ...(unbanded.length > 0 ? [none] : []), together],
    unbanded.length > 0 ? [unknownNote] : [],
  );
}
