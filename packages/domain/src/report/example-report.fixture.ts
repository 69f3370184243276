import type { EconomicScenario, TariffVersion, WindowMs } from "@aidc/contract";
import { gradeAlarms } from "../alarms/self-grade.ts";
import { monthNameAt } from "../billing/month.ts";
import { exampleCenter } from "../example-center.fixture.ts";
import type { JobWait } from "../service/queue-wait.ts";
import { queueOwners, queueWait } from "../service/queue-wait.ts";
import { localDaysOver, localMonthsOver } from "../time/days.ts";
import type {
  EnergyDay,
  FlowInputs,
  HallDay,
  HoldingDay,
  LadderInputs,
  PairedDay,
  QueueInputs,
  ReportInputs,
} from "./inputs.ts";
import { periodLastYear, previousPeriod, reachOf, reportPeriod } from "./period.ts";

/** IT draws 10 kW, the facility 12 kW on even and 13 kW on odd days; on the day `gapDay` the facility is half silent. */
export function exampleReportInputs(
  name = "2026-05",
  change: Partial<ReportInputs> = {},
  timeZone = "Asia/Shanghai",
): ReportInputs {
  const center = exampleCenter();
  const document = {
    ...center,
    center: {
      ...center.center,
      timeZone,
      gridCarbon: { kgPerKwh: 0.5, source: "Published factor", year: 2025 },
    },
    tenants: ["t1", "t2", "t3"].map((id) => ({ id, name: id })),
    leases: ["t1", "t2", "t3"].map((tenant, at) => ({
      id: `L${at}`,
      tenant,
      resource: "accelerators" as const,
      amount: at === 0 ? 2 : 1,
      from: "2025-01-01T00:00:00Z",
      to: null,
      grade: "metered" as const,
      terms: "commitment" as const,
    })),
  };
  const period = reportPeriod(name, timeZone);
  const days = localDaysOver(reachOf(period, timeZone), timeZone);
  const racks = {
    racks: document.racks.map(({ id, powerLimitW }, at) => ({
      id,
      usableU: 42,
      usedU: [16, 8, 0][at] ?? 0,
      limitW: powerLimitW ?? null,
      live: at === 2 ? null : true,
      coveredMs: at === 2 ? null : period.window.toMs - period.window.fromMs,
    })),
    isMetered: true,
    itPoints: ["s1", "s2", "s3"].map((id) => itPoint(id, period.window)),
    itGrade: "metered" as const,
  };
  const demand = localMonthsOver(period.window, timeZone).map(({ fromMs }) => ({
    month: monthNameAt(fromMs, timeZone),
    watts: 13_000.5,
    atMs: fromMs,
    reason: undefined,
    coverage: 1,
    grade: "metered" as const,
  }));
  const metered = (count: number) => ({ count, grade: "metered" as const });
  return {
    document,
    period,
    periods: {
      current: period,
      previous: previousPeriod(period, timeZone),
      lastYear: periodLastYear(period, timeZone),
    },
    energy: { facility: metered(2), it: metered(3), days: days.map(energyDay), spans: [], used: [] },
    statements: [],
    holdings: {
      leases: metered(3),
      allocated: metered(3),
      active: metered(3),
      pairs: metered(3),
      activeByTenant: true,
      days: days.map(holdingDay),
    },
    racks: { current: racks, previous: racks, lastYear: racks },
    ladder: {
      current: exampleLadder(period.window, timeZone),
      previous: exampleLadder(previousPeriod(period, timeZone).window, timeZone),
      lastYear: exampleLadder(periodLastYear(period, timeZone).window, timeZone),
    },
    halls: [{ hall: "A", days: localDaysOver(period.window, timeZone).map(hallDay) }],
    revenue: localMonthsOver(period.window, timeZone).map(({ fromMs }) => ({
      month: monthNameAt(fromMs, timeZone),
      byTenant: [100_000n, 120_050n, 99_950n],
      tenants: 3,
    })),
    energyCost: localMonthsOver(period.window, timeZone).map(({ fromMs }) => ({
      month: monthNameAt(fromMs, timeZone),
      cost: 6543.21,
      reason: undefined,
      coverage: 1,
      grade: "metered" as const,
      bands: [band("peak-day", 4000, 501_200n), band(null, 3000, 153_121n)],
      unbandedMj: 0n,
    })),
    tariffs: [exampleTariff],
    scenario: exampleScenario,
    states: [],
    standings: ["t1", "t2", "t3"].map((tenant) => ({
      tenant,
      class: "public" as const,
      industry: "M" as const,
      from: null,
    })),
    pending: ["t1", "t2", "t3"].map((tenant) => ({ tenant, accelerators: 8 })),
    alarms: { current: alarmsOf(period.window), previous: null, lastYear: null },
    renewable: {
      ...metered(1),
      days: days.map((window) => ({
        window,
        sum: { integral: 10n ** 12n, coveredMs: window.toMs - window.fromMs, resets: 0 },
      })),
    },
    queue: exampleQueue(period.window),
    flow: exampleFlow(period.window, timeZone),
    planned: [
      { figure: "energy.pue", value: 1.2, unit: "ratio", ...examplePlan },
      { figure: "leases.occupancy", value: 0.7, unit: "ratio", ...examplePlan },
    ],
    backup: {
      ...metered(1),
      days: days.map((window) => ({ window, sum: wholeDay(window, 3_600_000_000n) })),
    },
    water: { ...metered(1), days: days.map((day) => pairedDay(day, 400_000n, 10_000)) },
    grid: { ...metered(1), days: days.map((day) => pairedDay(day, 9n * 10n ** 11n, 10_000)) },
    reuse: { ...metered(1), days: days.map((day) => pairedDay(day, 10n ** 11n, 12_000)) },
    demand,
    gridDemand: demand,
    ups: null,
    events: [
      event("0", "maintenance", "2025-01-01T00:00:00Z", "2025-01-01T01:00:00Z"),
      event("1", "incident", "2026-05-03T00:00:00Z", "2026-05-03T02:00:00Z"),
      event("2", "incident", "2026-05-03T01:00:00Z", "2026-05-03T03:00:00Z"),
      event("3", "maintenance", "2026-05-10T00:00:00Z", "2026-05-10T06:00:00Z"),
    ],
    origins: [
      { kind: "inventory", count: 3, grade: "metered", sha256: "a".repeat(64) },
      { kind: "roll-ups", count: 100, grade: "metered", sha256: "b".repeat(64) },
    ],
    ...change,
  };
}

const published = { publishedAt: "2025-01-01T00:00:00Z", publishedBy: "A", contentSha256: "" };

const examplePlan = { version: 2, source: "Minutes of the council", publishedAt: "2025-01-01T00:00:00Z" };

export const exampleTariff: TariffVersion = {
  version: 1,
  effectiveFrom: "2024-01-01T00:00:00Z",
  currency: "CNY",
  source: "An example",
  note: "",
  components: [{ id: "energy", name: "Energy", perKwh: "0.7", banded: true }],
  bands: [{ id: "peak-day", from: "08:00", to: "15:00", factor: "1.8" }],
  demand: { perKwMonth: "42" },
  ...published,
};

export const exampleScenario: EconomicScenario = {
  name: "Base case",
  version: 1,
  effectiveFrom: "2024-01-01T00:00:00Z",
  currency: "CNY",
  source: "An example",
  note: "",
  investment: "100000",
  discountRate: 0.08,
  horizonYears: 8,
  revenuePerYear: "90000",
  energyPerYear: null,
  costs: [],
  ...published,
};

function band(id: string | null, energyKwh: number, costMinor: bigint) {
  return {
    version: 1,
    band: id,
    millijoules: BigInt(energyKwh) * 3_600_000_000n,
    price: 0n,
    costMinor,
  };
}

/** The second day is not wholly covered; on the third who drew it is not known. */
function exampleFlow(window: WindowMs, timeZone: string): FlowInputs {
  const days = localDaysOver(window, timeZone);
  const energy = (kw: number, { fromMs, toMs }: WindowMs) => BigInt(kw) * BigInt(toMs - fromMs) * 1000n;
  return {
    known: ["grid_import", "pv", "cooling", "pdu_output"],
    silent: [],
    grade: "metered",
    daysOfPeriod: days.length,
    days: days
      .filter((_, at) => at !== 1)
      .map((day, at) => ({
        window: day,
        energies: {
          grid_import: energy(11, day),
          pv: energy(2, day),
          cooling: energy(2, day),
          pdu_output: energy(10, day),
        },
        split:
          at === 1
            ? null
            : {
                last: energy(10, day),
                racks: energy(9, day),
                tenants: ["t1", "t2", "t3"].map((id) => ({ id, millijoules: energy(2, day) })),
              },
      })),
  };
}

/** Told of from the beginning of the period: 40 jobs started after up to 39 h, two wait still, one was withdrawn. */
function exampleQueue(window: WindowMs): QueueInputs {
  const at = (hours: number) => window.fromMs + hours * 3_600_000;
  const started = Array.from({ length: 40 }, (_, wait) => ({
    tenant: `t${(wait % 3) + 1}`,
    eligibleMs: at(wait),
    startMs: at(2 * wait),
    endMs: null,
  }));
  const left = { tenant: "t1", startMs: null };
  const jobs: JobWait[] = [
    ...[...started, { ...left, eligibleMs: at(100), endMs: at(130) }],
    ...[300, 400].map((hours) => ({ ...left, eligibleMs: at(hours), endMs: null })),
  ];
  const wait = queueWait(jobs, window, window.toMs);
  const none = queueWait([], window, window.toMs);
  const months = [queueOwners(jobs, window, window.toMs)];
  return {
    feed: window,
    waits: { current: wait, previous: none, lastYear: none },
    months: { current: months, previous: [], lastYear: [] },
  };
}

function alarmsOf(window: WindowMs) {
  const at = (hours: number) => window.fromMs + hours * 3_600_000;
  return gradeAlarms(
    [1, 2, 30].map((hours) => ({
      alarm: "a",
      occurrence: hours,
      severity: "minor" as const,
      atMs: at(hours),
      clearedMs: at(hours + 1),
    })),
    window,
  );
}

function event(id: string, kind: "incident" | "maintenance", from: string, to: string) {
  const at = "2026-05-01T00:00:00Z";
  return { id, kind, title: kind, text: "", from, to, tenants: null, places: [], updatedAt: at };
}

function itPoint(id: string, window: WindowMs) {
  const coveredMs = window.toMs - window.fromMs;
  return { id, integral: BigInt(coveredMs) * 1000n, coveredMs };
}

/** Of 6 cards 5.5 are on and 5 without a fault; of the 4 that are held 1.6 do work. */
function exampleLadder(window: WindowMs, timeZone: string): LadderInputs {
  const metered = (count: number) => ({ count, grade: "metered" as const });
  const days = localDaysOver(window, timeZone).map((day) => {
    const ms = (cards: number) => cards * (day.toMs - day.fromMs);
    const of = (inCards: number) => ({ "h100-sxm": { knownMs: ms(6), inMs: ms(inCards) } });
    const effective = ["t1", "t2", "t3"].map((tenant, at) => {
      const heldMs = ms(at === 0 ? 2 : 1);
      return { tenant, model: "h100-sxm", heldMs, knownMs: heldMs, inMs: 0.4 * heldMs };
    });
    return { window: day, powered: of(5.5), healthy: of(5), effective };
  });
  return { powered: metered(3), healthy: metered(6), effective: metered(6), days };
}

function energyDay(window: WindowMs, at: number): EnergyDay {
  const lengthMs = window.toMs - window.fromMs;
  const facilityW = at % 2 === 0 ? 12_000 : 13_000;
  const isGap = at % 50 === 49;
  const half = isGap ? lengthMs / 2 : lengthMs;
  return {
    window,
    facility: { integral: BigInt(facilityW * half), coveredMs: lengthMs + half, resets: 0 },
    it: { integral: BigInt(10_000 * lengthMs), coveredMs: 3 * lengthMs, resets: 0 },
    joint: { facilityMj: BigInt(facilityW * half), itMj: BigInt(10_000 * half), coveredMs: half },
  };
}

function holdingDay(window: WindowMs): HoldingDay {
  const lengthMs = window.toMs - window.fromMs;
  const sum = (accelerators: number) => ({
    integral: BigInt(accelerators * lengthMs),
    coveredMs: 3 * lengthMs,
    resets: 0,
  });
  return {
    window,
    leased: { amountMs: 4 * lengthMs, toldMs: 3 * lengthMs, termMs: 3 * lengthMs },
    allocated: sum(3),
    active: sum(2),
    allocation: { allocatedMs: BigInt(3 * lengthMs), coveredMs: lengthMs },
    use: {
      activeMs: BigInt(2 * lengthMs),
      allocatedMs: BigInt(3 * lengthMs),
      coveredMs: 3 * lengthMs,
      idleMs: 0,
    },
    byTenant: { leased: [2, 1, 1], allocated: [1, 1, 1], active: [1, 0.5, 0.5] },
  };
}

/** Of 10 kW of limits 1 kW is of an empty rack; the others draw 4.5 kW. */
function hallDay(window: WindowMs): HallDay {
  const lengthMs = window.toMs - window.fromMs;
  const [used, heard, empty, limits] = [4500, 9000, 1000, 10_000].map((watts) => watts * lengthMs);
  return { window, use: { used: used ?? 0, heard: heard ?? 0, empty: empty ?? 0, limits: limits ?? 0 } };
}

function wholeDay(window: WindowMs, integral: bigint) {
  return { integral, coveredMs: window.toMs - window.fromMs, resets: 0 };
}

function pairedDay(window: WindowMs, own: bigint, baseW: number): PairedDay {
  const sum = wholeDay(window, own);
  return {
    window,
    kind: "measured",
    own: sum,
    joint: { own, base: BigInt(baseW * sum.coveredMs), coveredMs: sum.coveredMs },
  };
}
