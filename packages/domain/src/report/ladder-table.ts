/**
 * The steps of the ladder as a table: mean accelerators, what they are a share of, and their PFLOPS as in the waterfall.
 * Source: standards 2.2 (state the denominator).
 */
import type { ReportChart, ReportFigure, ReportTable } from "@aidc/contract";
import type { LadderRung, LadderStep, StepCount } from "../tenancy/ladder.ts";
import { ladderOf } from "../tenancy/ladder.ts";
import type { Cell } from "./cells.ts";
import { column, number, say, table } from "./cells.ts";
import { occupancyOf } from "./holding-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { cardMsIn, heldOver } from "./installed-time.ts";
import { toldWorth } from "./told-worth.ts";
import { ladderWords } from "./waterfall.ts";
import { worded } from "./words.ts";

type Point = ReportChart["series"][number]["points"][number];

const columns = [
  column("cards", "Accelerators, mean", "加速卡（平均）", "count", 1),
  column("of", "Share of", "占比基准", "", 0),
  column("share", "Share", "占比", "ratio", 3),
  column("of_installed", "Of installed", "占已安装", "ratio", 3),
  column("pflops", "PFLOPS, dense", "算力（稠密）", "PFLOPS", 3),
  column("coverage", "Known", "已知", "ratio", 3),
];

/** @param chart the waterfall of the same report */
export function ladderTable(
  inputs: ReportInputs,
  figures: readonly ReportFigure[],
  chart: ReportChart,
): ReportTable {
  const points = new Map(chart.series.flatMap((one) => one.points).map((point) => [point.label, point]));
  const count = (step: LadderStep) => countOf(inputs, figures, step, points.get(step));
  const rungs = ladderOf({
    installed: count("installed"),
    racked: count("racked"),
    powered: count("powered"),
    healthy: count("healthy"),
    leased: count("leased"),
    allocated: count("allocated"),
    active: count("active"),
    effective: count("effective"),
  });
  const rows = rungs.map((rung) => ({
    id: rung.step,
    label: ladderWords[rung.step],
    cells: cellsOf(rung, points.get(rung.step)),
  }));
  return table(
    "ladder",
    worded("Utilisation ladder, means of the period", "利用阶梯（期间平均）"),
    columns,
    rows,
  );
}

/** Of what stands first. */
const whole = worded("all", "全部");

function cellsOf({ cards, reason, denominator, share, ofInstalled }: LadderRung, point?: Point): Cell[] {
  const pflops = point?.value ?? null;
  return [
    number(cards, reason),
    cards === null ? number(null, reason) : say(denominator ? ladderWords[denominator] : whole),
    number(denominator ? share : ofInstalled, reason),
    number(ofInstalled, reason),
    number(pflops, point?.reason),
    number(pflops === null ? null : (point?.coverage ?? 0), point?.reason),
  ];
}

/** What the waterfall withholds or contradicts is withheld here. */
function countOf(
  inputs: ReportInputs,
  figures: readonly ReportFigure[],
  step: LadderStep,
  point: Point | undefined,
): StepCount {
  const { window } = inputs.period;
  const installed = cardMsIn(heldOver(inputs, window), window) / (window.toMs - window.fromMs);
  if (step === "installed" || step === "racked")
    return installed > 0 ? { cards: installed } : { cards: null, reason: "no_inventory" };
  if (point?.value == null && point?.reason !== "no_peak_known")
    return { cards: null, reason: point?.reason ?? "no_data" };
  const shares = {
    leased: () => [occupancyOf(inputs, window)],
    allocated: () => [figureOf(figures, "allocation")],
    active: () => [figureOf(figures, "allocation"), figureOf(figures, "active_share")],
  };
  if (step === "leased" || step === "allocated" || step === "active") {
    const parts = shares[step]();
    const missing = parts.find((one) => (one?.value ?? null) === null);
    const share = parts.reduce((product, one) => product * (one?.value ?? Number.NaN), 1);
    return Number.isNaN(share)
      ? { cards: null, reason: missing?.reason ?? "no_data" }
      : { cards: share * installed };
  }
  const told = toldWorth(inputs, step, figureOf(figures, `${step}_share`)?.value ?? Number.NaN);
  return told ? { cards: told.cards } : { cards: null, reason: "suppressed" };
}

const figureOf = (figures: readonly ReportFigure[], id: string) =>
  figures.find((one) => one.id === `utilisation.${id}`)?.figure;
