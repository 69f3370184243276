import type { Reason, WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";

type Rung = WallState["ladder"][number];

/** One step of the ladder with what was there before it. */
export interface Fall {
  readonly step: Rung["step"];
  readonly value: number | null;
  readonly reason: Reason | undefined;
  /** How much of it is known, where something of it is silent: then nobody can tell what was lost. */
  readonly partKnown: number | null;
  /** The last wholly known step above; null where none is. */
  readonly before: number | null;
  /** That step, where it is not the one right above: nobody can tell which of the steps between lost how much. */
  readonly since: Rung["step"] | null;
}

/** The ladder from above: each step against the last one that is wholly known. */
export function fallOfLadder(ladder: readonly Rung[], unit: "pflops" | "cards"): Fall[] {
  let before: number | null = null;
  let known: Rung["step"] | null = null;
  return ladder.map((rung, index) => {
    const { value, reason, coverage } = rung[unit];
    const partKnown = isPartlyKnown(rung[unit]) ? coverage : null;
    const since = known === ladder[index - 1]?.step ? null : known;
    const fall = { step: rung.step, value, reason, partKnown, before, since };
    if (value !== null && partKnown === null) {
      before = value;
      known = rung.step;
    }
    return fall;
  });
}
