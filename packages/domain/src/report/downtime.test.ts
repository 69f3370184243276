import type { ServiceEvent, Subject } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { downShares } from "./downtime.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { entryOf } from "./report-entry.fixture.ts";

const at = (hours: number) => new Date(Date.parse("2026-04-30T16:00:00Z") + hours * 3_600_000).toISOString();

function event(
  fromH: number,
  toH: number,
  places: readonly Subject[],
  tenants: string[] | null = null,
): ServiceEvent {
  return {
    id: `${fromH}-${toH}`,
    kind: "maintenance",
    title: "",
    text: "",
    from: at(fromH),
    to: at(toH),
    tenants,
    places: [...places],
    updatedAt: at(0),
  };
}

const { document, period } = exampleReportInputs();
const cards = document.servers.reduce((sum, { accelerators }) => sum + (accelerators?.count ?? 0), 0);
const server = document.servers.find(({ accelerators }) => (accelerators?.count ?? 0) > 0);
if (!server?.accelerators) throw new Error("no accelerators");
const { count } = server.accelerators;
const inRack = document.servers
  .filter(({ rack }) => rack === server.rack)
  .reduce((sum, { accelerators }) => sum + (accelerators?.count ?? 0), 0);
const place = (kind: Subject["kind"], id: string): Subject => ({ kind, id });

describe("accelerators that could not be scheduled", () => {
  const downH = (events: ServiceEvent[]) =>
    (downShares(exampleReportInputs("2026-05", { events }), [period.window])[0] ?? Number.NaN) * cards * 744;

  test.each<[string, ServiceEvent[], number]>([
    ["one rack for 10 h", [event(0, 10, [place("rack", server.rack)])], 10 * inRack],
    [
      "a server in a rack that is down as well, united: 14 h, not 10 + 8",
      [event(0, 10, [place("rack", server.rack)]), event(6, 14, [place("server", server.id)])],
      10 * inRack + 4 * count,
    ],
    ["one accelerator", [event(0, 10, [place("accelerator", `${server.id}:0`)])], 10],
    [
      "an accelerator of a server that is down for a part of it",
      [event(0, 10, [place("accelerator", `${server.id}:0`)]), event(0, 4, [place("server", server.id)])],
      4 * count + 6,
    ],
    ["everybody, without a place", [event(0, 10, [])], 10 * cards],
    ["tenants alone: no accelerator of the center", [event(0, 10, [], ["t1"])], 0],
    ["what lasts beyond the period", [event(734, 900, [place("server", server.id)])], 10 * count],
  ])("%s", (_, events, hours) => {
    expect(downH(events)).toBeCloseTo(hours, 6);
  });
});

describe("both denominators of allocation", () => {
  const before = event(-10_000, -9_999, []);
  const half = event(0, 372, []);

  test("a center that is down for half of the month had half to schedule: 3 of 6 is all of it, and half of what is installed", () => {
    const change = { events: [before, half] };
    const told = (id: string) => entryOf(id, "2026-05", change);
    expect(told("utilisation.allocation").figure.value).toBeCloseTo(3 / cards, 12);
    const { content, figure, formula } = told("utilisation.allocation_schedulable");
    expect(figure.value).toBeCloseTo(6 / cards, 12);
    expect(evaluateFormula(formula, content)).toBeCloseTo(6 / cards, 12);
    expect(told("utilisation.schedulable_hours").figure.value).toBeCloseTo((cards * 744) / 2, 6);
    expect(told("utilisation.installed_hours").figure.value).toBeCloseTo(cards * 744, 6);
  });

  test("without a record of what was down installed is not called schedulable", () => {
    for (const id of ["utilisation.allocation_schedulable", "utilisation.schedulable_hours"]) {
      const { content, figure, formula } = entryOf(id, "2026-05", { events: [] });
      expect(figure).toMatchObject({ value: null, reason: "not_collected" });
      expect(evaluateFormula(formula, content)).toBeNaN();
    }
  });
});
