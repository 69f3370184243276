import { acceleratorModelSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { assignedPeaks, meanPeakOf } from "./ladder-peaks.ts";

const [h100, ascend] = [989, 313];
const always = { from: "2025-01-01T00:00:00Z", to: null };

/** Two racks of H100 (4 cards) and one of another maker (2 cards), each assigned to a tenant. */
function mixed(assigned: readonly (readonly [lease: string, rack: string])[]): ReportInputs {
  const inputs = exampleReportInputs();
  const { document } = inputs;
  const servers = document.servers.map((server) =>
    server.rack === "R2" ? { ...server, accelerators: { model: "other", count: 2 } } : server,
  );
  const other = acceleratorModelSchema.parse({
    ...{ id: "other", name: "Other", maker: "Other", densePeakTflops: { fp16: ascend } },
    ...{ memoryGb: null, powerW: null, evidence: "B", source: "a test", effectiveFrom: "2025-01-01" },
  });
  const assignments = assigned.map(([lease, rack]) => ({ lease, rack, ...always }));
  return { ...inputs, document: { ...document, servers, assignments, catalogue: [other] } };
}

function leased(inputs: ReportInputs) {
  const chart = buildReportContent(inputs)
    .chapters.flatMap(({ blocks }) => blocks)
    .find(({ id }) => id === "pflops_waterfall");
  if (chart?.kind !== "chart") throw new Error("no chart");
  return chart.series[0]?.points.find(({ label }) => label === "leased");
}

describe("what a leased card is worth", () => {
  test("the mean of the cards that are assigned, over the time that they are", () => {
    const inputs = mixed([
      ["L0", "R1"],
      ["L1", "R2"],
    ]);
    const { window } = inputs.period;
    expect(assignedPeaks(inputs.document, window)).toEqual(
      new Map([
        ["t1", h100],
        ["t2", ascend],
      ]),
    );
    const half = (window.fromMs + window.toMs) / 2;
    const moved = inputs.document.assignments.map((one) => ({ ...one, lease: "L0" }));
    const [first, second] = moved.map((one) => ({ ...one, to: new Date(half).toISOString() }));
    if (!first || !second) throw new Error("no assignments");
    const later = { ...second, from: new Date(half).toISOString(), to: null };
    // Four H100 for half of the period, then two of the other kind for half of it.
    expect(assignedPeaks({ ...inputs.document, assignments: [first, later] }, window).get("t1")).toBeCloseTo(
      (4 * h100 + 2 * ascend) / 6,
      9,
    );
  });

  test("4 leased of 6 cards are not 4/6 of the PFLOPS where the tenants hold the slower ones", () => {
    const mean = (4 * h100 + 2 * ascend) / 6;
    const all = leased(
      mixed([
        ["L0", "R2"],
        ["L1", "R2"],
        ["L2", "R2"],
      ]),
    );
    expect(all?.value).toBeCloseTo((4 * ascend) / 1_000, 9);
    // The naive share of cards times all PFLOPS.
    expect(all?.value).not.toBeCloseTo((4 * mean) / 1_000, 3);
  });

  test("who holds no named card takes the mean of what is installed", () => {
    const mean = (4 * h100 + 2 * ascend) / 6;
    expect(leased(mixed([]))?.value).toBeCloseTo((4 * mean) / 1_000, 9);
  });

  test("two kinds of card of which one is a single tenant's are withheld: hours and PFLOPS would tell it", () => {
    const inputs = mixed([
      ["L0", "R1"],
      ["L1", "R2"],
      ["L2", "R2"],
    ]);
    const assigned = assignedPeaks(inputs.document, inputs.period.window);
    expect(meanPeakOf(inputs, "leased", { assigned, installed: 800 })).toBeNull();
    expect(leased(inputs)).toMatchObject({ value: null, reason: "suppressed" });
  });
});
