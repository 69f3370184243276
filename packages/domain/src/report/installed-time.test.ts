import { describe, expect, test } from "vitest";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { cardMsIn, heldOver } from "./installed-time.ts";
import { entryOf } from "./report-entry.fixture.ts";

const hour = 3_600_000;
const at = (iso: string, cards: number) => ({
  atMs: Date.parse(iso),
  racks: 3,
  usableU: 126,
  limitW: cards * 1000,
  models: { "h100-sxm": cards },
});
/** 12 accelerators for the first ten days of May, 24 for the other 21. */
const states = [at("2026-01-01T00:00:00Z", 12), at("2026-05-10T16:00:00Z", 24)];
const cardDays = 10 * 12 + 21 * 24;

describe("what was installed over time", () => {
  const column = (id: string, name: string) => {
    const { content } = entryOf("leases.occupancy", "2026-05", { states });
    const table = content.chapters.flatMap(({ blocks }) => blocks).find((block) => block.id === id);
    if (table?.kind !== "table") throw new Error(`no table ${id}`);
    const place = table.columns.findIndex((one) => one.id === name);
    return table.rows.map(({ cells }) => cells[place]?.value);
  };

  test("day 1 has 288 installed accelerator-hours of 12 cards, not 576 of the 24 that came later", () => {
    const hours = column("accelerator_day", "installed_h");
    expect([hours[0], hours[9], hours[10], hours[30]]).toEqual([288, 288, 576, 576]);
    expect(column("held_day", "accelerator_h")).toEqual(hours);
  });

  test.each([
    // 4 of them leased, 3 allocated; the naive whole is 31 days of 24.
    ["leases.occupancy", 4],
    ["utilisation.allocation", 3],
  ])("%s relates %i to what was there, not to what there is at the end", (id, held) => {
    const { content, figure, formula, previous } = entryOf(id, "2026-05", { states });
    expect(figure.value).toBeCloseTo((held * 31) / cardDays, 12);
    expect(figure.value).not.toBeCloseTo(held / 24, 3);
    expect(evaluateFormula(formula, content)).toBeCloseTo(figure.value ?? Number.NaN, 12);
    expect(previous?.value).toBeCloseTo(held / 12, 12);
  });

  test("power is related to the limits of the time: 3 kW of 20.1 kW in the mean, not of 24 kW", () => {
    const { content, figure, formula } = entryOf("racks.occupancy_power", "2026-05", { states });
    expect(figure.value).toBeCloseTo((3 * 31) / cardDays, 12);
    expect(figure.value).not.toBeCloseTo(3 / 24, 3);
    expect(evaluateFormula(formula, content)).toBeCloseTo(figure.value ?? Number.NaN, 12);
  });

  test("PFLOPS-hours are of the capacity of each day", () => {
    const constant = entryOf("economics.revenue_per_pflops_hour", "2026-05", {
      states: [at("2026-01-01T00:00:00Z", 24)],
    }).figure.value;
    const { figure } = entryOf("economics.revenue_per_pflops_hour", "2026-05", { states });
    expect(figure.value).toBeCloseTo(((constant ?? Number.NaN) * (31 * 24)) / cardDays, 12);
  });

  test("before the first line that line holds, and the figure is not graded as metered", () => {
    const late = [at("2026-05-10T16:00:00Z", 24)];
    const inputs = exampleReportInputs("2026-05", { states: late });
    const { window } = inputs.period;
    expect(cardMsIn(heldOver(inputs, window), window)).toBe(24 * 31 * 24 * hour);
    const grade = (change: typeof states) =>
      entryOf("leases.occupancy", "2026-05", { states: change }).figure.grade;
    expect([grade(late), grade(states)]).toEqual(["derived", "metered"]);
  });
});
