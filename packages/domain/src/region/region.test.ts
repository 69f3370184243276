import type { Reason, ReportContent } from "@aidc/contract";
import { describe, expect, it, test } from "vitest";
import { buildReportContent } from "../report/build-report.ts";
import { exampleReportInputs } from "../report/example-report.fixture.ts";
import type { ReportInputs } from "../report/inputs.ts";
import { buildRegion } from "./region.ts";

/** A center whose facility draws `overhead` times its IT load of `kw` throughout. */
function contentOf(
  id: string,
  { kw = 10, overhead = 1.2, boundary, origin = "live", change = {} }: Partial<Facts> = {},
): ReportContent {
  const inputs = exampleReportInputs("2026-05", change);
  const center = { ...inputs.document.center, id, origin, ...(boundary ? { itBoundary: boundary } : {}) };
  const days = inputs.energy.days.map((day) => {
    const lengthMs = day.window.toMs - day.window.fromMs;
    const itMj = BigInt(kw * 1000 * lengthMs);
    const facilityMj = BigInt(Math.round(kw * overhead * 1000) * lengthMs);
    return {
      ...day,
      facility: { integral: facilityMj, coveredMs: 2 * lengthMs, resets: 0 },
      it: { integral: itMj, coveredMs: 3 * lengthMs, resets: 0 },
      joint: { facilityMj, itMj, coveredMs: lengthMs },
    };
  });
  return buildReportContent({
    ...inputs,
    document: { ...inputs.document, center },
    energy: { ...inputs.energy, days },
  });
}
interface Facts {
  readonly kw: number;
  readonly overhead: number;
  readonly boundary: "ups_output" | "pdu_output" | "it_input";
  readonly origin: "live" | "demo" | "replay";
  readonly change: Partial<ReportInputs>;
}

/** As if so many cards were installed and so much of every figure were known. */
const knownOf = (
  content: ReportContent,
  { cards, share }: { cards: number; share: number },
): ReportContent => ({
  ...content,
  figures: content.figures.map((row) => {
    const installed = { "capacity.accelerators": cards, "utilisation.installed_hours": cards * 744 }[row.id];
    const value = installed ?? (row.id === "capacity.pflops_fp8" ? 1 : row.figure.value);
    return { ...row, figure: { ...row.figure, value, coverage: share } };
  }),
});

const without = (content: ReportContent, id: string, reason: Reason): ReportContent => ({
  ...content,
  figures: content.figures.map((row) =>
    row.id === id ? { ...row, figure: { ...row.figure, value: null, reason } } : row,
  ),
});

const regionOf = (contents: readonly ReportContent[]) =>
  buildRegion(
    "2026-05",
    contents.map((content) => ({ content, contentSha256: "0", basis: "now" as const, number: null })),
    [],
  );
const valueIn = (content: ReportContent, id: string) =>
  content.figures.find((row) => row.id === id)?.figure.value ?? Number.NaN;
function totalIn(contents: readonly ReportContent[], id: string) {
  const found = regionOf(contents).totals.filter((total) => total.id === id);
  return { all: found, value: found[0]?.figure.value ?? Number.NaN, first: found[0] };
}

test.each(["demo", "replay"] as const)(
  "a %s center stands in its line and in no total beside real ones",
  (origin) => {
    const [real, unreal] = [contentOf("real"), contentOf("unreal", { kw: 990, origin })];
    const region = regionOf([real, unreal]);
    expect(region.centers.map(({ id }) => id)).toEqual(["real", "unreal"]);
    expect(totalIn([real, unreal], "energy.facility").value).toBe(valueIn(real, "energy.facility"));
    expect(region.headline.en).toContain("1 of 1 center used");
    expect(region.headline.en).toContain("1 simulated or replayed is not counted");
    expect(region.headline.zh).toContain("另有 1 个模拟或回放的中心不计入");
    const nothing = regionOf([{ ...real, figures: [], chapters: [] }, unreal]).headline.en;
    expect(nothing).toBe(
      "No center measured anything in this period; 1 simulated or replayed is not counted.",
    );
    expect(region.notes.map(({ en }) => en)).toContainEqual(
      "Simulated or replayed, and in no total: unreal.",
    );
    expect(totalIn([unreal], "energy.facility").value).toBe(valueIn(unreal, "energy.facility"));
  },
);

describe("totals of a region", () => {
  const [large, small] = [
    contentOf("large", { kw: 90, overhead: 1.1 }),
    contentOf("small", { kw: 10, overhead: 2 }),
  ];

  it("PUE is the ratio of the sums, not the mean of the centers' ratios", () => {
    expect(totalIn([large, small], "energy.pue").value).toBeCloseTo(1.19, 9);
    expect((valueIn(large, "energy.pue") + valueIn(small, "energy.pue")) / 2).toBeCloseTo(1.55, 9);
    expect(regionOf([large, small]).headline.en).toMatch(/over 2 of them was 1\.190/);
  });

  it("does not depend on the order of the centers", () => {
    expect(regionOf([small, large])).toEqual(regionOf([large, small]));
    expect(totalIn([large, small], "energy.it").value).toBeCloseTo(100 * 24 * 31, 6);
  });

  it("never joins PUE of two categories, as the quotient of all energies would", () => {
    const inner = contentOf("inner", { kw: 90, overhead: 1.1, boundary: "it_input" });
    const outer = contentOf("outer", { kw: 10, overhead: 2, boundary: "ups_output" });
    const { all } = totalIn([inner, outer], "energy.pue");
    expect(all.map(({ category, counted }) => [category, counted])).toEqual([
      ["iPUE1", ["outer"]],
      ["iPUE3", ["inner"]],
    ]);
    expect(all.map(({ figure }) => figure.value)).not.toContainEqual(expect.closeTo(1.19, 3));
    expect(all[0]?.leftOut).toEqual([{ center: "inner", reason: "other_category" }]);
  });

  it("leaves out who has no meter and says so, where the naive sum takes 0", () => {
    const unmetered = without(contentOf("dark"), "energy.facility", "no_meter");
    const { first, value } = totalIn([large, unmetered], "energy.facility");
    expect(value).toBeCloseTo(valueIn(large, "energy.facility"), 6);
    expect(first?.leftOut).toEqual([{ center: "dark", reason: "no_meter" }]);
  });

  it("keeps precisions apart: no total adds FP16 to FP64", () => {
    const ids = regionOf([large, small]).totals.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith("capacity.pflops"))).toEqual([
      ...new Set(ids.filter((id) => id.startsWith("capacity.pflops"))),
    ]);
    expect(ids).not.toContain("capacity.pflops");
  });

  it("speaks Chinese with Chinese marks", () => {
    const region = regionOf([large, { ...small, center: { ...small.center, origin: "demo" } }]);
    const said = [region.headline, ...region.notes, ...region.totals.map(({ title }) => title)];
    expect(
      said.map(({ zh }) => zh).filter((zh) => /[\p{Script=Han}][,;:()]|[,;:()][\p{Script=Han}]/u.test(zh)),
    ).toEqual([]);
  });

  it("is covered by cards, not by centers: 24 of 72 beside 8 of 8 are 40 %, where the mean of both says 67 %", () => {
    const [many, few] = [
      knownOf(large, { cards: 72, share: 24 / 72 }),
      knownOf(small, { cards: 8, share: 1 }),
    ];
    expect((24 / 72 + 1) / 2).toBeCloseTo(0.667, 3);
    for (const id of ["capacity.pflops_fp8", "utilisation.leased_hours", "leases.occupancy"])
      expect(totalIn([many, few], id).first?.figure.coverage).toBeCloseTo(0.4, 12);
  });

  it("is covered by energy: a tenth of 900 MWh beside all of 100 is 19 %, and one center alone keeps its own", () => {
    // 0.1 x 90 kW and 10 kW are seen of 100 kW; what is seen of the large one is the ninth part of it.
    const blind = knownOf(contentOf("large", { kw: 9, overhead: 1.1 }), { cards: 4, share: 0.1 });
    for (const id of ["energy.it", "energy.pue"]) {
      expect(totalIn([blind, small], id).first?.figure.coverage).toBeCloseTo(0.19, 9);
      expect(totalIn([blind], id).first?.figure.coverage).toBe(0.1);
    }
  });

  it("withholds a small group: total minus the others does not tell the center of one tenant", () => {
    const { holdings } = exampleReportInputs();
    const alone = contentOf("alone", {
      change: {
        holdings: {
          ...holdings,
          days: holdings.days.map((day) => ({
            ...day,
            byTenant: { leased: [4, 0, 0], allocated: [3], active: [2] },
          })),
        },
      },
    });
    for (const id of ["utilisation.leased_hours", "utilisation.allocated_hours", "leases.occupancy"]) {
      const { first } = totalIn([large, small, alone], id);
      expect(first?.leftOut).toEqual([{ center: "alone", reason: "suppressed" }]);
      expect(first?.figure.value).toBe(totalIn([large, small], id).value);
    }
    expect(totalIn([alone], "leases.occupancy").first?.figure).toMatchObject({
      value: null,
      reason: "suppressed",
      status: "invalid",
    });
    const none = without(large, "utilisation.leased_hours", "no_lease");
    expect(totalIn([alone, none], "utilisation.leased_hours").first?.figure).toMatchObject({
      value: null,
      unit: "h",
      reason: "suppressed",
    });
  });
});

it("says that periods of two zones are not the same hours", () => {
  const east = buildReportContent(exampleReportInputs("2026-05", {}, "Asia/Shanghai"));
  const west = buildReportContent(exampleReportInputs("2026-05", {}, "America/New_York"));
  const region = regionOf([
    { ...east, center: { ...east.center, id: "east" } },
    { ...west, center: { ...west.center, id: "west" } },
  ]);
  expect(region.centers.map(({ from }) => from)).toEqual([
    "2026-04-30T16:00:00.000Z",
    "2026-05-01T04:00:00.000Z",
  ]);
  expect(region.notes.map(({ en }) => en).join()).toContain("America/New_York, Asia/Shanghai");
});
