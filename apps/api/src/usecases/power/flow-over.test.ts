import type { CenterDocumentInput } from "@aidc/contract";
import type { KnownCorrections } from "@aidc/domain";
import { isoOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { aPoint, correctedBy, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { metersById } from "../figures/point-rules.ts";
import { flowOver } from "./read-flow.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 4);
const window = { fromMs: startMs, toMs: startMs + 4 * hourMs };
type Subject = Parameters<typeof aPoint>[0]["subject"];
type Sent = readonly [kind: Subject["kind"], id: string, powerW: number, fromMs?: number];

const meters: CenterDocumentInput["meters"] = [
  { id: "grid", name: "Grid", role: "grid_import" },
  { id: "cold", name: "Cooling", role: "cooling" },
  { id: "ups", name: "UPS", role: "ups_output" },
];
const withSun: CenterDocumentInput["meters"] = [...meters, { id: "sun", name: "Sun", role: "pv" }];
/** Two racks with one server each: t1 holds the first, and half of the second from the middle of the window. */
const assignments: CenterDocumentInput["assignments"] = [
  { lease: "l1", rack: "k1", from: "2026-01-01T00:00:00Z", to: null },
  ...[0, 1, 2, 3].map((slot) => ({
    lease: "l1",
    accelerator: `s2:${slot}`,
    from: "2026-05-04T02:00:00Z",
    to: null,
  })),
];

const flowOf = (...sent: readonly Sent[]) => flowWith(nothingKnown, ...sent);

async function flowWith(known: KnownCorrections, ...sent: readonly Sent[]) {
  const isSunny = sent.some(([, id]) => id === "sun");
  const document = aCenterDocument({ meters: isSunny ? withSun : meters, assignments });
  const telemetry = new MemoryTelemetry(document.center.timeZone, metersById(document));
  const points = sent.map(([kind, id, powerW, fromMs = startMs - hourMs], seriesId) => {
    telemetry.set(
      seriesId,
      everyMs({ fromMs, toMs: window.toMs + hourMs }, 60_000, () => powerW),
    );
    return aPoint({ subject: { kind, id }, quantity: "power", seriesId });
  });
  const flow = await flowOver(figureContext({ history: telemetry }, { document, points }, window, { known }));
  const told = Object.fromEntries(flow.nodes.map(({ id, figure }) => [id, figure.value]));
  return { ...flow, told };
}
const supply: readonly Sent[] = [
  ["meter", "grid", 13_000],
  ["meter", "cold", 2000],
  ["meter", "ups", 10_500],
];
const racks: readonly Sent[] = [
  ["rack", "k1", 6000],
  ["rack", "k2", 4000],
  ["server", "s2", 3600],
];

describe("the energy balance of a window", () => {
  it("goes from the grid to who held the racks, each level with its residual", async () => {
    const flow = await flowOf(...supply, ...racks);
    expect(flow).toMatchObject({ coverage: 1, splitCoverage: 1, silent: [], unknownLevels: [] });
    expect(flow.told).toEqual({
      grid_import: 52,
      facility: 52,
      cooling: 8,
      ups_output: 42,
      "residual/facility": 2,
      racks: 40,
      "residual/ups_output": 2,
      // The first rack, and half of the server in the second for the last two hours.
      "tenant/t1": 24 + 3.6,
      not_held: 12.4,
    });
    expect(flow.balances.map(({ at, residualKwh }) => [at, residualKwh])).toEqual([
      ["facility", 2],
      ["ups_output", 2],
      ["racks", 0],
    ]);
  });

  it("counts every level over the time that all of them cover", async () => {
    const flow = await flowOf(...supply.slice(0, 2), ["meter", "ups", 10_500, startMs + hourMs], ...racks);
    expect(flow.coverage).toBe(0.75);
    expect(flow.told).toMatchObject({ facility: 39, cooling: 6, ups_output: 31.5, racks: 30 });
    expect(flow.nodes[0]?.figure.status).toBe("provisional");
  });

  it("racks that were measured for less long leave the rest unsplit", async () => {
    const short: Sent = ["rack", "k1", 6000, startMs + 3 * hourMs];
    const flow = await flowOf(...supply, short, ...racks.slice(1));
    expect(flow).toMatchObject({ coverage: 1, splitCoverage: 0.25 });
    expect(flow.told).toMatchObject({
      ups_output: 42,
      racks: 10,
      not_split: 31.5,
      "residual/ups_output": 0.5,
    });
  });

  it("a meter that says nothing is named, and its level is passed over", async () => {
    const flow = await flowOf(...supply.slice(0, 2), ["meter", "ups", 1, window.toMs + hourMs], ...racks);
    expect(flow.silent).toContainEqual({ kind: "meter", id: "ups" });
    expect(flow.unknownLevels).toEqual(["ups_output"]);
    expect(flow.told).toMatchObject({ facility: 52, racks: 40, "residual/facility": 4 });
  });

  it("a rack that says nothing is left to the residual, and named", async () => {
    const flow = await flowOf(...supply, ["rack", "k1", 6000]);
    expect(flow.silent).toEqual([{ kind: "rack", id: "k2" }]);
    expect(flow.told).toMatchObject({ racks: 24, "residual/ups_output": 18 });
  });

  it("a silent server of which a tenant holds a part is not nobody's: nothing is split, and it is named", async () => {
    const flow = await flowOf(...supply, ...racks.slice(0, 2));
    expect(flow).toMatchObject({ splitCoverage: 0, silent: [{ kind: "server", id: "s2" }] });
    // The naive split gives t1 the first rack alone and nobody all of the second.
    expect(flow.told).not.toHaveProperty("tenant/t1");
    expect(flow.told).not.toHaveProperty("not_held");
    expect(flow.told).toMatchObject({ facility: 52, ups_output: 42 });
  });

  it("more downstream than upstream is told and draws no band", async () => {
    const flow = await flowOf(["meter", "grid", 10_000], ...supply.slice(1), ...racks);
    expect(flow.balances[0]).toMatchObject({ at: "facility", residualKwh: -10, residualRatio: -0.25 });
    expect(flow.told).not.toHaveProperty("residual/facility");
  });

  it("without a supply it begins at the UPS; without anything there is nothing", async () => {
    const flow = await flowOf(...supply.slice(2), ...racks);
    expect(flow.unknownLevels).toContain("facility");
    expect(flow.told).toMatchObject({ ups_output: 42, racks: 40 });
    expect(await flowOf()).toMatchObject({ nodes: [], links: [], coverage: 0 });
  });
});

describe("the energy balance with corrections", () => {
  const stated = (kind: "meter" | "rack", id: string, energyKwh: string, hours = 4) =>
    correctedBy({
      kind: "value",
      subject: { kind, id },
      energyKwh,
      reason: "read off",
      from: isoOf(startMs),
      to: isoOf(startMs + hours * hourMs),
    });

  it("tells a meter as it was put right and not as it was measured, with the grade of what puts it right", async () => {
    const flow = await flowWith(stated("meter", "ups", "46"), ...supply, ...racks);
    expect(flow.told).toMatchObject({ facility: 52, ups_output: 46, racks: 40, "residual/ups_output": 6 });
    expect(flow.told).not.toHaveProperty("residual/facility");
    expect(flow.nodes.find(({ id }) => id === "ups_output")?.figure.grade).toBe("assumed");
  });

  it("tells a rack and its holder as they were put right; the meters before it keep their grade", async () => {
    const flow = await flowWith(stated("rack", "k1", "26"), ...supply, ...racks);
    expect(flow.told).toMatchObject({ ups_output: 42, racks: 42, "tenant/t1": 26 + 3.6, not_held: 12.4 });
    const gradeOf = (id: string) => flow.nodes.find((node) => node.id === id)?.figure.grade;
    expect([gradeOf("ups_output"), gradeOf("racks")]).toEqual(["metered", "assumed"]);
  });

  it("grades each band by what is in it: one corrected meter is no reason to doubt the others", async () => {
    const known = stated("meter", "ups", "46");
    const { nodes } = await flowWith(known, ...supply, ...racks);
    // The naive flow, with one grade for all of its meters, says assumed of every one of them.
    expect(Object.fromEntries(nodes.map(({ id, figure }) => [id, figure.grade]))).toEqual({
      grid_import: "metered",
      facility: "metered",
      cooling: "metered",
      ups_output: "assumed",
      "residual/ups_output": "assumed",
      racks: "metered",
      "tenant/t1": "derived",
      not_held: "derived",
    });
  });

  it("a holder is no worse known than what it holds", async () => {
    const { nodes } = await flowWith(stated("rack", "k2", "16"), ...supply, ...racks);
    const gradeOf = (id: string) => nodes.find((node) => node.id === id)?.figure.grade;
    // t1 holds k1 and a part of the server in k2, which is metered itself; what nobody holds is a rest of the racks.
    expect([gradeOf("racks"), gradeOf("tenant/t1"), gradeOf("not_held")]).toEqual([
      "assumed",
      "derived",
      "assumed",
    ]);
  });

  it("a total takes the weakest of what is in it and says how much of its energy that is", async () => {
    const { nodes } = await flowWith(
      stated("meter", "sun", "13"),
      ...supply,
      ["meter", "sun", 1000],
      ...racks,
    );
    const { grade, inputs } = nodes.find(({ id }) => id === "facility")?.figure ?? {};
    expect(grade).toBe("assumed");
    expect(inputs).toEqual([
      { kind: "meter", label: "grid_import, 80.0 % of the energy", count: 1, grade: "metered", coverage: 1 },
      { kind: "meter", label: "pv, 20.0 % of the energy", count: 1, grade: "assumed", coverage: 1 },
    ]);
  });

  it("hears a silent meter of which somebody states the window, and not one of which another time is stated", async () => {
    const sent: readonly Sent[] = [
      ...supply.slice(0, 2),
      ["meter", "ups", 1, window.toMs + hourMs],
      ...racks,
    ];
    expect((await flowWith(stated("meter", "ups", "42"), ...sent)).told).toMatchObject({ ups_output: 42 });
    const before = correctedBy({
      kind: "value",
      subject: { kind: "meter", id: "ups" },
      energyKwh: "42",
      reason: "read off",
      from: isoOf(startMs - 2 * hourMs),
      to: isoOf(startMs - hourMs),
    });
    expect(await flowWith(before, ...sent)).toMatchObject({ coverage: 1, unknownLevels: ["ups_output"] });
  });
});
