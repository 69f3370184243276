/** The wall's ladder, whose steps do not rise: each is a part of the wholly known ones before it. */
import type { LiveValue, WallState } from "@aidc/contract";
import { notAbove } from "../capacity/never-above.ts";
import { isPartlyKnown } from "./live-value.ts";

type Rung = WallState["ladder"][number];
type Unit = "cards" | "pflops";

export function neverRising(ladder: readonly Rung[]): Rung[] {
  const ceilings: Record<Unit, number> = {
    cards: Number.POSITIVE_INFINITY,
    pflops: Number.POSITIVE_INFINITY,
  };
  const [top] = ladder;
  return ladder.map((rung) => {
    const cards = below(rung.cards, ceilings.cards, top?.cards.value ?? 0);
    const pflops = isContradicted(cards)
      ? withheld(rung.pflops)
      : below(rung.pflops, ceilings.pflops, top?.pflops.value ?? 0);
    // A silent counter bounds nothing; cards without a peak are in no PFLOPS of any step, and what is known bounds.
    if (!isPartlyKnown(rung.cards)) {
      ceilings.cards = Math.min(ceilings.cards, cards.value ?? Number.POSITIVE_INFINITY);
      ceilings.pflops = Math.min(ceilings.pflops, pflops.value ?? Number.POSITIVE_INFINITY);
    }
    return { step: rung.step, cards, pflops };
  });
}

function below(value: LiveValue, ceiling: number, installed: number): LiveValue {
  if (value.value === null) return value;
  const bounded = notAbove(value.value, ceiling, installed);
  return bounded === null ? withheld(value) : { ...value, value: bounded };
}

function withheld(value: LiveValue): LiveValue {
  return { ...value, value: null, reason: "contradicted" };
}

function isContradicted({ value, reason }: LiveValue): boolean {
  return value === null && reason === "contradicted";
}
