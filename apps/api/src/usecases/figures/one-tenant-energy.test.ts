import type { CenterDocumentInput } from "@aidc/contract";
import type { KnownCorrections } from "@aidc/domain";
import { isoOf, kwhOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { flowOver } from "../power/read-flow.ts";
import { readFlow } from "../reports/read-flow-days.ts";
import { figureContext } from "./compute-figures.ts";
import { aPoint, correctedBy, daySumsOf, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";
import { tenantEnergy } from "./tenant-energy.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 4, 4);
const window = { fromMs: startMs, toMs: startMs + 2 * dayMs };
const secondDay = isoOf(startMs + dayMs);
const always = { from: "2026-01-01T00:00:00Z", to: null };
const aLease = (id: string, tenant: string) =>
  ({ id, tenant, resource: "racks", amount: 1, ...always }) as const;
type Given = NonNullable<CenterDocumentInput["assignments"]>;
type Sent = readonly [kind: "meter" | "rack" | "server", id: string, powerW: number];

const grid: Sent = ["meter", "grid", 20_000];
const rackMeters: readonly Sent[] = [
  ["rack", "k1", 6000],
  ["rack", "k2", 4000],
];
const serverMeters: readonly Sent[] = [
  ["server", "s1", 5500],
  ["server", "s2", 3600],
];
const cards = (lease: string, server: string, count: number, term: { from: string; to: string | null }) =>
  Array.from({ length: count }, (_, slot) => ({ lease, accelerator: `${server}:${slot}`, ...term }));

/** One tenant's energy as its own page, the desk's flow and the report's days tell it, in kWh. */
async function told(assignments: Given, sent: readonly Sent[], known: KnownCorrections = nothingKnown) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
    tenants: [
      { id: "t1", name: "One" },
      { id: "t2", name: "Two" },
    ],
    leases: [aLease("l1", "t1"), aLease("l2", "t2")],
    assignments,
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points = [grid, ...sent].map(([kind, id, powerW], seriesId) => {
    telemetry.set(
      seriesId,
      everyMs({ fromMs: startMs - dayMs, toMs: window.toMs + dayMs }, 60_000, () => powerW),
    );
    return aPoint({ subject: { kind, id }, quantity: "power", seriesId });
  });
  const context = figureContext({ history: telemetry }, { document, points }, window, { known });
  const flow = await flowOver(context);
  const { days } = await readFlow(context, daySumsOf(telemetry), document, window);
  const page = async (tenant: string) => (await tenantEnergy(context, tenant)).it_energy;
  const inReport = (tenant: string) =>
    days.reduce(
      (sum, { split }) => sum + (split?.tenants.find(({ id }) => id === tenant)?.millijoules ?? 0n),
      0n,
    );
  const of = async (tenant: string) => ({
    page: (await page(tenant)).value,
    coverage: (await page(tenant)).coverage,
    desk: flow.nodes.find(({ id }) => id === `tenant/${tenant}`)?.figure.value ?? null,
    report: kwhOf(inReport(tenant)),
  });
  return { t1: await of("t1"), t2: await of("t2") };
}
const alike = (kwh: number) => ({ page: kwh, coverage: 1, desk: kwh, report: kwh });

describe("a tenant's energy is one number on its page, at the desk and in the report", () => {
  it.each<[string, readonly Sent[], number]>([
    ["the rack's own meter, and not its servers'", [...rackMeters, ...serverMeters], 288],
    ["the rack's own meter where its servers have none", rackMeters, 288],
    ["its servers' meters where the rack has none", serverMeters, 264],
  ])("a rack held whole counts by %s", async (_, sent, kwh) => {
    expect((await told([{ lease: "l1", rack: "k1", ...always }], sent)).t1).toEqual(alike(kwh));
  });

  it("a rack that is shared counts by its server for either holder", async () => {
    const given = cards("l1", "s2", 2, always).concat(
      [2, 3, 4, 5].map((slot) => ({ lease: "l2", accelerator: `s2:${slot}`, ...always })),
    );
    const { t1, t2 } = await told(given, [...rackMeters, ...serverMeters]);
    expect([t1, t2]).toEqual([alike((48 * 3.6) / 4), alike((48 * 3.6) / 2)]);
  });

  it("a rack that passes from hand to hand, in parts and then whole, is each one's while it held it", async () => {
    const given: Given = [
      { lease: "l1", rack: "k1", from: always.from, to: secondDay },
      { lease: "l2", rack: "k1", from: secondDay, to: null },
      ...cards("l2", "s2", 4, { from: always.from, to: secondDay }),
      { lease: "l1", rack: "k2", from: secondDay, to: null },
    ];
    const { t1, t2 } = await told(given, [...rackMeters, ...serverMeters]);
    expect(t1).toEqual(alike(24 * 6 + 24 * 4));
    expect(t2).toEqual(alike(24 * 6 + 24 * 1.8));
  });

  it("a rack that was put right counts as it was put right", async () => {
    const known = correctedBy({
      kind: "value",
      subject: { kind: "rack", id: "k1" },
      energyKwh: "312",
      reason: "read off",
      from: isoOf(window.fromMs),
      to: isoOf(window.toMs),
    });
    const given = [{ lease: "l1", rack: "k1", ...always }];
    expect((await told(given, [...rackMeters, ...serverMeters], known)).t1).toEqual(alike(312));
  });
});
