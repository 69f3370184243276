import type { AlarmCondition } from "@aidc/contract";
import { acceleratorFaults } from "@aidc/contract";
import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { catalogues } from "../../../i18n/languages.ts";
import { joinShown, showQuantity } from "../../../ui/format/quantity.ts";
import { sayBeyondClass, sayCondition } from "./say-condition.ts";

const say = (condition: AlarmCondition, language: "en" | "zh") => {
  const intl = createIntl({ locale: language, messages: catalogues[language] });
  const quantity = (value: number, unit: string) => joinShown(showQuantity(value, unit, language));
  return sayCondition(condition, intl, { quantity });
};
const hot = {
  kind: "limit",
  subjectKind: "rack",
  quantity: "inlet_temperature",
  raiseAt: 32,
  deadBand: 1,
} as const;
const conditions: AlarmCondition[] = [
  { ...hot, side: "above" },
  { ...hot, side: "below" },
  { kind: "rack_share", raiseAt: 0.9, deadBand: 0.025 },
  { kind: "feed_share", of: "own", raiseAt: 1, deadBand: 0.02 },
  { kind: "feed_share", of: "alone", raiseAt: 0.8, deadBand: 0.02 },
  { kind: "condensation", raiseAt: 2, deadBand: 1 },
  ...acceleratorFaults.map((of) => ({ kind: "fault", of }) as const),
  { kind: "fault" },
  { kind: "envelope", envelope: "allowable", of: "temperature", deadBand: 1 },
  { kind: "envelope", envelope: "recommended", of: "humidity", deadBand: 2 },
  { kind: "envelope", envelope: "allowable", of: "dew_point", deadBand: 0.5 },
  { kind: "source_lost", cadences: 3 },
  { kind: "silent", subjectKind: "server", cadences: 3 },
  { kind: "disagreement", band: 0.05 },
  { kind: "external", severityLabels: ["critical"], others: false },
  { kind: "external", severityLabels: [], others: true },
  { kind: "leak" },
  { kind: "feed_dead" },
  { kind: "wall_frozen" },
];

describe("a condition is one sentence", () => {
  it.each(conditions)("%j, in both languages", (condition) => {
    expect(say(condition, "en")).toMatch(/^[A-Z][^{}_]+\.$/);
    expect(say(condition, "zh")).toMatch(/^[^{}_]*\p{Script=Han}[^{}_]*。$/u);
  });

  it.each<[AlarmCondition, RegExp, RegExp]>([
    [{ ...hot, side: "above" }, /at or above 32\.0.°C; it returns below 31/, /达到或高于 32/],
    [{ ...hot, side: "below" }, /at or below 32\.0.°C; it returns above 33/, /高于 33/],
    [{ kind: "rack_share", raiseAt: 0.9, deadBand: 0.025 }, /90.% .*below 87\.5.%/, /90.%.*87\.5/],
    [
      { kind: "feed_share", of: "alone", raiseAt: 0.8, deadBand: 0.02 },
      /other path lost.* 80.% .*below 78.%/,
      /另一路.*80.%.*78/,
    ],
    [{ kind: "condensation", raiseAt: 2, deadBand: 1 }, /supplied 2 K above.* above 3 K/, /2 K.*3 K/],
    [{ kind: "source_lost", cadences: 1 }, /1 interval\./, /1 个/],
    [{ kind: "external", severityLabels: ["a", "b"], others: true }, /severity a, b, or/, /a, b/],
  ])("%j with its numbers", (condition, english, chinese) => {
    expect(say(condition, "en")).toMatch(english);
    expect(say(condition, "zh")).toMatch(chinese);
  });
});

describe("a limit that somebody wrote beside the range of a class", () => {
  const intl = createIntl({ locale: "en", messages: catalogues.en });
  const beyond = (quantity: "inlet_temperature" | "dew_point" | "power", raiseAt: number) =>
    sayBeyondClass({ ...hot, quantity, side: "above", raiseAt }, intl);

  it.each([
    ["inlet_temperature", 25, ""],
    ["inlet_temperature", 32, "class H1:"],
    ["inlet_temperature", 35.1, "class A1, A2, and H1:"],
    ["inlet_temperature", 46, "class A1, A2, A3, A4, and H1:"],
    ["inlet_temperature", 9, "class A1, A2, and H1:"],
    ["dew_point", 18, "class A1 and H1:"],
    ["power", 46, ""],
  ] as const)("%s at %d: %s", (quantity, limit, classes) => {
    if (classes === "") expect(beyond(quantity, limit)).toBe("");
    else expect(beyond(quantity, limit)).toContain(classes);
  });

  it("is never said of the range itself", () => {
    const condition = { kind: "envelope", envelope: "allowable", of: "temperature", deadBand: 1 } as const;
    expect(sayBeyondClass(condition, intl)).toBe("");
  });
});
