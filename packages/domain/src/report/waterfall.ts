/** Where the installed PFLOPS went, step by step of the utilisation ladder. Source: standards 2.1, 2.2. */
import type { ReportChart, ReportFigure, ToldStep, WindowMs, Worded } from "@aidc/contract";
import { ladderSteps, toldSteps } from "@aidc/contract";
import type { CardWorth } from "../capacity/card-worth.ts";
import { addWorth } from "../capacity/card-worth.ts";
import { headlinePrecision } from "../capacity/installed.ts";
import { notAbove } from "../capacity/never-above.ts";
import { isCovered } from "../figure/figure.ts";
import { heldIn, toldShare } from "../tenancy/lease-holding.ts";
import { same } from "./cells.ts";
import { occupancyOf } from "./holding-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { cardMsIn, heldOver, pflopsHours } from "./installed-time.ts";
import type { Basis, StepWorth } from "./ladder-peaks.ts";
import { assignedWorth, countedMs, meanWorthOf, otherLeased } from "./ladder-peaks.ts";
import { toldWorth } from "./told-worth.ts";
import { worded } from "./words.ts";

type Point = ReportChart["series"][number]["points"][number];

type Step = (typeof ladderSteps)[number];

/** The figures whose product is a counted step's share of the installed accelerators. */
const counted: Readonly<Record<Exclude<Basis, "leased">, readonly string[]>> = {
  allocated: ["utilisation.allocation"],
  active: ["utilisation.allocation", "utilisation.active_share"],
};

const isCounted = (step: Step): step is keyof typeof counted => step in counted;

/**
 * Where the installed PFLOPS went: the share of the installed cards that each step has over the time that is known on
 * both sides, so that a silent meter is not a loss, at the peak of that step's mean card. What is withheld as a figure
 * is withheld here.
 */
export function waterfallChart(inputs: ReportInputs, figures: readonly ReportFigure[]): ReportChart {
  const precision = headlinePrecision[inputs.document.center.computeClass];
  const { installed, leased } = leasedOfInstalled(inputs);
  const steps = ladderSteps.map((step): Point => {
    // The inventory knows no accelerator outside a rack.
    if (step === "installed" || step === "racked") return { ...installed.point, label: step };
    if (step === "leased") return leased;
    if (isCounted(step)) return countedPoint(inputs, figures, installed, step);
    return toldPoint(inputs, figures, step);
  });
  const points = neverRising(steps);
  return {
    kind: "chart",
    id: "pflops_waterfall",
    form: "waterfall",
    unit: "PFLOPS",
    digits: 3,
    limit: null,
    title: waterfallTitle(points),
    series: [
      {
        id: precision,
        title: worded(`Dense ${precision.toUpperCase()}`, `稠密 ${precision.toUpperCase()}`),
        points,
      },
    ],
  };
}

const known = new WeakMap<ReportInputs, ReturnType<typeof lookUpLeased>>();

/** What is installed and what of it is leased: a step of the waterfall, and the leased share of the PFLOPS. */
export function leasedOfInstalled(inputs: ReportInputs) {
  const found = known.get(inputs) ?? lookUpLeased(inputs);
  known.set(inputs, found);
  return found;
}

function lookUpLeased(inputs: ReportInputs) {
  const installed = installedOf(inputs);
  const [, leased = unknownPoint("leased", "no_data")] = neverRising([
    installed.point,
    leasedPoint(inputs, installed),
  ]);
  return { installed, leased };
}

/** Mean of the period; cards without a published peak lower the coverage and count as the mean of the others. */
function installedOf(inputs: ReportInputs) {
  const { window } = inputs.period;
  const lengthMs = window.toMs - window.fromMs;
  const { value, reason, coverage } = pflopsHours(inputs, window);
  const cards = cardMsIn(heldOver(inputs, window), window) / lengthMs;
  const pflops = value === null ? null : value / (lengthMs / 3_600_000);
  const point: Point = { ...unknownPoint("installed", reason), value: pflops, coverage };
  const meanTflops = pflops === null ? null : (pflops * 1_000) / (cards * coverage);
  return { point, cards, meanTflops, assigned: assignedWorth(inputs.document, window) };
}

function countedPoint(
  inputs: ReportInputs,
  figures: readonly ReportFigure[],
  { point, cards, meanTflops, assigned }: ReturnType<typeof installedOf>,
  step: keyof typeof counted,
): Point {
  if (meanTflops === null) return { ...point, label: step };
  const shares = counted[step].map((id) => figures.find((one) => one.id === id)?.figure);
  const coverage = Math.min(...shares.map((share) => share?.coverage ?? 0));
  const missing = shares.find((share) => (share?.value ?? null) === null);
  const share = shares.reduce((product, one) => product * (one?.value ?? Number.NaN), 1);
  if (Number.isNaN(share)) return { ...unknownPoint(step, missing?.reason ?? "no_data"), coverage };
  // Activity that is judged card by card names no tenant: it takes the cards it is a part of.
  const basis = step === "active" && !inputs.holdings.activeByTenant ? "allocated" : step;
  const sample = {
    cards: share * cards,
    mean: meanWorthOf(inputs, basis, { assigned, installed: meanTflops }),
  };
  if (sample.mean === null) return unknownPoint(step, "suppressed");
  return pointOf(step, worthOfMean(sample.cards, sample.mean), coverage);
}

function toldPoint(inputs: ReportInputs, figures: readonly ReportFigure[], step: ToldStep): Point {
  const share = figures.find(({ id }) => id === `utilisation.${step}_share`)?.figure;
  const coverage = share?.coverage ?? 0;
  if (share?.value == null) return { ...unknownPoint(step, share?.reason ?? "no_data"), coverage };
  const worth = toldWorth(inputs, step, share.value);
  return worth === null ? unknownPoint(step, "suppressed") : pointOf(step, worth, coverage);
}

/**
 * The PFLOPS that leases name, those of the cards they count and of the cards that are given for others; the coverage
 * is the share of lease-time that one of these tells.
 */
function leasedPoint(
  inputs: ReportInputs,
  { point, meanTflops, assigned }: ReturnType<typeof installedOf>,
): Point {
  if (meanTflops === null) return { ...point, label: "leased" };
  const { document, period } = inputs;
  const { reason } = occupancyOf(inputs, period.window);
  if (reason === "suppressed" || document.leases.length === 0) return unknownPoint("leased", reason);
  const mean = meanWorthOf(inputs, "leased", { assigned, installed: meanTflops });
  const other = otherLeased(inputs);
  if (mean === null || other === null) return unknownPoint("leased", "suppressed");
  const told = toldInPflops(document, period.window);
  if (told === 0) return unknownPoint("leased", "not_stated");
  const { fromMs, toMs } = period.window;
  const cards = countedMs(document, period.window) / (toMs - fromMs);
  return pointOf("leased", addWorth([worthOfMean(cards, mean), over(other, toMs - fromMs)]), told);
}

/** The mean over a time of what was summed over it. */
function over({ cards, knownCards, tflops }: CardWorth, lengthMs: number): CardWorth {
  return { cards: cards / lengthMs, knownCards: knownCards / lengthMs, tflops: tflops / lengthMs };
}

/** A lease of PFLOPS tells them by contract, any other as far as its cards are told. */
function toldInPflops(document: ReportInputs["document"], window: WindowMs): number {
  const all = heldIn(document, "accelerators", window);
  const pflops = heldIn(document, "accelerators", window, { resource: "pflops" });
  return toldShare({ ...all, toldMs: all.toldMs - pflops.toldMs + pflops.termMs });
}

function worthOfMean(cards: number, mean: StepWorth): CardWorth {
  return { cards, knownCards: cards * mean.known, tflops: cards * mean.tflops };
}

function pointOf(label: string, worth: CardWorth, coverage: number): Point {
  const known = worth.cards > 0 ? worth.knownCards / worth.cards : 1;
  if (known === 0) return unknownPoint(label, "no_peak_known");
  const partly = known < 1 ? ({ reason: "no_peak_known" } as const) : {};
  return { label, from: null, value: worth.tflops / 1_000, ...partly, coverage: coverage * known };
}

/**
 * By the rule of the wall's ladder. What leases and schedulers tell is told of the whole period and bounds; what accelerators
 * and their servers tell bounds where hardly anything of it is silent.
 */
function neverRising([top, ...steps]: readonly Point[]): Point[] {
  if (!top) return [];
  let ceiling = top.value ?? Number.POSITIVE_INFINITY;
  const below = steps.map((point): Point => {
    if (point.value === null) return point;
    const value = notAbove(point.value, ceiling, top.value ?? 0);
    if (value === null) return unknownPoint(point.label, "contradicted");
    if (!isTold(point.label) || isCovered(point.coverage ?? 0)) ceiling = value;
    return { ...point, value };
  });
  return [top, ...below];
}

const isTold = (label: string): boolean => toldSteps.some((step) => step === label);

function unknownPoint(label: string, reason: Point["reason"]): Point {
  return { label, from: null, value: null, ...(reason ? { reason } : {}), coverage: 0 };
}

/** Steps of the ladder, as the points of the waterfall name them. */
export const ladderWords: Readonly<Record<Step, Worded>> = {
  installed: worded("installed", "已安装"),
  racked: worded("racked", "已上架"),
  powered: worded("powered", "已上电"),
  healthy: worded("healthy", "健康"),
  leased: worded("leased", "已租用"),
  allocated: worded("allocated", "已分配"),
  active: worded("active", "活跃"),
  effective: worded("effective", "有效"),
};

function wordsOf(label: string): Worded {
  const step = ladderSteps.find((one) => one === label);
  return step ? ladderWords[step] : same(label);
}

function waterfallTitle(points: readonly Point[]): Worded {
  const known = points.filter((point) => point.value !== null);
  let worst: { from: string; to: string; loss: number } | null = null;
  for (const [at, point] of known.entries()) {
    const next = known[at + 1];
    if (!next || point.value === null || next.value === null) continue;
    const loss = point.value - next.value;
    if (loss > 0 && (!worst || loss > worst.loss)) worst = { from: point.label, to: next.label, loss };
  }
  if (!worst) return worded("Where the PFLOPS went", "算力去向");
  const [from, to] = [wordsOf(worst.from), wordsOf(worst.to)];
  return worded(
    `Where the PFLOPS went: the largest step is from ${from.en} to ${to.en}`,
    `算力去向：降幅最大的一级是从“${from.zh}”到“${to.zh}”`,
  );
}
