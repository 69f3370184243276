import type { CorrectionDraft } from "@aidc/contract";
import { nothingKnown, windowOfCorrection } from "@aidc/domain";
import type { CenterView } from "../center-directory.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { energyOfSubject } from "../figures/corrected-energy.ts";
import type { Services } from "../services.ts";

const aroundMs = 7 * 86_400_000;

/**
 * Mean power of what a correction tells of in the week before and in the week after, W: the greater one, so that a
 * center that has just been filled is not held to its empty halls. null where no amount is stated or nothing was
 * measured around.
 */
export async function meanAround(
  services: Services,
  view: CenterView,
  draft: CorrectionDraft,
): Promise<number | null> {
  if (draft.kind === "meter_exchange" || draft.energyKwh === null) return null;
  const { fromMs, toMs } = windowOfCorrection({ draft });
  const nowMs = services.clock();
  if (toMs > nowMs || toMs <= fromMs) return null;
  const windows = [
    { fromMs: fromMs - aroundMs, toMs: fromMs },
    { fromMs: toMs, toMs: Math.min(nowMs, toMs + aroundMs) },
  ];
  const means: number[] = [];
  for (const window of windows.filter((one) => one.toMs > one.fromMs)) {
    const context = figureContext(services, view, window, { known: nothingKnown });
    const { millijoules, coveredMs } = await energyOfSubject(context, draft.subject);
    if (coveredMs > 0) means.push(Number(millijoules) / coveredMs);
  }
  return means.length === 0 ? null : Math.max(...means);
}
