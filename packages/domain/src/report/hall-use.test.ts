import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { HallDay, ReportInputs } from "./inputs.ts";

/** Nobody holds a rack: the hall is the operator's own. */
function example(name?: string, timeZone?: string): ReportInputs {
  const inputs = exampleReportInputs(name, {}, timeZone);
  return { ...inputs, document: { ...inputs.document, assignments: [] } };
}

const blockOf = (inputs: ReportInputs, id: string) =>
  buildReportContent(inputs)
    .chapters.flatMap(({ blocks }) => blocks)
    .find((block) => block.id === id);
const chartOf = (inputs: ReportInputs) => {
  const found = blockOf(inputs, "hall_use_time");
  return found?.kind === "chart" ? found : null;
};
const tableOf = (inputs: ReportInputs) => {
  const found = blockOf(inputs, "hall_use");
  if (found?.kind !== "table") throw new Error("no table");
  return found;
};

/** The example with days of its hall told otherwise, by their place in the period. */
function withDays(change: (day: HallDay, at: number) => HallDay, name = "2026-05"): ReportInputs {
  const inputs = example(name);
  return { ...inputs, halls: inputs.halls.map((one) => ({ ...one, days: one.days.map(change) })) };
}
const drawing = (day: HallDay, share: number): HallDay => ({
  ...day,
  use: { ...day.use, used: (day.use.heard + day.use.empty) * share },
});
const heardFor = (day: HallDay, share: number): HallDay => ({
  ...day,
  use: { ...day.use, used: day.use.used * share, heard: day.use.heard * share },
});

describe("what the racks of each hall use of their limits", () => {
  test.each([
    ["2026-05", 31, "2026-05-01"],
    ["2026-Q2", 14, "2026-W14"],
    ["2026", 53, "2026-W01"],
  ])("of %s is a heat map of %d columns", (name, count, first) => {
    const chart = chartOf(withDays((day, at) => drawing(day, at === 0 ? 0.4 : 0.5), name));
    expect(chart).toMatchObject({ form: "heat", unit: "%", digits: 1 });
    expect(chart?.series.map(({ id }) => id)).toEqual(["A"]);
    expect(chart?.series[0]?.points).toHaveLength(count);
    expect(chart?.series[0]?.points[0]?.label).toBe(first);
  });

  test("the sentence names where it was least and where most, of what is known whole", () => {
    const inputs = withDays((day, at) =>
      at === 4
        ? drawing(day, 0.25)
        : at === 9
          ? drawing(day, 0.75)
          : at === 11
            ? drawing(heardFor(day, 0.96), 0.1)
            : drawing(day, 0.5),
    );
    expect(chartOf(inputs)?.title).toEqual({
      en: "Use of rack power limits by hall: from 25.0 % (Hall A, 2026-05-05) to 75.0 % (Hall A, 2026-05-10)",
      zh: "各机房机柜功率使用率：最低 25.0 %（Hall A，2026-05-05），最高 75.0 %（Hall A，2026-05-10）",
    });
    expect(chartOf(inputs)?.series[0]?.points[11]?.value).toBeCloseTo(10, 9);
  });

  test("a hall that is gone stands beside the others under the name it had: naive not at all, or by its id", () => {
    const inputs = example();
    const [hall] = inputs.halls;
    if (!hall) throw new Error("the example has a hall");
    const gone = { ...inputs, halls: [hall, { ...hall, hall: "Z", name: "Old hall" }] };
    expect(chartOf(gone)?.series.map(({ title }) => title.en)).toEqual(["Hall A", "Old hall"]);
    expect(tableOf(gone).rows.some(({ label }) => label.zh === "Old hall 2026-05-01")).toBe(true);
  });

  test("unheard, hardly heard and withheld are gaps with their reasons and never 0; nothing drawn is 0", () => {
    const inputs = withDays((day, at) =>
      at === 2 ? heardFor(day, 0) : at === 3 ? heardFor(day, 0.4) : at === 4 ? drawing(day, 0) : day,
    );
    const points = chartOf(inputs)?.series[0]?.points ?? [];
    expect(points[2]).toMatchObject({ value: null, reason: "no_data" });
    expect(points[3]).toMatchObject({ value: null, reason: "coverage_low" });
    expect(points[4]).toMatchObject({ value: 0 });
  });

  test("a hall of one tenant is withheld on its days, and in each week that holds one of them", () => {
    const assignments = [
      { lease: "L0", rack: "R1", from: "2026-05-13T16:00:00Z", to: "2026-05-14T16:00:00Z" },
    ];
    const withTenant = (name: string) => {
      const inputs = exampleReportInputs(name);
      return { ...inputs, document: { ...inputs.document, assignments } };
    };
    const labels = (name: string) =>
      chartOf(withTenant(name))?.series[0]?.points.flatMap(({ reason, label }) =>
        reason === "suppressed" ? [label] : [],
      );
    expect(labels("2026-05")).toEqual(["2026-05-14"]);
    expect(labels("2026-Q2")).toEqual(["2026-W20"]);
    const row = tableOf(withTenant("2026-05")).rows.find(({ label }) => label.en === "Hall A 2026-05-14");
    expect(row?.cells.map(({ value, reason }) => value ?? reason)).toEqual([
      ...["suppressed", "suppressed", "suppressed"],
    ]);
    expect(tableOf(withTenant("2026-05")).notes[0]?.en).toContain("is withheld on that day and in its week");
  });

  test("each cell follows from its row of the table: energy / the limits of the racks that were heard", () => {
    const inputs = withDays((day, at) => drawing(heardFor(day, at % 3 === 0 ? 0.97 : 1), 0.3 + at / 100));
    const chart = chartOf(inputs);
    const { columns, rows } = tableOf(inputs);
    expect(columns.map(({ id }) => id)).toEqual(["kwh", "heard_limit_kwh", "limit_kwh"]);
    // An empty rack draws nothing, so its limit is known with those that were heard.
    expect(columns[1]?.title.en).toBe("Limits of those heard and of empty racks x hours");
    for (const [at, point] of (chart?.series[0]?.points ?? []).entries()) {
      const [kwh, heard] = rows[at]?.cells.map(({ value }) => value ?? Number.NaN) ?? [];
      expect(((kwh ?? Number.NaN) / (heard ?? Number.NaN)) * 100).toBeCloseTo(point.value ?? Number.NaN, 9);
    }
  });

  test.each<[string, Partial<HallDay["use"]>, string]>([
    ["without limits", { used: 0, heard: 0, empty: 0, limits: 0 }, "no_limit"],
    ["of which nothing is heard", { used: 0, heard: 0, empty: 0 }, "no_data"],
  ])("a hall %s has no picture, and its rows say why", (_, change, reason) => {
    const inputs = withDays((day) => ({ ...day, use: { ...day.use, ...change } }));
    expect(chartOf(inputs)).toBeNull();
    expect(tableOf(inputs).rows[0]?.cells[0]).toMatchObject({ value: null, reason });
  });

  test("the day on which clocks change is an hour shorter in the limits and alike in its share", () => {
    const inputs = example("2026-03", "Europe/Berlin");
    const points = chartOf(inputs)?.series[0]?.points ?? [];
    expect(points).toHaveLength(31);
    for (const { value } of points) expect(value).toBeCloseTo(points[0]?.value ?? Number.NaN, 9);
    const limits = tableOf(inputs).rows.map(({ cells }) => cells[2]?.value ?? Number.NaN);
    expect((limits[28] ?? 0) / (limits[0] ?? 1)).toBeCloseTo(23 / 24, 9);
  });
});

describe("halls of few tenants", () => {
  /** Three halls with a rack each: `a` of three tenants, `b` of three others or who is given, `c` of one of them. */
  function three(heldFrom: string, inB: readonly string[] = ["t4", "t5", "t6"]): ReportInputs {
    const inputs = exampleReportInputs();
    const [hall] = inputs.halls;
    const [rack] = inputs.document.racks;
    const [lease] = inputs.document.leases;
    if (!hall || !rack || !lease) throw new Error("the example has all of them");
    const ids = ["a", "b", "c"];
    const held = { a: ["t1", "t2", "t3", "t7"], b: inB, c: ["t1"] };
    return {
      ...inputs,
      halls: ids.map((id, at) => ({
        hall: id,
        days: hall.days.map((day) => drawing(day, [0.3, 0.5, 0.9][at] ?? 0)),
      })),
      document: {
        ...inputs.document,
        halls: ids.map((id) => ({ id, name: `Hall ${id}` })),
        rows: ids.map((id) => ({ id, hall: id, name: id })),
        racks: ids.map((id) => ({ ...rack, id, row: id })),
        servers: [],
        leases: [1, 2, 3, 4, 5, 6, 7].map((at) => ({ ...lease, id: `t${at}`, tenant: `t${at}` })),
        assignments: Object.entries(held).flatMap(([id, tenants]) =>
          tenants.map((tenant) => ({
            lease: tenant,
            rack: id,
            from: id === "c" ? heldFrom : "2025-01-01T00:00:00Z",
            to: null,
          })),
        ),
      },
    };
  }
  const rowsOf = (inputs: ReportInputs) =>
    (chartOf(inputs)?.series ?? []).map(({ title, points }) => [
      title.en,
      ...[0, 30].map((at) => points[at]?.value?.toFixed(1) ?? points[at]?.reason),
    ]);

  test("the hall of one tenant is told with the one of fewest beside it, all the time under their names", () => {
    expect(rowsOf(three("2025-01-01T00:00:00Z"))).toEqual([
      ["Hall a", "30.0", "30.0"],
      ["Hall b + Hall c", "70.0", "70.0"],
    ]);
  });

  test("most of the time too; before it their sum names nobody either", () => {
    expect(rowsOf(three("2026-05-05T16:00:00Z"))).toEqual([
      ["Hall a", "30.0", "30.0"],
      ["Hall b + Hall c", "70.0", "70.0"],
    ]);
  });

  test("a third hall that is withheld with them on some days takes their sum along, or it would be what is left", () => {
    const inputs = three("2025-01-01T00:00:00Z", ["t4", "t5"]);
    const late = [{ lease: "t1", rack: "b", from: "2026-05-30T16:00:00Z", to: null }];
    const onlyTwo = inputs.document.assignments.filter(({ lease }) => lease !== "t7" && lease !== "t3");
    const before = onlyTwo.map((one) => (one.rack === "a" ? { ...one, from: "2026-05-30T16:00:00Z" } : one));
    const rows = rowsOf({ ...inputs, document: { ...inputs.document, assignments: [...before, ...late] } });
    expect(rows).toEqual([
      ["Hall a", "30.0", "suppressed"],
      ["Hall b + Hall c", "70.0", "suppressed"],
    ]);
  });

  test("for a part of the time each of them has a row with gaps", () => {
    expect(rowsOf(three("2026-05-20T16:00:00Z"))).toEqual([
      ["Hall a", "30.0", "30.0"],
      ["Hall b", "50.0", "suppressed"],
      ["Hall c", "90.0", "suppressed"],
    ]);
  });
});

describe("where racks stood in another hall", () => {
  /** Halls a and b; t1, t2 and t3 each hold a rack that stands in a now. */
  function moved(until: string | null): ReportInputs {
    const inputs = exampleReportInputs();
    const [hall] = inputs.halls;
    const [rack] = inputs.document.racks;
    const [lease] = inputs.document.leases;
    if (!hall || !rack || !lease) throw new Error("the example has all of them");
    const { window } = inputs.period;
    const ids = ["t1", "t2", "t3"];
    const term = { from: "2025-01-01T00:00:00Z", to: null };
    const edgeMs = until === null ? window.fromMs : Date.parse(until);
    return {
      ...inputs,
      halls: ["a", "b"].map((id) => ({ hall: id, days: hall.days })),
      rackLimits: ids.flatMap((id) => {
        const piece = { rack: id, limitW: 5000 };
        if (id !== "t1") return [{ ...piece, ...window, hall: "a" }];
        return [
          { ...piece, hall: "b", fromMs: window.fromMs, toMs: edgeMs },
          { ...piece, hall: "a", fromMs: edgeMs, toMs: window.toMs },
        ];
      }),
      document: {
        ...inputs.document,
        halls: ["a", "b"].map((id) => ({ id, name: id })),
        rows: ["a", "b"].map((id) => ({ id, hall: id, name: id })),
        racks: ids.map((id) => ({ ...rack, id, row: "a" })),
        servers: [],
        leases: ids.map((id) => ({ ...lease, ...term, id, tenant: id })),
        assignments: ids.map((id) => ({ ...term, lease: id, rack: id })),
      },
    };
  }
  const withheldOn = (inputs: ReportInputs) =>
    (chartOf(inputs)?.series ?? []).map(({ id, points }) => [
      id,
      points.filter(({ reason }) => reason === "suppressed").length,
    ]);

  test("who was alone there is not told, and is no third one where the rack stands now", () => {
    expect(withheldOn(moved(null))).toEqual([
      ["a", 0],
      ["b", 0],
    ]);
    // 1 to 10 May, of which the last is the day of the move.
    expect(withheldOn(moved("2026-05-10T04:00:00Z"))).toEqual([
      ["a", 10],
      ["b", 10],
    ]);
  });
});

describe("of what was known earlier", () => {
  const held = (tenants: readonly string[]): Pick<ReportInputs["document"], "leases" | "assignments"> => {
    const { document } = exampleReportInputs("2026-05");
    const [lease] = document.leases;
    const [rack] = document.racks;
    if (!lease || !rack) throw new Error("the example has a lease and a rack");
    const term = { from: "2026-01-01T00:00:00.000Z", to: null };
    return {
      leases: tenants.map((tenant) => ({ ...lease, ...term, id: `l-${tenant}`, tenant })),
      assignments: tenants.map((tenant) => ({ ...term, lease: `l-${tenant}`, rack: rack.id })),
    };
  };
  const told = (then: readonly string[], now?: readonly string[]) => {
    const inputs = withDays((one) => drawing(one, 0.4));
    const document = { ...inputs.document, ...held(then) };
    const rows = tableOf({ ...inputs, document, ...(now && { heldNow: held(now) }) }).rows;
    return rows.every(({ cells }) => cells.every(({ reason }) => reason === "suppressed"))
      ? "withheld"
      : "told";
  };
  test.each([
    ["nobody then, one now", [], ["t1"], "withheld"],
    ["one then, three now", ["t1"], ["t1", "t2", "t3"], "withheld"],
    ["three then, one now", ["t1", "t2", "t3"], ["t1"], "withheld"],
    ["three then, other three now", ["t1", "t2", "t3"], ["t4", "t2", "t3"], "told"],
    ["nobody then, nobody now", [], [], "told"],
  ])("a hall of %s is judged by both", (_, then, now, expected) => {
    expect(told(then, now)).toBe(expected);
    expect(told(then)).toBe(then.length === 1 ? "withheld" : "told");
  });
});
