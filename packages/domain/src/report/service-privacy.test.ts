import type { ServiceEvent } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

/** t1 leases 2 accelerators, t2 and t3 one each. */
const event = (kind: ServiceEvent["kind"], day: string, hours: number, tenants: string[]): ServiceEvent => ({
  id: [kind, day, hours, ...tenants].join(),
  kind,
  title: "",
  text: "",
  from: `2026-${day}T00:00:00Z`,
  to: new Date(Date.parse(`2026-${day}T00:00:00Z`) + hours * 3_600_000).toISOString(),
  tenants,
  places: [],
  updatedAt: `2026-${day}T00:00:00Z`,
});
const all = ["t1", "t2", "t3"];
type Told = [kind: ServiceEvent["kind"], day: string, hours: number, tenants: string[]];

function report(events: readonly Told[], name = "2026-05") {
  const inputs = exampleReportInputs(name, { events: events.map((one) => event(...one)) });
  const { document } = inputs;
  const center = { ...document.center, incidentsSince: "2025-01-01" };
  const { figures, chapters } = buildReportContent({ ...inputs, document: { ...document, center } });
  const rowsOf = (id: string) =>
    chapters
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === "table" && block.id === id ? block.rows : []));
  const told = (id: string) =>
    rowsOf(id).map(({ cells }) => cells.slice(-2).map(({ value, reason }) => reason ?? value));
  const availability = figures.find(({ id }) => id === "service.availability")?.figure;
  return { availability, whole: told("service"), steps: told("service_time") };
}

const untold = ["suppressed", "suppressed"];

describe("time that was lost", () => {
  test.each<[string, Told[]]>([
    [
      "of one tenant's incident beside work at two others, which adds nothing to it",
      [
        ["incident", "05-05", 10, ["t1"]],
        ["maintenance", "05-06", 2, ["t2", "t3"]],
      ],
    ],
    [
      "of three, one of which lost 20 of 22 hours",
      [
        ["incident", "05-05", 10, ["t1"]],
        ["incident", "05-05", 1, ["t2", "t3"]],
      ],
    ],
    [
      "of three, where work at one of them is what agreed time lacks of leased time",
      [
        ["incident", "05-05", 2, all],
        ["maintenance", "05-06", 2, ["t2"]],
      ],
    ],
  ])("%s is withheld, and with it each of its days", (_, events) => {
    const { availability, whole, steps } = report(events);
    expect(availability).toMatchObject({ value: null, reason: "suppressed", coverage: 0 });
    expect(whole).toEqual([untold]);
    expect(steps).toEqual(Array.from({ length: 31 }, () => untold));
  });

  test("of three, none of which lost most of it, is told", () => {
    const { availability, whole, steps } = report([["incident", "05-05", 2, all]]);
    expect(availability?.value).toBeCloseTo((744 * 4 - 8) / (744 * 4), 12);
    expect(whole).toEqual([[744 * 4, 8]]);
    expect(steps[4]).toEqual([96, 8]);
  });

  test("on the one withheld day with an incident is not left of the month, though work on others touched others", () => {
    const { whole, steps } = report([
      ["incident", "05-05", 2, all],
      ["maintenance", "05-07", 2, all],
      ["incident", "05-10", 1, ["t1"]],
      ["maintenance", "05-11", 1, ["t2"]],
      ["maintenance", "05-12", 1, ["t3"]],
    ]);
    expect(whole[0]?.[1]).toBeCloseTo(10, 9);
    expect(steps).toEqual(Array.from({ length: 31 }, () => untold));
  });

  test("of a year is withheld with one of its months: the months that are told would leave it", () => {
    const events: Told[] = [
      ["incident", "03-05", 10, ["t1"]],
      ["incident", "05-05", 20, all],
    ];
    expect(report(events, "2026-05").availability?.value).toBeLessThan(1);
    expect(report(events, "2026-03").availability).toMatchObject({ value: null, reason: "suppressed" });
    expect(report(events, "2026").availability).toMatchObject({ value: null, reason: "suppressed" });
    expect(report(events, "2026-Q2").availability?.value).toBeLessThan(1);
  });
});
