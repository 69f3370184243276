import { describe, expect, test } from "vitest";
import type { ConditionState } from "./condition.ts";
import { clearCondition, nextCondition, readLimit } from "./condition.ts";

const hot = { side: "above", raiseAt: 30, deadBand: 2 } as const;

describe("a limit with a dead-band", () => {
  test.each([
    ["at the limit it raises", 30, "raise"],
    ["just below it nothing changes; a plain comparison would clear here", 29.99, "hold"],
    ["it clears at limit minus dead-band", 28, "clear"],
    ["missing is neither", null, null],
    ["not a number is missing", Number.NaN, null],
  ] as const)("%s", (_name, value, beyond) => {
    expect(readLimit(value, hot)).toEqual({ beyond });
  });
  test("from below: raises at or under, clears above by the dead-band", () => {
    const cold = { side: "below", raiseAt: 10, deadBand: 1 } as const;
    expect([10, 10.5, 11].map((value) => readLimit(value, cold).beyond)).toEqual(["raise", "hold", "clear"]);
  });
});

/** Runs one reading a second and tells at which seconds something turned. */
function run(readings: readonly ("raise" | "hold" | "clear" | null)[], delays: { on: number; off: number }) {
  let state: ConditionState = clearCondition;
  const turns: string[] = [];
  const qualities: string[] = [];
  for (const [second, beyond] of readings.entries()) {
    const delaysMs = { onDelayMs: delays.on * 1000, offDelayMs: delays.off * 1000 };
    const step = nextCondition(state, { beyond }, delaysMs, second * 1000);
    state = step.state;
    qualities.push(state.quality);
    if (step.turn) turns.push(`${step.turn.to}@${second} since ${step.turn.onsetMs / 1000}`);
  }
  return { turns, state, qualities };
}

describe("delays", () => {
  test("without one the first true evaluation raises", () => {
    expect(run(["raise"], { on: 0, off: 0 }).turns).toEqual(["active@0 since 0"]);
  });
  test("the condition must hold without a break; the onset is kept", () => {
    expect(run(["raise", "raise", "clear", "raise", "raise", "raise"], { on: 2, off: 0 }).turns).toEqual([
      "active@5 since 3",
    ]);
  });
  test("inside the dead-band the on-delay starts over", () => {
    expect(run(["raise", "hold", "raise", "raise"], { on: 2, off: 0 }).turns).toEqual([]);
  });
  test("it clears only after being gone for the off-delay", () => {
    expect(
      run(["raise", "clear", "clear", "raise", "clear", "clear", "clear"], { on: 0, off: 2 }).turns,
    ).toEqual(["active@0 since 0", "clear@6 since 4"]);
  });
});

describe("missing data", () => {
  test("never clears an active alarm, and says that its quality is bad", () => {
    const { turns, state, qualities } = run(["raise", null, null, null], { on: 0, off: 0 });
    expect(turns).toEqual(["active@0 since 0"]);
    expect(state).toMatchObject({ active: true, quality: "bad" });
    expect(qualities).toEqual(["good", "bad", "bad", "bad"]);
  });
  test("never raises, and breaks a running delay", () => {
    expect(run(["raise", null, "raise", "raise"], { on: 2, off: 0 }).turns).toEqual([]);
    expect(run(["raise", "clear", null, "clear", "clear"], { on: 0, off: 2 }).turns).toEqual([
      "active@0 since 0",
    ]);
  });
});
