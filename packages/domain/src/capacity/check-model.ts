/**
 * Refuses sparse headlines: vendors print 2:4-sparse peaks, exactly twice the dense ones, and public catalogues
 * copy them (MI300X BF16 as 2614, H100 as 1979, L40S FP8 as 1466). Source: standards 2.1 "Dense only".
 */
import type { AcceleratorModel, Issue } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import { catalogue } from "./catalogue.ts";

/** Printed figures are rounded, so twice 989 may read 1979. */
const tolerance = 0.002;

/** @returns one issue for each peak that is twice a known dense peak of the same maker and is no known peak itself */
export function checkModel(model: AcceleratorModel): Issue[] {
  const known = catalogue.filter((other) => isSameMaker(other.maker, model.maker));
  const issues: Issue[] = [];
  for (const precision of precisions) {
    const peak = model.densePeakTflops[precision];
    if (peak == null) continue;
    const sameModel = known.find((other) => other.id === model.id)?.densePeakTflops[precision];
    const isKnown = known.some((other) => isClose(peak, other.densePeakTflops[precision]));
    const doubled = known.find((other) => isClose(peak / 2, other.densePeakTflops[precision]));
    const isSparse = sameModel == null ? doubled !== undefined && !isKnown : isClose(peak / 2, sameModel);
    if (!isSparse) continue;
    const dense = sameModel ?? doubled?.densePeakTflops[precision];
    const of = sameModel == null ? doubled?.name : model.name;
    issues.push({
      path: `densePeakTflops.${precision}`,
      message: `${peak} is twice the dense peak of ${of} (${dense}), so it is a sparse figure; give the dense one`,
    });
  }
  return issues;
}

function isClose(value: number, to: number | null | undefined): boolean {
  return to != null && Math.abs(value - to) <= tolerance * to;
}

function isSameMaker(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
