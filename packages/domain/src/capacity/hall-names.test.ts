import { expect, test } from "vitest";
import type { HallLine } from "./hall-names.ts";
import { hallNameUntil } from "./hall-names.ts";

const line = (atMs: number, name: string | null, id = "A"): HallLine => ({ id, atMs, name });

// Naive: the inventory of now has no such hall, so it has no name and no line.
test.each<[string, readonly HallLine[], string]>([
  ["the name it had when it went", [line(1, "East"), line(5, null)], "East"],
  ["the name of the period, not the later one", [line(1, "East"), line(12, "West"), line(15, null)], "East"],
  ["the last of the period", [line(1, "East"), line(5, "West"), line(15, null)], "West"],
  ["the first that is kept, of the time before", [line(12, "West"), line(15, null)], "West"],
  ["not that of another one", [line(1, "East", "B")], "A"],
])("a hall that is gone is told under %s", (_, lines, name) => {
  expect(hallNameUntil(lines, "A", 10)).toBe(name);
});
