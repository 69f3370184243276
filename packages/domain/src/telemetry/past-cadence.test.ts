import { describe, expect, it } from "vitest";
import { cadenceBefore, cadenceReachMs } from "./past-cadence.ts";

const second = 1_000;
/** A point of 15 s that bridges three steps of a history of five minutes. */
const wide = { intervalMs: 15 * second, maxGapMs: 900 * second };
const narrow = { intervalMs: 15 * second, maxGapMs: 45 * second };

describe("the cadence of a point before a past instant", () => {
  const cases = [
    { what: "live samples", at: [0, 15, 30, 45], rules: wide, cadenceS: 15 },
    { what: "a history in steps", at: [0, 300, 600, 900], rules: wide, cadenceS: 300 },
    { what: "steps of half a minute", at: [0, 30, 60, 90], rules: wide, cadenceS: 30 },
    { what: "steps that nobody bridges", at: [0, 300, 600, 900], rules: narrow, cadenceS: 15 },
    { what: "steps coarser than what is bridged", at: [0, 800, 1600, 2400], rules: wide, cadenceS: 300 },
    { what: "the first sample after an outage", at: [0, 15, 30, 630], rules: wide, cadenceS: 15 },
    { what: "live again after a history", at: [0, 300, 600, 615], rules: wide, cadenceS: 15 },
    { what: "a history after live samples", at: [0, 15, 300, 600, 900], rules: wide, cadenceS: 285 },
    { what: "two samples", at: [0, 300], rules: wide, cadenceS: 300 },
    { what: "one sample", at: [0], rules: wide, cadenceS: 15 },
    { what: "none", at: [], rules: wide, cadenceS: 15 },
    { what: "quicker than stated", at: [0, 1, 2, 3], rules: wide, cadenceS: 15 },
  ];
  it.each(cases)("of $what is $cadenceS s", ({ at, rules, cadenceS }) => {
    const timesMs = Float64Array.from(at, (time) => time * second);
    expect(cadenceBefore(timesMs, at.length - 1, rules)).toBe(cadenceS * second);
  });
});

describe("how far back its cadence is looked for", () => {
  const day = 86_400 * second;
  it.each([
    { what: "bridges three steps of its own", rules: narrow, reachMs: 0, naive: 90 * second },
    { what: "bridges a history of five minutes", rules: wide, reachMs: 1800 * second, naive: 1800 * second },
    {
      what: "comes once a month",
      rules: { intervalMs: 30 * day, maxGapMs: 90 * day },
      reachMs: 0,
      naive: 180 * day,
    },
    {
      what: "is said to bridge a month",
      rules: { intervalMs: 15 * second, maxGapMs: 30 * day },
      reachMs: 2 * day,
      naive: 60 * day,
    },
  ])("of one that $what", ({ rules, reachMs, naive }) => {
    expect(cadenceReachMs(rules)).toBe(reachMs);
    expect(2 * rules.maxGapMs).toBe(naive);
  });
});
