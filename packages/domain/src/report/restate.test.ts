import { restatementSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { restate, restatedGroups } from "./restate.ts";
import { isUnexplained } from "./restate-beside.ts";
import { samplesKind } from "./restate-cause.ts";
import type { ListedStatement } from "./statements.ts";

const by: Parameters<typeof restate>[2] = { cause: undefined, author: "Issuer" };
const asExample = exampleReportInputs();
const origin = (kind: string, sha: string): ReportInputs["origins"][number] => ({
  kind,
  count: 3,
  grade: "metered",
  sha256: sha.repeat(64),
});
const first: ReportInputs = {
  ...asExample,
  origins: [...asExample.origins, origin("statements", "e"), origin("plans", "e")],
};
const inMay = { fromMs: Date.parse("2026-05-10T16:00:00Z"), toMs: Date.parse("2026-05-12T16:00:00Z") };
const before = { fromMs: Date.parse("2025-05-10T16:00:00Z"), toMs: Date.parse("2025-05-12T16:00:00Z") };

function record(id: string, sides: ListedStatement["sides"], window = inMay): ListedStatement {
  return {
    id,
    kind: "gap_fill",
    subject: `meter ${id}`,
    window,
    oldKwh: null,
    newKwh: 900,
    cost: null,
    sides,
    reason: `why ${id}`,
    author: `Recorder ${id}`,
    recordedAt: "2026-06-02T00:00:00Z",
    notCounted: null,
  };
}

/** The facility counts more, a month was billed anew, and the hashes of both kinds say so. */
function second(statements: readonly ListedStatement[]): ReportInputs {
  const days = first.energy.days.map((day) => ({
    ...day,
    facility: { ...day.facility, integral: day.facility.integral * 2n },
  }));
  return {
    ...first,
    energy: { ...first.energy, days },
    statements,
    revenue: first.revenue.map((month) => ({ ...month, byTenant: [200_000n, 120_050n, 99_950n] })),
    origins: [origin("inventory", "a"), origin("roll-ups", "f"), origin("statements", "f")],
  };
}
const linesOf = (inputs: ReportInputs, how = by) =>
  restate(buildReportContent(first), buildReportContent(inputs), how);
const lineOf = (lines: ReturnType<typeof linesOf>, id: string) => lines.find(({ figure }) => figure === id);

test("each figure names the records and kinds of input that touch it, and who recorded them", () => {
  const records = [record("grid", ["facility"]), record("ups", ["it"]), record("old", ["facility"], before)];
  const lines = linesOf(second(records));
  expect(lineOf(lines, "energy.facility")).toMatchObject({ author: "Recorder grid" });
  expect(lineOf(lines, "energy.facility")?.cause).toBe("recorded: gap fill, meter grid grid (why grid)");
  expect(lineOf(lines, "economics.revenue")).toMatchObject({
    author: "Issuer",
    cause: "changed since: issued statements",
  });
  expect(lineOf(lines, "energy.it")).toBeUndefined();
  for (const line of lines) expect(restatementSchema.parse(line)).toEqual(line);
});

test("a correction that moved the demand is named as its cause, with who recorded it", () => {
  const demand = first.demand.map((month) => ({ ...month, watts: (month.watts ?? 0) * 2 }));
  const gridDemand = first.gridDemand.map((month) => ({ ...month, watts: (month.watts ?? 0) * 2 }));
  const lines = linesOf({ ...second([record("grid", ["facility"])]), demand, gridDemand });
  for (const id of ["energy.peak_demand", "energy.demand_charge"])
    expect(lineOf(lines, id)).toMatchObject({
      author: "Recorder grid",
      cause: "recorded: gap fill, meter grid grid (why grid)",
    });
});

test("speaks Chinese of a correction: what it was, of what, and who, with Chinese marks", () => {
  const old = buildReportContent(first);
  const exchange = {
    ...record("grid", ["facility"]),
    kind: "meter_exchange" as const,
    author: "command line",
  };
  const told = lineOf(restate(old, buildReportContent(second([exchange])), by), "energy.facility")?.told;
  expect(told?.cause.zh).toContain("换表，电表 grid grid（why grid）");
  expect(told?.by).toEqual({ en: "recorded by command line", zh: "由 命令行 记录" });
});

test("tells numbers that moved first, then what is withheld for another reason; of the same reason it tells nothing", () => {
  const told = (coverage: number, value: number, reason: "coverage_low" | "no_data") => {
    const content = buildReportContent(first);
    const hidden = { value: null, coverage };
    const of = {
      "energy.facility": { ...hidden, reason },
      "energy.it": { ...hidden, reason: "coverage_low" as const },
      "economics.revenue": { value },
    };
    const figures = content.figures.map((row) => {
      const change = Object.entries(of).find(([id]) => id === row.id)?.[1];
      return change ? { ...row, figure: { ...row.figure, ...change } } : row;
    });
    return { ...content, figures };
  };
  const [old, next] = [told(0, 1000, "no_data"), told(0.3, 2000, "coverage_low")];
  const ids = old.figures.map(({ id }) => id);
  expect(ids.indexOf("energy.facility")).toBeLessThan(ids.indexOf("economics.revenue"));
  const lines = restate(old, next, by);
  expect(lines.map(({ figure }) => figure)).toEqual(["economics.revenue", "energy.facility"]);
  expect(lines[1]?.told?.old.en).not.toBe(lines[1]?.told?.new.en);
});

describe("a version that a newer program made", () => {
  const lack = (content: ReturnType<typeof buildReportContent>, ids: readonly string[]) => ({
    ...content,
    figures: content.figures.filter(({ id }) => !ids.includes(id)),
  });
  const made = (after: ReportInputs["origins"], change: Partial<ReportInputs> = {}) =>
    buildReportContent({ ...first, ...change, origins: after });
  const cards = [origin("ladder", "1"), origin("halls", "1")];

  test("says of a figure that is new that the list changed, whatever data changed with it", () => {
    const old = lack(buildReportContent(first), ["energy.facility"]);
    const next = made([origin("roll-ups", "f"), ...cards]);
    expect(lineOf(restate(old, next, by), "energy.facility")?.cause).toBe("the list of figures changed");
    expect(lineOf(restate(next, old, by), "energy.facility")?.cause).toBe("the list of figures changed");
    const stated = restate(old, next, { ...by, cause: "late data" });
    expect(lineOf(stated, "energy.facility")?.cause).toBe("late data");
  });

  test("is unexplained where it keeps kinds of input that the older report did not know, and nothing else moved", () => {
    const next = made([...first.origins, ...cards]);
    expect(isUnexplained(restate(buildReportContent(first), next, by))).toBe(true);
    const moved = made([...first.origins, origin("ladder", "2"), origin("halls", "1")]);
    expect(restate(next, moved, by)).toMatchObject([
      { figure: "report", cause: "changed since: metered data of accelerators" },
    ]);
  });

  test("moved by the activity of cards alone, a step of the ladder says so", () => {
    const [day, ...days] = first.ladder.current.days;
    if (!day) throw new Error("the example has days");
    const short = Object.fromEntries(
      Object.entries(day.powered).map(([model, time]) => [model, { ...time, inMs: time.inMs / 2 }]),
    );
    const current = { ...first.ladder.current, days: [{ ...day, powered: short }, ...days] };
    const old = made([...first.origins, ...cards]);
    const after = [...first.origins, origin("ladder", "2"), origin("halls", "1")];
    const lines = restate(old, made(after, { ladder: { ...first.ladder, current } }), by);
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ cause }) => cause))).toEqual(
      new Set(["changed since: metered data of accelerators"]),
    );
  });
});

describe("samples that came late beside a correction", () => {
  const samplesOf = (facility: string, it: string): ReportInputs["origins"] =>
    Object.entries({ [samplesKind.facility]: facility, [samplesKind.it]: it }).map(([kind, sha]) => ({
      kind,
      count: 31,
      grade: "metered" as const,
      sha256: sha.repeat(64),
    }));
  const causeOf = (after: ReportInputs["origins"], before = samplesOf("1", "1")) => {
    const old = buildReportContent({ ...first, origins: [...first.origins, ...before] });
    const changed = second([record("grid", ["facility"])]);
    const next = buildReportContent({ ...changed, origins: [...changed.origins, ...after] });
    return lineOf(restate(old, next, by), "energy.facility")?.cause;
  };
  const correction = "recorded: gap fill, meter grid grid (why grid)";

  test.each([
    ["are named with it, and not the correction alone", samplesOf("2", "1"), `${correction}; late samples`],
    ["are no cause of a side that they do not touch", samplesOf("1", "2"), correction],
    ["are not named where none came", samplesOf("1", "1"), correction],
  ])("%s", (_, after, cause) => {
    expect(causeOf(after)).toBe(cause);
  });

  test("are not guessed of a report from before they were told apart", () => {
    expect(causeOf(samplesOf("2", "2"), [])).toBe(correction);
  });
});

describe("samples of a meter beside the balance that came late, beside a correction of it", () => {
  type Beside = "water" | "reuse";
  const samplesOf = (sha: Readonly<Record<Beside | "it", string>>): ReportInputs["origins"] =>
    (["water", "reuse", "it"] as const).map((side) => ({
      kind: samplesKind[side],
      count: 31,
      grade: "metered" as const,
      sha256: sha[side].repeat(64),
    }));
  const doubled = ({ days, ...meters }: ReportInputs["water"]): ReportInputs["water"] => ({
    ...meters,
    days: days.map(({ own, joint, ...day }) => ({
      ...day,
      own: { ...own, integral: 2n * own.integral },
      joint: { ...joint, own: 2n * joint.own },
    })),
  });
  const before = samplesOf({ water: "1", reuse: "1", it: "1" });
  const causeOf = (figure: string, after: ReportInputs["origins"], known = before) => {
    const old = buildReportContent({ ...first, origins: [...first.origins, ...known] });
    const next = buildReportContent({
      ...first,
      water: doubled(first.water),
      reuse: doubled(first.reuse),
      statements: [record("w", [figure === "energy.erf" || figure === "energy.reused" ? "reuse" : "water"])],
      origins: [...first.origins, ...after],
    });
    return lineOf(restate(old, next, by), figure)?.cause;
  };
  const correction = "recorded: gap fill, meter w w (why w)";
  const late = `${correction}; late samples`;

  // The naive cause is the correction alone: whatever came late of water and heat was told as somebody's record.
  test.each([
    ["energy.wue", { water: "2", reuse: "1", it: "1" }, late],
    ["energy.water", { water: "2", reuse: "1", it: "1" }, late],
    ["energy.erf", { water: "1", reuse: "2", it: "1" }, late],
    ["energy.reused", { water: "1", reuse: "2", it: "1" }, late],
    // What came late elsewhere is no cause.
    ["energy.wue", { water: "1", reuse: "2", it: "1" }, correction],
    ["energy.erf", { water: "2", reuse: "1", it: "2" }, correction],
    ["energy.water", { water: "1", reuse: "1", it: "2" }, correction],
    // WUE is of IT energy, too.
    ["energy.wue", { water: "1", reuse: "1", it: "2" }, late],
  ])("of %s are told with %o", (figure, after, cause) => {
    expect(causeOf(figure, samplesOf(after))).toBe(cause);
  });

  test("are not guessed of a report from before they were told apart", () => {
    expect(causeOf("energy.wue", samplesOf({ water: "2", reuse: "2", it: "1" }), [])).toBe(correction);
  });
});

describe("a correction beside the balance", () => {
  const doubled = (meters: ReportInputs["water"]) => ({
    ...meters,
    days: meters.days.map(({ own, joint, ...day }) => ({
      ...day,
      own: { ...own, integral: 2n * own.integral },
      joint: { ...joint, own: 2n * joint.own },
    })),
  });
  const causeOf = (figure: string, ...sides: ListedStatement["sides"]) => {
    const next = {
      ...second([record("x", sides)]),
      water: doubled(first.water),
      reuse: doubled(first.reuse),
    };
    return lineOf(linesOf(next), figure)?.cause;
  };
  const named = "recorded: gap fill, meter x x (why x)";

  test.each([
    ["energy.wue", "water"],
    ["energy.water", "water"],
    ["energy.wue", "it"],
    ["energy.reused", "reuse"],
    ["energy.erf", "reuse"],
    ["energy.erf", "facility"],
  ] as const)("is the cause of %s where it is of %s", (figure, side) => {
    expect(causeOf(figure, side)).toContain(named);
  });

  test.each([
    ["energy.wue", "reuse"],
    ["energy.wue", "facility"],
    ["energy.water", "it"],
    ["energy.erf", "water"],
    ["energy.erf", "it"],
    ["energy.reused", "facility"],
  ] as const)("is no cause of %s, which reads nothing of %s", (figure, side) => {
    expect(causeOf(figure, side)).not.toContain(named);
  });

  test("is still found in a report from before water and heat were told apart", () => {
    const next = buildReportContent({ ...second([record("x", ["water"])]), water: doubled(first.water) });
    const before = JSON.parse(
      JSON.stringify(next).replaceAll('"text":"water"', '"text":"beside the balance"'),
    );
    expect(JSON.stringify(before)).toContain("beside the balance");
    const lines = restate(before, buildReportContent(first), by);
    expect(lineOf(lines, "energy.wue")?.cause).toContain("withdrawn: gap fill, meter x x (why x)");
  });
});

test("without a record it is the kind of input, or what the issuer states", () => {
  expect(lineOf(linesOf(second([])), "energy.facility")).toMatchObject({
    author: "Issuer",
    cause: "changed since: metered data",
  });
  const stated = linesOf(second([]), { ...by, cause: "late data" });
  expect(lineOf(stated, "energy.facility")).toMatchObject({ author: "Issuer", cause: "late data" });
});

test("is read by cause, with titles, rounded values and reasons, in both languages", () => {
  const none = { count: 0, grade: "assumed" as const, days: [] };
  const lines = linesOf({ ...second([]), water: none });
  const [en, zh] = [restatedGroups(lines, "en"), restatedGroups(lines, "zh")];
  expect(new Set(en.map(({ cause }) => cause)).size).toBe(en.length);
  expect(en.flatMap((group) => group.lines)).toContainEqual(
    expect.stringMatching(/^Water[^:]*: \d+\.?\d* m³ → – \(not measured: there is no meter for it\)$/),
  );
  expect(zh.flatMap((group) => group.lines)).toContainEqual(expect.stringContaining("没有相应的计量表"));
  // The issuer did not change the water.
  expect(en.map(({ cause }) => cause)).toContainEqual(expect.stringMatching(/ · restated by Issuer$/));
  expect(en.flatMap((group) => group.lines).join()).not.toMatch(/\d\.\d{7}/);
});

test("of a report from before it was worded it is read as it stands", () => {
  const old = { figure: "energy.pue", old: 1.2, new: null, cause: "late data", author: "A" };
  expect(restatedGroups([old], "zh")).toEqual([{ cause: "late data · A", lines: ["energy.pue: 1.2 → –"] }]);
});

test("what would print alike is told by further digits or its coverage, and is no line where nobody could read it", () => {
  const content = buildReportContent(first);
  const covered = (coverage: number) => ({
    ...content,
    figures: content.figures.map((row) =>
      row.id === "energy.pue" ? { ...row, figure: { ...row.figure, value: null, coverage } } : row,
    ),
  });
  const lines = (from: number, to: number) =>
    restate(covered(from), covered(to), by).map(({ figure }) => figure);
  // No line of the figure: the version as a whole says that something differs.
  expect(lines(0.084_01, 0.084_02)).toEqual(["report"]);
  // Withheld before and after for the same reason: no number moved that anybody could read.
  expect(lines(0.084, 0.2)).toEqual(["report"]);
  const told = (from: number, to: number) => {
    const [old, next] = [from, to].map((value) => ({
      ...content,
      figures: content.figures.map((row) =>
        row.id === "energy.pue" ? { ...row, figure: { ...row.figure, value } } : row,
      ),
    }));
    return old && next ? restate(old, next, by).map(({ told }) => [told?.old.en, told?.new.en]) : [];
  };
  expect(told(1.2831, 1.2834)).toEqual([["1.2831", "1.2834"]]);
  expect(told(1.283, 1.284)).toEqual([["1.283", "1.284"]]);
  expect(told(1.283, 1.283_000_000_1)).toEqual([["as before", "changed"]]);
});

describe("a version in which no figure moved", () => {
  test("names the plan that did: its section was empty, and nobody knew why there was a version", () => {
    const planned = first.planned.map((one) => (one.figure === "energy.pue" ? { ...one, value: 1.15 } : one));
    expect(linesOf({ ...first, planned })).toMatchObject([
      {
        figure: "energy.pue.plan",
        old: 1.2,
        new: 1.15,
        cause: "plan version 2 was published (Minutes of the council)",
        told: { old: { en: "1.200" }, new: { en: "1.150" }, by: { en: "restated by Issuer" } },
      },
    ]);
    const none = first.planned.filter(({ figure }) => figure !== "energy.pue");
    expect(linesOf({ ...first, planned: none })).toMatchObject([
      { old: 1.2, new: null, cause: "a plan without it was published", told: { new: { en: "none" } } },
    ]);
  });

  test("names the kinds of input that did, or what somebody states", () => {
    const origins = first.origins.map((one) =>
      one.kind === "inventory" ? { ...one, sha256: "c".repeat(64) } : one,
    );
    const [line, ...more] = linesOf({ ...first, origins });
    expect(more).toEqual([]);
    expect(restatementSchema.parse(line)).toEqual(line);
    expect(line).toMatchObject({ figure: "report", old: null, new: null, cause: "changed since: inventory" });
    expect(linesOf({ ...first, origins }, { ...by, cause: "a name was put right" })).toMatchObject([
      { cause: "a name was put right" },
    ]);
  });

  test("names plans of figures that the report does not tell", () => {
    const told = first.origins.filter(({ kind }) => kind !== "plans");
    expect(linesOf({ ...first, origins: [...told, origin("plans", "d")] })).toMatchObject([
      { cause: "changed since: plans" },
    ]);
  });

  test("is without an explanation where no input changed either, unless somebody states one", () => {
    const content = buildReportContent(first);
    const reworded = { ...content, headline: { en: "another", zh: "另一" } };
    expect(isUnexplained(restate(content, reworded, by))).toBe(true);
    expect(isUnexplained(restate(content, reworded, { ...by, cause: "words of the program" }))).toBe(false);
    expect(isUnexplained(linesOf(second([])))).toBe(false);
  });
});
