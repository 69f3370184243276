import { acceleratorModelSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { assignedWorth, meanWorthOf } from "./ladder-peaks.ts";

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
    id: "other",
    name: "Other",
    maker: "Other",
    densePeakTflops: { fp16: ascend },
    memoryGb: null,
    powerW: null,
    evidence: "B",
    source: "a test",
    effectiveFrom: "2025-01-01",
  });
  const assignments = assigned.map(([lease, rack]) => ({ lease, rack, ...always }));
  return { ...inputs, document: { ...document, servers, assignments, catalogue: [other] } };
}

function meanPeaks(...asked: Parameters<typeof assignedWorth>) {
  return new Map([...assignedWorth(...asked)].map(([id, { tflops, cards }]) => [id, tflops / cards]));
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
    expect(meanPeaks(inputs.document, window)).toEqual(
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
    expect(meanPeaks({ ...inputs.document, assignments: [first, later] }, window).get("t1")).toBeCloseTo(
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
    const assigned = assignedWorth(inputs.document, inputs.period.window);
    expect(meanWorthOf(inputs, "leased", { assigned, installed: 800 })).toBeNull();
    expect(leased(inputs)).toMatchObject({ value: null, reason: "suppressed" });
  });

  test("cards whose model has no published peak are in no PFLOPS, and the coverage says how many", () => {
    // Everybody holds both kinds, so that nobody is told.
    const inputs = mixed([
      ["L0", "R1"],
      ["L0", "R2"],
      ["L1", "R1"],
      ["L1", "R2"],
      ["L2", "R1"],
      ["L2", "R2"],
    ]);
    const unknown = { ...inputs, document: { ...inputs.document, catalogue: [] } };
    expect(leased(unknown)).toMatchObject({ reason: "no_peak_known", coverage: 4 / 6 });
    expect(leased(unknown)?.value).toBeCloseTo((4 * (4 / 6) * h100) / 1_000, 9);
  });

  test("leases of PFLOPS and of racks are leased as well, told where three tenants have them", () => {
    const inputs = mixed([]);
    const other = (id: string, tenant: string, resource: "pflops" | "racks", amount: number) => ({
      id,
      tenant,
      resource,
      amount,
      ...always,
      grade: "metered" as const,
      terms: "commitment" as const,
    });
    const leases = [other("X1", "t1", "pflops", 0.2), other("X2", "t2", "pflops", 0.2)];
    const all = [...leases, other("X3", "t3", "racks", 1)];
    const withOthers = (added: readonly (typeof all)[number][]) =>
      leased({
        ...inputs,
        document: {
          ...inputs.document,
          leases: [...inputs.document.leases, ...added],
          assignments: [
            { lease: "X1", rack: "R2", ...always },
            { lease: "X2", rack: "R2", ...always },
            { lease: "X3", rack: "R2", ...always },
          ],
        },
      });
    expect(withOthers(leases)).toMatchObject({ value: null, reason: "suppressed" });
    // Nobody gave any card for them: the PFLOPS are what the contracts name.
    const named = ["t1", "t2", "t3"].map((tenant) => other(`P-${tenant}`, tenant, "pflops", 0.1));
    const bare = { ...inputs.document, leases: [...inputs.document.leases, ...named] };
    const counted = leased({ ...inputs, document: inputs.document })?.value ?? 0;
    expect(leased({ ...inputs, document: bare })?.value).toBeCloseTo(counted + 0.3, 9);
    // Four counted cards like those they hold, what two name, and the two cards in the rack of the third.
    expect((withOthers(all)?.value ?? 0) * 1_000).toBeCloseTo(4 * ascend + 200 + 200 + 2 * ascend, 9);
  });
});
