import type { WallState } from "@aidc/contract";
import { ladderSteps } from "@aidc/contract";
import { expect, it } from "vitest";
import { fallOfLadder } from "./fall-of-ladder.ts";
import { liveValue } from "./wall-state.fixture.ts";

function ladder(...values: (number | null)[]): WallState["ladder"] {
  return ladderSteps.map((step, index) => ({
    step,
    cards: liveValue(values[index] ?? null, "count"),
    pflops: liveValue(null, "PFLOPS"),
  }));
}

it("a loss has its own name where the step above is wholly known, else the step that it is counted from", () => {
  const falls = fallOfLadder(ladder(100, 100, 96, 93, 78, 70, 50, 30), "cards");
  expect(falls.map(({ value, before, since }) => [value, before, since])).toEqual([
    [100, null, null],
    [100, 100, null],
    [96, 100, null],
    [93, 96, null],
    [78, 93, null],
    [70, 78, null],
    [50, 70, null],
    [30, 50, null],
  ]);
});

it("a loss over an unknown step is counted from the last known one, and the unknown step says why it has no number", () => {
  const falls = fallOfLadder(ladder(100, 100, 96, null, 78), "cards");
  expect(falls[3]).toMatchObject({ value: null, reason: "no_meter", before: 96 });
  expect(falls[4]).toMatchObject({ value: 78, before: 96, since: "powered" });
});

it("nobody can tell the loss to a step that is half silent, nor that from it", () => {
  const rungs = ladder(127, 127, 63, 63, 87).map((rung) =>
    rung.step === "powered" || rung.step === "healthy"
      ? { ...rung, cards: liveValue(rung.cards.value, "count", { coverage: 0.5 }) }
      : rung,
  );
  const falls = fallOfLadder(rungs, "cards");
  expect(falls.map(({ value, partKnown }) => [value, partKnown]).slice(0, 5)).toEqual([
    [127, null],
    [127, null],
    [63, 0.5],
    [63, 0.5],
    [87, null],
  ]);
  expect(falls[4]).toMatchObject({ before: 127, since: "racked" });
});
