import type { Reason, WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";

type Rung = WallState["ladder"][number];
type LossStep = Exclude<Rung["step"], "installed">;

/** One step of the ladder with what was there before it. */
export interface Fall {
  readonly step: Rung["step"];
  readonly value: number | null;
  readonly reason: Reason | undefined;
  /** How much of it is known, where something of it is silent: then nobody can tell what was lost. */
  readonly partKnown: number | null;
  /** The last wholly known step above; null where none is. */
  readonly before: number | null;
  /** Names of the losses between that step and this one: more than one where a step between is not wholly known. */
  readonly lostTo: readonly LossStep[];
}

/** The ladder from above: each step against the last one that is wholly known. */
export function fallOfLadder(ladder: readonly Rung[], unit: "pflops" | "cards"): Fall[] {
  let before: number | null = null;
  let unnamed: LossStep[] = [];
  return ladder.map((rung) => {
    const { value, reason, coverage } = rung[unit];
    const partKnown = isPartlyKnown(rung[unit]) ? coverage : null;
    if (rung.step !== "installed") unnamed = [...unnamed, rung.step];
    const fall = { step: rung.step, value, reason, partKnown, before, lostTo: unnamed };
    if (value !== null && partKnown === null) {
      before = value;
      unnamed = [];
    }
    return fall;
  });
}
