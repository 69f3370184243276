import type { Assignment, CenterDocument, Lease, ServiceEvent } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { availabilityOf, serviceTimeOf } from "../service/availability.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { entryOf } from "./report-entry.fixture.ts";
import { serviceTime } from "./service-figures.ts";

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

describe("an outage at one place", () => {
  const { document } = exampleReportInputs();
  const always = { from: "2026-01-01T00:00:00Z", to: null };
  const lease = (id: string, amount: number): Lease => ({
    ...always,
    id,
    tenant: id,
    resource: "accelerators",
    amount,
    grade: "metered",
    terms: "commitment",
  });
  const leases = [lease("t1", 4), lease("t2", 2)];
  const given: Assignment[] = [
    { ...always, lease: "t1", rack: "R1" },
    { ...always, lease: "t2", rack: "R2" },
  ];
  const tenDays = incident("2026-05-01T16:00:00Z", "2026-05-11T16:00:00Z");
  const inputsOf = (
    places: ServiceEvent["places"],
    {
      assignments = given,
      tenants = null,
      servers = document.servers,
    }: {
      assignments?: readonly Assignment[];
      tenants?: ServiceEvent["tenants"];
      servers?: CenterDocument["servers"];
    } = {},
  ) => ({
    document: {
      ...document,
      center: { ...document.center, incidentsSince: "2026-01-01" },
      servers,
      leases,
      assignments: [...assignments],
    },
    events: [{ ...tenDays, places, tenants }],
  });
  const told = (...how: Parameters<typeof inputsOf>) =>
    entryOf("service.availability", "2026-05", inputsOf(...how));
  /** Before anybody asks whether it may be told: two tenants are too few for a report. */
  const timeOf = (...how: Parameters<typeof inputsOf>) => {
    const inputs = exampleReportInputs("2026-05", inputsOf(...how));
    return serviceTime(inputs, inputs.period.window) ?? { agreedMs: 0, downMs: 0, unknownMs: 0 };
  };

  test.each<[string, ServiceEvent["places"], number]>([
    ["a rack with two of the six leased cards", [{ kind: "rack", id: "R2" }], 2],
    ["one card", [{ kind: "accelerator", id: "s1:1" }], 1],
    [
      "a server, and a card that stands in it",
      [
        { kind: "server", id: "s1" },
        { kind: "accelerator", id: "s1:0" },
      ],
      2,
    ],
    ["a rack that nobody leases", [{ kind: "rack", id: "R3" }], 0],
    ["the hall", [{ kind: "hall", id: "A" }], 6],
    ["the center", [], 6],
  ])("of %s takes down what stands there, and not every leased card", (_, places, down) => {
    const time = timeOf(places);
    expect(availabilityOf(time)).toBeCloseTo(1 - (down * 10) / (6 * 31), 12);
    expect(time.unknownMs).toBe(0);
  });

  test.each<[string, ServiceEvent["places"], number | null]>([
    ["a rack of one tenant", [{ kind: "rack", id: "R2" }], null],
    ["a card of one tenant", [{ kind: "accelerator", id: "s1:1" }], null],
    ["a hall of two", [{ kind: "hall", id: "A" }], null],
    ["a rack that nobody leases", [{ kind: "rack", id: "R3" }], 1],
    ["the center", [], 21 / 31],
  ])("of %s: who holds what is there is not to be read off its weight", (_, places, value) => {
    const { content, figure, formula } = told(places);
    if (value === null) {
      expect(figure).toMatchObject({ value: null, reason: "suppressed", coverage: 0 });
    } else {
      expect(figure.value).toBeCloseTo(value, 12);
      expect(evaluateFormula(formula, content)).toBeCloseTo(value, 12);
    }
  });

  test("a card that moved away before is not hit", () => {
    const moved: Assignment[] = [
      { lease: "t1", rack: "R1", from: "2026-01-01T00:00:00Z", to: null },
      { lease: "t2", rack: "R2", from: "2026-01-01T00:00:00Z", to: "2026-05-06T16:00:00Z" },
      { lease: "t2", rack: "R3", from: "2026-05-06T16:00:00Z", to: null },
    ];
    const [first] = document.servers.filter(({ rack }) => rack === "R2");
    if (!first) throw new Error("no server in R2");
    const spare = { ...first, id: "s9", rack: "R3" };
    const servers = [...document.servers, spare];
    const time = timeOf([{ kind: "rack", id: "R2" }], { assignments: moved, servers });
    expect(availabilityOf(time)).toBeCloseTo(1 - (2 * 5) / (6 * 31), 12);
  });

  test("of cards that stand nowhere it is not known: neither up nor down, and the coverage says so", () => {
    const { figure } = told([{ kind: "rack", id: "R2" }], { assignments: [] });
    expect(figure).toMatchObject({ value: 1, status: "provisional" });
    expect(figure.coverage).toBeCloseTo(21 / 31, 12);
  });

  test("tenants that are named are touched as a whole where they have nothing at the place", () => {
    const three = ["t1", "t2", "t3"];
    for (const id of ["R3", "R2"])
      expect(availabilityOf(timeOf([{ kind: "rack", id }], { tenants: three }))).toBeCloseTo(21 / 31, 12);
    // The third leases nothing: what was lost is of two.
    expect(told([], { tenants: three }).figure).toMatchObject({ value: null, reason: "suppressed" });
  });
});
