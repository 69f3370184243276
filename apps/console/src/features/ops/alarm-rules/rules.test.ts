import type { AlarmRule } from "@aidc/contract";
import { alarmConditionSchema } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { conditionKinds, conditionOf, fieldsOf, firstValues } from "./condition-fields.ts";
import { changedFields, draftOf, emptyDraft, readDraft } from "./rule-draft.ts";

const hot: AlarmRule & { enabled: boolean } = {
  id: "hot",
  name: "Hot",
  severity: "critical",
  onDelayS: 60,
  offDelayS: 0,
  enabled: true,
  condition: {
    kind: "limit",
    subjectKind: "rack",
    quantity: "inlet_temperature",
    side: "above",
    raiseAt: 32.1,
    deadBand: 1,
  },
};

describe("the form of a condition", () => {
  it("offers every kind that the schema has, and what it offers first is mostly filled in", () => {
    expect(conditionKinds).toHaveLength(alarmConditionSchema.options.length);
    expect(fieldsOf("silent").map(({ name }) => name)).toEqual(["subjectKind", "cadences"]);
    expect(firstValues("silent")).toEqual({ subjectKind: "rack", cadences: "3" });
    expect(fieldsOf("limit").find(({ name }) => name === "raiseAt")).toMatchObject({ isRequired: true });
    expect(fieldsOf("rack_share").find(({ name }) => name === "raiseAt")).toMatchObject({ max: 2 });
  });

  it.each(conditionKinds)("of %s leads to a condition that the schema takes once it is filled in", (kind) => {
    const filled = Object.fromEntries(
      fieldsOf(kind).map(({ name, input, first }) => [
        name,
        first === "" && input === "number" ? "1" : first,
      ]),
    );
    expect(alarmConditionSchema.safeParse(conditionOf(kind, filled)).error).toBeUndefined();
  });
});

describe("a rule under the pen", () => {
  it("comes out of the form as it went in", () => {
    const { enabled: _enabled, ...rule } = hot;
    expect(readDraft(draftOf(hot)).rule).toEqual(rule);
  });

  it("names each field that is wrong", () => {
    const draft = { ...emptyDraft(), onDelayS: "", values: { ...firstValues("limit"), raiseAt: "warm" } };
    const { rule, faults } = readDraft(draft);
    expect(rule).toBeNull();
    expect(Object.keys(faults ?? {}).toSorted()).toEqual(["id", "name", "onDelayS", "raiseAt"]);
  });

  it("tells two versions apart by field", () => {
    const cooler = {
      ...hot,
      severity: "major",
      condition: { ...Object(hot.condition), raiseAt: 30 },
    } as const;
    expect(changedFields(hot, cooler)).toEqual(["severity", "raiseAt"]);
    expect(changedFields(hot, hot)).toEqual([]);
  });
});
