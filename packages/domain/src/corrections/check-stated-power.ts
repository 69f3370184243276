/** Whether a bill or hand reading may be true: the power that it means beside what is rated, or beside other bills. */
import type { CenterDocument, Issue, MeterReadingDraft } from "@aidc/contract";
import { boundOfLimit, boundOfMeter, boundOfStatements, meanPowerW, refuseAbove } from "./power-bound.ts";
import { windowOfDays } from "./readings.ts";

interface Place extends Pick<CenterDocument, "meters" | "feeds"> {
  readonly center: Pick<CenterDocument["center"], "timeZone" | "ratedItPowerW">;
}

/** @param others of the same target */
export function checkStatedPower(
  draft: MeterReadingDraft,
  others: readonly MeterReadingDraft[],
  document: Place,
): Issue[] {
  const { energyKwh, target } = draft;
  if (energyKwh === null) return [];
  const { timeZone, ratedItPowerW } = document.center;
  const means = others.flatMap((other) =>
    other.energyKwh === null ? [] : [meanPowerW(other.energyKwh, lengthOf(other, timeZone))],
  );
  const around = boundOfStatements(means.length === 0 ? null : Math.max(...means));
  const isRatedIt = target === "it" && ratedItPowerW !== undefined;
  const bound = isRatedIt
    ? boundOfLimit(ratedItPowerW, "the center is rated for")
    : boundOfMeter(target, document, around);
  return refuseAbove(bound, { energyKwh, forMs: lengthOf(draft, timeZone), path: "energy_kwh" });
}

function lengthOf(draft: MeterReadingDraft, timeZone: string): number {
  const { fromMs, toMs } = windowOfDays(draft, timeZone);
  return toMs - fromMs;
}
