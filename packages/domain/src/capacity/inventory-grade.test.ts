import type { Figure } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleReportInputs } from "../report/example-report.fixture.ts";
import { entryOf } from "../report/report-entry.fixture.ts";
import { inventoryGrade, isRecorded } from "./inventory-grade.ts";

const { document } = exampleReportInputs();
const of = (origin: "live" | "demo" | "replay") => ({
  ...document,
  center: { ...document.center, origin },
});

test.each([
  ["live", "metered"],
  ["demo", "modelled"],
  ["replay", "replayed"],
] as const)("an inventory of origin %s is %s, in figures and their inputs", (origin, grade) => {
  expect(inventoryGrade(of(origin))).toBe(grade);
  for (const id of [
    "capacity.racks",
    "capacity.accelerators",
    "capacity.rack_units",
    "utilisation.installed_hours",
  ]) {
    const { figure } = entryOf(id, "2026-05", { document: of(origin) });
    const expected = id === "utilisation.installed_hours" && origin === "live" ? figure.grade : grade;
    expect([id, figure.grade, figure.inputs[0]?.grade]).toEqual([id, expected, expected]);
  }
  const pflops = entryOf("capacity.pflops_fp16", "2026-05", { document: of(origin) }).figure;
  expect(pflops.grade).toBe(origin === "live" ? "derived" : grade);
});

test("a rack that somebody assumed makes the count of racks no better", () => {
  const [first, ...racks] = document.racks;
  if (!first) throw new Error("no rack");
  expect(inventoryGrade({ ...document, racks: [{ ...first, placementGrade: "assumed" }, ...racks] })).toBe(
    "assumed",
  );
});

test("the best grade reads recorded where nothing is metered, and metered where anything is", () => {
  const input = (kind: Figure["inputs"][number]["kind"]) => ({
    kind,
    label: "",
    count: 1,
    grade: "metered" as const,
    coverage: 1,
  });
  const told = (grade: Figure["grade"], ...kinds: Figure["inputs"][number]["kind"][]) =>
    isRecorded({ grade, inputs: kinds.map(input) });
  expect([told("metered", "inventory"), told("metered", "inventory", "lease")]).toEqual([true, true]);
  expect([told("metered", "inventory", "point"), told("metered"), told("modelled", "inventory")]).toEqual([
    false,
    false,
    false,
  ]);
});
