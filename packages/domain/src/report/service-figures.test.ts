import type { ServiceEvent } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { availabilityOf, serviceTimeOf } from "../service/availability.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { entryOf } from "./report-entry.fixture.ts";

const incident = (from: string, to: string): ServiceEvent => ({
  id: from,
  kind: "incident",
  title: "Outage",
  text: "",
  from,
  to,
  tenants: null,
  places: [],
  updatedAt: from,
});

describe("time of which nobody kept a record", () => {
  const events = [incident("2026-05-11T16:00:00Z", "2026-05-12T16:00:00Z")];

  test.each(["service.availability", "service.incidents"])(
    "%s of the time before the first event is not collected: not 100 %%, and not 0 incidents",
    (id) => {
      const { previous, lastYear } = entryOf(id, "2026-05", { events });
      for (const before of [previous, lastYear])
        expect(before).toMatchObject({ value: null, reason: "not_collected", coverage: 0 });
      expect(entryOf(id, "2026-04", { events }).figure).toMatchObject({
        value: null,
        reason: "not_collected",
      });
    },
  );

  test("one day down of the 20 that are on record is 95 %, not 96.8 % of the 31 of the month", () => {
    const { content, figure, formula } = entryOf("service.availability", "2026-05", { events });
    expect(30 / 31).toBeCloseTo(0.9677, 4);
    expect(figure.value).toBeCloseTo(19 / 20, 12);
    expect(figure.coverage).toBeCloseTo(20 / 31, 12);
    expect(figure.status).toBe("provisional");
    expect(evaluateFormula(formula, content)).toBeCloseTo(19 / 20, 12);
    expect(JSON.stringify(content.chapters)).toContain("The record begins on 2026-05-12");
  });

  test("a record that was begun before the period covers all of it", () => {
    expect(entryOf("service.availability").figure).toMatchObject({ status: "valid", coverage: 1 });
  });
});

describe("a center that states since when everything is recorded", () => {
  const { document } = exampleReportInputs();
  const since = (incidentsSince: string) => ({
    document: { ...document, center: { ...document.center, incidentsSince } },
  });
  const told = (change: object, period = "2026-05") => entryOf("service.availability", period, change);

  test("is told a quiet month as 100 %, which is withheld as unknown where nothing is stated", () => {
    expect(told({ events: [] }).figure).toMatchObject({ value: null, reason: "not_collected" });
    expect(told({ events: [], ...since("2026-01-01") }).figure).toMatchObject({ value: 1, status: "valid" });
    const { figure, content } = entryOf("service.incidents", "2026-05", {
      events: [],
      ...since("2026-01-01"),
    });
    expect(figure).toMatchObject({ value: 0, coverage: 1 });
    expect(JSON.stringify(content.chapters)).toContain("since 2026-01-01");
  });

  test("is not told 100 % of the time before, nor of a day that an older event stands alone in", () => {
    const events = [incident("2026-04-10T00:00:00Z", "2026-04-10T01:00:00Z")];
    expect(told({ events }).figure).toMatchObject({ value: 1, coverage: 1 });
    expect(told({ events, ...since("2026-05-12") }).figure).toMatchObject({
      value: 1,
      status: "provisional",
      coverage: 20 / 31,
    });
    expect(told({ events, ...since("2026-06-01") }).figure).toMatchObject({ value: null, coverage: 0 });
  });

  test("counts the incidents of the time on record, and its formula with it", () => {
    const events = [
      incident("2026-05-02T00:00:00Z", "2026-05-02T01:00:00Z"),
      incident("2026-05-20T00:00:00Z", "2026-05-20T01:00:00Z"),
    ];
    const { figure, formula, content } = entryOf("service.incidents", "2026-05", {
      events,
      ...since("2026-05-12"),
    });
    expect(figure.value).toBe(1);
    expect(evaluateFormula(formula, content)).toBe(1);
  });
});

describe("a lease that ran for a part of the period", () => {
  const day = 86_400_000;

  test("an outage before it began is none of it: 1, not 0.7667", () => {
    const month = { fromMs: 0, toMs: 30 * day };
    const spans = [{ kind: "incident" as const, fromMs: 0, toMs: 7 * day }];
    const agreed = { fromMs: 15 * day, toMs: 30 * day };
    const naive = serviceTimeOf([{ accelerators: 0.5, spans }], month);
    expect(availabilityOf(naive)).toBeCloseTo(0.7667, 4);
    expect(availabilityOf(serviceTimeOf([{ accelerators: 1, spans, agreed }], month))).toBe(1);
  });

  test("in a report each lease counts while it ran", () => {
    const { document } = exampleReportInputs();
    const events = [
      incident("2026-04-01T00:00:00Z", "2026-04-01T01:00:00Z"),
      incident("2026-04-30T16:00:00Z", "2026-05-07T16:00:00Z"),
    ];
    const leases = document.leases.map((lease) => ({ ...lease, from: "2026-05-15T16:00:00Z" }));
    const told = (change: typeof document) =>
      entryOf("service.availability", "2026-05", { events, document: change }).figure.value;
    expect(told(document)).toBeCloseTo(24 / 31, 12);
    expect(told({ ...document, leases })).toBe(1);
  });
});
