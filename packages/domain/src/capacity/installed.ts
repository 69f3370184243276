/**
 * Installed capacity: sum of count x dense peak at one stated precision, in PFLOPS (1 P = 1000 T). Precisions are
 * never added or converted; a model without a published peak makes the sum partial, which is said.
 * Source: standards 2.1 "Rules that follow".
 */
import type {
  AcceleratorModel,
  CenterDocument,
  ComputeClass,
  Figure,
  Grade,
  Precision,
  WindowMs,
} from "@aidc/contract";
import { makeFigure, worstGrade } from "../figure/figure.ts";
import { catalogue } from "./catalogue.ts";

export interface ModelCount {
  readonly model: string;
  readonly count: number;
}

export interface InstalledCapacity {
  readonly precision: Precision;
  /** Of the cards whose peak is known; null when of none. */
  readonly pflops: number | null;
  readonly cards: number;
  readonly cardsWithPeak: number;
  readonly modelsWithoutPeak: readonly string[];
}

/** The precision of a center's headline: FP32 general, FP16 intelligent, FP64 super computing. */
export const headlinePrecision = {
  general: "fp32",
  intelligent: "fp16",
  super: "fp64",
} as const satisfies Record<ComputeClass, Precision>;

/** The document's own models first, then the built-in catalogue. */
export function findModel(id: string, own: readonly AcceleratorModel[]): AcceleratorModel | null {
  return own.find((model) => model.id === id) ?? catalogue.find((model) => model.id === id) ?? null;
}

export function countModels(document: Pick<CenterDocument, "servers">): ModelCount[] {
  const counts = new Map<string, number>();
  for (const { accelerators } of document.servers) {
    if (accelerators)
      counts.set(accelerators.model, (counts.get(accelerators.model) ?? 0) + accelerators.count);
  }
  return [...counts].map(([model, count]) => ({ model, count }));
}

/** Dense peak of one card in TFLOPS, null when none is published at this precision. */
export function densePeakOf(model: AcceleratorModel | null, precision: Precision): number | null {
  return model?.densePeakTflops[precision] ?? null;
}

export function installedCapacity(
  counts: readonly ModelCount[],
  own: readonly AcceleratorModel[],
  precision: Precision,
): InstalledCapacity {
  let tflops = 0;
  let cards = 0;
  let cardsWithPeak = 0;
  const modelsWithoutPeak: string[] = [];
  for (const { model, count } of counts) {
    const peak = densePeakOf(findModel(model, own), precision);
    cards += count;
    if (peak === null) modelsWithoutPeak.push(model);
    else {
      tflops += peak * count;
      cardsWithPeak += count;
    }
  }
  return {
    precision,
    pflops: cardsWithPeak > 0 ? tflops / 1000 : null,
    cards,
    cardsWithPeak,
    modelsWithoutPeak,
  };
}

/** Coverage is the share of cards whose peak is known; a partial sum keeps its value and says `no_peak_known`. */
/** @param inventory how well it is known what is installed */
export function capacityFigure(capacity: InstalledCapacity, window: WindowMs, inventory: Grade): Figure {
  const { cards, cardsWithPeak } = capacity;
  const coverage = cards > 0 ? cardsWithPeak / cards : 0;
  return makeFigure({
    name: "capacity_pflops",
    value: capacity.pflops,
    reason: cards === 0 ? "no_inventory" : cardsWithPeak < cards ? "no_peak_known" : undefined,
    unit: "PFLOPS",
    window,
    coverage,
    status: cardsWithPeak === cards ? "valid" : "provisional",
    grade: worstGrade([inventory, "derived"]),
    method: "capacity",
    category: capacity.precision,
    inputs: [
      { kind: "inventory", label: "accelerators", count: cards, grade: inventory, coverage: 1 },
      {
        kind: "catalogue",
        label: `dense ${capacity.precision} peaks`,
        count: cardsWithPeak,
        grade: "derived",
        coverage,
      },
    ],
  });
}
