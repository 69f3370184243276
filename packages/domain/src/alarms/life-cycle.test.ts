import { describe, expect, test } from "vitest";
import type { AlarmLife, Step } from "./life-cycle.ts";
import { acknowledge, letterOf, newLife, onTurn, resetLatch, takeBack } from "./life-cycle.ts";
import { expireShelf, setOutOfService, setSuppressed, shelve, unshelve } from "./silence.ts";

const raise = (life: AlarmLife, atMs: number) =>
  onTurn(life, { to: "active", onsetMs: atMs, changedAtMs: atMs });
const clear = (life: AlarmLife, atMs: number) =>
  onTurn(life, { to: "clear", onsetMs: atMs, changedAtMs: atMs });
const ack = (life: AlarmLife, number: number, atMs: number): Step => {
  const step = acknowledge(life, number, { by: "op", note: "" }, atMs);
  if (typeof step === "string") throw new Error(step);
  return step;
};
const shelf = (untilMs: number) => ({ by: "op", reason: "spare part ordered", untilMs });
const shelved = (life: AlarmLife, untilMs: number, nowMs = 0): AlarmLife => {
  const step = shelve(life, shelf(untilMs), nowMs);
  if (typeof step === "string") throw new Error(step);
  return step.life;
};

const B = raise(newLife, 1).life;
const C = ack(B, 1, 2).life;
const D = clear(B, 2).life;

/** The transition table of ISA-18.2, one row each. */
describe("transitions", () => {
  test.each([
    ["A to B: activate", raise(newLife, 1), "B", ["annunciate"]],
    ["B to C: acknowledge", ack(B, 1, 2), "C", ["acknowledge"]],
    ["B to D: clear before anybody looked", clear(B, 2), "D", ["clear"]],
    ["C to A: clear", clear(C, 3), "A", ["clear"]],
    ["D to A: acknowledge", ack(D, 1, 3), "A", ["acknowledge"]],
    ["D to B: re-activation is a new occurrence", raise(D, 3), "B", ["annunciate"]],
    ["A to B again after it was acknowledged and cleared", raise(clear(C, 3).life, 4), "B", ["annunciate"]],
    ["clear of what is clear is nothing", clear(newLife, 1), "A", []],
  ] as const)("%s", (_name, step, letter, events) => {
    expect(letterOf(step.life)).toBe(letter);
    expect(step.events).toEqual(events);
  });
});

describe("an acknowledgement", () => {
  test("names the occurrence: one that races with a re-activation does not silence the new one", () => {
    const again = raise(D, 3).life;
    expect(acknowledge(again, 1, { by: "op", note: "" }, 4)).toBe("no_such_occurrence");
    expect(letterOf(again)).toBe("B");
    expect(letterOf(ack(again, 2, 4).life)).toBe("C");
  });
  test("is given once", () => {
    expect(acknowledge(C, 1, { by: "op", note: "" }, 3)).toBe("acknowledged_before");
  });
  test("of a first occurrence does not carry over", () => {
    expect(raise(clear(C, 3).life, 4).life.occurrence).toMatchObject({ number: 2, acknowledged: null });
  });
});

describe("an acknowledgement taken back", () => {
  const latched = onTurn(newLife, { to: "active", onsetMs: 1, changedAtMs: 1 }, true).life;
  const reset = resetLatch(ack(clear(latched, 2).life, 1, 3).life, 1);
  if (typeof reset === "string") throw new Error(reset);
  test.each([
    ["C to B, without a new sound", C, ["B", ["unacknowledge"]]],
    ["A to D", ack(D, 1, 9).life, ["D", ["unacknowledge"]]],
    ["F to E", ack(clear(latched, 2).life, 1, 3).life, ["E", ["unacknowledge"]]],
    ["on the shelf, where it stays", shelved(C, 100), ["G", ["unacknowledge"]]],
    ["out of service, where it stays", setOutOfService(C, true, 9).life, ["I", ["unacknowledge"]]],
    ["not when it has returned since", clear(C, 9).life, "ended_since"],
    ["not when it was reset since", reset.life, "ended_since"],
    ["not when it came again", raise(clear(C, 9).life, 10).life, "no_such_occurrence"],
    ["not what nobody acknowledged", B, "nothing_to_take_back"],
  ])("%s", (_name, life, outcome) => {
    const step = takeBack(life, 1);
    expect(typeof step === "string" ? step : [letterOf(step.life), step.events]).toEqual(outcome);
  });
});

describe("shelving", () => {
  test("needs a reason and an end within a shift and a half", () => {
    expect(shelve(B, { ...shelf(10), reason: " " }, 0)).toBe("no_reason");
    expect(shelve(B, shelf(0), 0)).toBe("no_end");
    expect(shelve(B, shelf(13 * 3_600_000), 0)).toBe("too_long");
  });
  test("silences, and its expiry sounds an alarm that is still active, although it was acknowledged before", () => {
    const life = shelved(C, 100);
    expect(letterOf(life)).toBe("G");
    expect(expireShelf(life, 99).events).toEqual([]);
    const after = expireShelf(life, 100);
    expect(after.events).toEqual(["unshelve", "annunciate"]);
    expect(letterOf(after.life)).toBe("B");
    expect(after.life.occurrence).toMatchObject({ raisedMs: 1, annunciatedMs: 100 });
  });
  test("an activation on the shelf makes no sound, and coming and going there is normal afterwards", () => {
    const quiet = raise(shelved(newLife, 100), 5);
    expect(quiet.events).toEqual(["raise_silently"]);
    expect(letterOf(unshelve(clear(quiet.life, 6).life, 7).life)).toBe("A");
  });
});

const upkeep = { event: "e1", reason: "pump is changed", untilMs: 100 };

describe("suppression by design and out of service", () => {
  test("both silence; leaving one while the other lasts stays silent", () => {
    const both = setOutOfService(setSuppressed(B, upkeep, 2).life, true, 3).life;
    expect(letterOf(both)).toBe("I");
    const one = setOutOfService(both, false, 4);
    expect([letterOf(one.life), one.events]).toEqual(["H", ["in_service"]]);
    const none = setSuppressed(one.life, null, 5);
    expect([letterOf(none.life), none.events]).toEqual(["B", ["unsuppress", "annunciate"]]);
  });
  test("a window that is made longer is told once, and makes no sound in between", () => {
    const first = setSuppressed(B, upkeep, 2).life;
    expect(setSuppressed(first, upkeep, 3).events).toEqual([]);
    const longer = setSuppressed(first, { ...upkeep, untilMs: 200 }, 3);
    expect([letterOf(longer.life), longer.events]).toEqual(["H", ["suppress"]]);
  });
  test("what came and went in the window is normal afterwards", () => {
    const quiet = raise(setSuppressed(newLife, upkeep, 1).life, 2);
    expect([letterOf(quiet.life), quiet.events]).toEqual(["H", ["raise_silently"]]);
    expect(letterOf(setSuppressed(clear(quiet.life, 3).life, null, 4).life)).toBe("A");
  });
});

describe("a latched alarm", () => {
  const raised = onTurn(newLife, { to: "active", onsetMs: 1, changedAtMs: 1 }, true).life;
  const E = clear(raised, 2).life;
  const F = ack(E, 1, 3).life;
  const reset = (life: AlarmLife) => {
    const step = resetLatch(life, 1);
    return typeof step === "string" ? step : [letterOf(step.life), step.events];
  };
  test.each([
    ["B: active, nobody has seen it", raised, "B", "still_active"],
    ["C: active and acknowledged", ack(raised, 1, 2).life, "C", "still_active"],
    ["E: it returned, and stays", E, "E", "not_acknowledged"],
    ["F: acknowledged, and stays still", F, "F", ["A", ["reset"]]],
    ["C, then returned: acknowledged before", clear(ack(raised, 1, 2).life, 3).life, "F", ["A", ["reset"]]],
    ["D: it never was latched", D, "D", "not_latched"],
  ])("%s", (_name, life, letter, outcome) => {
    expect(letterOf(life)).toBe(letter);
    expect(reset(life)).toEqual(outcome);
  });
  test("a re-activation is a new occurrence, and a reset of the old one is refused", () => {
    const again = onTurn(F, { to: "active", onsetMs: 5, changedAtMs: 5 }, true).life;
    expect([letterOf(again), resetLatch(again, 1)]).toEqual(["B", "no_such_occurrence"]);
  });
  test("comes out of a shelf as it is: unseen, and with a sound", () => {
    const out = expireShelf(shelved(F, 100, 3), 100);
    expect([letterOf(out.life), out.events]).toEqual(["E", ["unshelve", "annunciate"]]);
  });
});
