import { describe, expect, test } from "vitest";
import type { ConditionState } from "./condition.ts";
import { clearCondition, nextCondition, nextPrometheusCondition, readLimit } from "./condition.ts";

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
  test("what is told to hold since before began then, for its delay too; never later than it was seen", () => {
    const delays = { onDelayMs: 60_000, offDelayMs: 0 };
    const seenAt = (sinceMs: number) =>
      nextCondition(clearCondition, { beyond: "raise", sinceMs }, delays, 100_000);
    expect(seenAt(40_000).turn).toEqual({ to: "active", onsetMs: 40_000, changedAtMs: 100_000 });
    expect(seenAt(41_000)).toMatchObject({ turn: null, state: { turningSinceMs: 41_000 } });
    expect(seenAt(500_000)).toMatchObject({ turn: null, state: { turningSinceMs: 100_000 } });
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

/** One evaluation a minute: p pending, f firing, i inactive. */
describe("the delays as Prometheus means them", () => {
  const minuteMs = 60_000;
  const delays = { onDelayMs: 5 * minuteMs, offDelayMs: 2 * minuteMs };
  const runMinutes = (readings: string, given = delays) => {
    let state: ConditionState = clearCondition;
    return [...readings]
      .map((reading, minute) => {
        const beyond =
          reading === "?" ? null : reading === "1" ? "raise" : reading === "~" ? "hold" : "clear";
        ({ state } = nextPrometheusCondition(state, { beyond }, given, minute * minuteMs));
        if (state.active) return "f";
        return state.turningSinceMs === null ? "i" : "p";
      })
      .join("");
  };
  test.each([
    ["`for: 5m` at one evaluation a minute fires on the sixth true one", "111111", "pppppf"],
    ["one false evaluation starts over", "1110111111", "pppipppppf"],
    ["so does a missing element: absence is not health, and not an alarm either", "111?111111", "pppipppppf"],
    ["there is no dead-band", "111~111111", "pppipppppf"],
    [
      "`keep_firing_for: 2m` counts from the first false one, and starts over when true again",
      "111111001000",
      "pppppffffffi",
    ],
    ["a query that returns nothing resolves what fires, after keep_firing_for", "111111???", "pppppfffi"],
    ["`keep_firing_for` is for what fired, not for what was pending", "1100", "ppii"],
  ])("%s", (_name, readings, states) => {
    expect(runMinutes(readings)).toBe(states);
  });
  test("without `for` it fires at once, and without `keep_firing_for` it ends at once", () => {
    expect(runMinutes("101", { onDelayMs: 0, offDelayMs: 0 })).toBe("fif");
  });
  test("a missing input is told, as for any alarm", () => {
    expect(nextPrometheusCondition(clearCondition, { beyond: null }, delays, 0).state.quality).toBe("bad");
  });
});
