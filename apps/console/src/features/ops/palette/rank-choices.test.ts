import { describe, expect, it } from "vitest";
import { rankChoices } from "./rank-choices.ts";

const choice = (label: string, also = "") => ({
  id: label,
  group: "page" as const,
  label,
  hint: "",
  also,
  run: () => {},
});
const choices = [
  choice("Requests"),
  choice("Alarm rules", "告警规则"),
  choice("Racks"),
  choice("Alarms", "告警"),
];
const find = (search: string) => rankChoices(choices, search).map(({ label }) => label);

describe("the palette's own entries", () => {
  it("are all there before anything is typed, as they stand", () => {
    expect(find(" ")).toEqual(["Requests", "Alarm rules", "Racks", "Alarms"]);
  });
  it.each([
    ["alarm", ["Alarm rules", "Alarms"]],
    ["rules al", ["Alarm rules"]],
    ["告警", ["Alarm rules", "Alarms"]],
    ["r", ["Requests", "Racks", "Alarm rules", "Alarms"]],
    ["zebra", []],
  ])("%s", (search, expected) => {
    expect(find(search)).toEqual(expected);
  });
});
