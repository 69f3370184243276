import type { RackCellState } from "@aidc/contract";

/** The looks of a rack. Each differs from the others without colour: by fill, outline, texture or mark. */
export type RackLook = "power" | "over_limit" | "no_limit" | "silent" | "never" | "empty";

export interface RackFacts {
  readonly state: RackCellState;
  /** Measured power over the rack's limit; null when either is unknown. */
  readonly powerShareRatio: number | null;
}

/** @returns how a rack is drawn; its brightness is its power share and nothing else */
export function chooseRackLook({ state, powerShareRatio }: RackFacts): RackLook {
  return lookOf(state, powerShareRatio);
}

function lookOf(state: RackCellState, powerShareRatio: number | null): RackLook {
  if (state === "empty") return "empty";
  if (state === "none") return "never";
  if (state === "stale") return "silent";
  if (powerShareRatio === null) return "no_limit";
  return powerShareRatio > 1 ? "over_limit" : "power";
}

/** Ten steps are more than an eye tells apart at five metres, and they keep most ticks from drawing anything. */
export const brightnessSteps = 10;

/** @returns 0..brightnessSteps; -1 where the share is unknown */
export function brightnessStep(powerShareRatio: number | null): number {
  if (powerShareRatio === null) return -1;
  return Math.round(Math.min(1, Math.max(0, powerShareRatio)) * brightnessSteps);
}

/**
 * A look with its brightness as one small number, so that thousands of racks are compared and drawn without an object
 * for each: the steps of `power` first, then the other looks.
 */
export type LookCode = number;

const otherLooks = ["over_limit", "no_limit", "silent", "never", "empty"] as const;
export const lookCodes = brightnessSteps + 1 + otherLooks.length;

export function encodeLook(state: RackCellState, powerShareRatio: number | null): LookCode {
  const look = lookOf(state, powerShareRatio);
  return look === "power" ? brightnessStep(powerShareRatio) : brightnessSteps + 1 + otherLooks.indexOf(look);
}

export function decodeLook(code: LookCode): RackLook {
  return otherLooks[code - brightnessSteps - 1] ?? "power";
}
