import { describe, expect, test } from "vitest";
import { addHeld } from "../tenancy/lease-holding.ts";
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

  describe("a year before the first line of the inventory", () => {
    const late = [at("2026-04-30T00:00:00Z", 24)];
    const ids = ["utilisation.installed_hours", "utilisation.leased_hours", "leases.occupancy"];
    /** The same, with nothing heard and no lease before the first of April. */
    function yearBefore(id: string, change: "nothing" | "energy" = "nothing") {
      const { energy, holdings } = exampleReportInputs("2026-05", { states: late });
      const isOld = ({ window }: { window: { toMs: number } }) =>
        window.toMs <= Date.parse("2026-03-31T16:00:00Z");
      const silent = { integral: 0n, coveredMs: 0, resets: 0 };
      const none = addHeld([]);
      return entryOf(id, "2026-05", {
        states: late,
        energy: {
          ...energy,
          days: energy.days.map((day) =>
            isOld(day) && change === "nothing" ? { ...day, facility: silent, it: silent } : day,
          ),
        },
        holdings: {
          ...holdings,
          days: holdings.days.map((day) =>
            isOld(day)
              ? {
                  ...day,
                  leased: none,
                  allocated: silent,
                  active: silent,
                  byTenant: { leased: [], allocated: [], active: [] },
                }
              : day,
          ),
        },
      });
    }

    test.each(ids)("%s is unknown of a time that nobody recorded, not 0 with a coverage of 1", (id) => {
      const { figure, lastYear } = yearBefore(id);
      expect(figure.value).not.toBeNull();
      expect(lastYear).toMatchObject({ value: null, coverage: 0, status: "invalid" });
      expect(lastYear?.reason).toBe(id.includes("installed") ? "no_inventory" : "no_lease");
    });

    test("is no row of numbers in the raw tables of a report of that year either", () => {
      const period = exampleReportInputs("2025-05", {});
      const silent = { integral: 0n, coveredMs: 0, resets: 0 };
      // A report is read without what came after its period.
      const { content } = entryOf("utilisation.installed_hours", "2025-05", {
        states: [],
        energy: {
          ...period.energy,
          days: period.energy.days.map((day) => ({ ...day, facility: silent, it: silent })),
        },
        holdings: {
          ...period.holdings,
          days: period.holdings.days.map((day) => ({
            ...day,
            leased: addHeld([]),
            allocated: silent,
            active: silent,
          })),
        },
      });
      const row = content.figures.find(({ id }) => id === "utilisation.installed_hours");
      expect(row?.figure).toMatchObject({ value: null, coverage: 0 });
      expect(Number.isFinite(evaluateFormula(row?.formula ?? "", content))).toBe(false);
    });

    test("what was heard then is on record, and the inventory of then is the first that was told", () => {
      expect(yearBefore("utilisation.installed_hours", "energy").lastYear?.value).toBe(24 * 31 * 24);
    });
  });
});
