import type { Rotation } from "@aidc/domain";
import { firstTurn, turnScenes } from "@aidc/domain";
import { useState } from "react";

/** Turns the scenes with the clock that is given; what interrupts is decided in the same drawing. */
export function useRotation(plan: Parameters<typeof turnScenes>[1], nowMs: number): Rotation {
  const [rotation, setRotation] = useState(() => firstTurn(nowMs));
  const next = turnScenes(rotation, plan, nowMs);
  if (next !== rotation) setRotation(next);
  return next;
}
