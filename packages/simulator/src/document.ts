import type { CenterDocumentInput } from "@aidc/contract";
import { dayMs } from "./calendar.ts";
import { liveIntervalsMs } from "./demo-series.ts";
import { facilityMeters, registerModulusWh, registerResolutionWh } from "./facility.ts";
import type { SimulatedRack } from "./places.ts";
import { racks, servers } from "./places.ts";
import { feedVolts, plantFeeds, plantLoops } from "./plant.ts";
import { demoSeries } from "./series.ts";
import type { Contract } from "./story.ts";
import { cardsPerServer, demoCenterId, hallPlans, hotRack, tenantStories } from "./story.ts";
import { waterMeter } from "./water.ts";

/** Cadence of seeded history; points bridge three of its steps, so that history and live are both covered. */
export const historyIntervalMs = 300_000;
const maxGapS = (3 * historyIntervalMs) / 1000;

const note =
  "Simulated. Every value on every page of this center comes from a seeded model; nothing was measured. Machines follow " +
  "published figures, institutions are invented.";

/** The mix of the whole country; a provincial grid has its own, for which no freely usable table was found. */
const gridCarbon = {
  kgPerKwh: 0.582317,
  source: "Our World in Data, carbon intensity of electricity, China, as kept by CodeCarbon (MIT)",
  year: 2023,
};

/** The whole demo center; the same anchor gives the same document. */
export function demoDocument(anchorMs: number): CenterDocumentInput {
  return {
    center: {
      id: demoCenterId,
      name: "Example Center",
      nameZh: "示例智算中心",
      region: "Example Region",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      itBoundary: "pdu_output",
      ratedItPowerW: 1_400_000,
      gridCarbon,
      retentionDays: 430,
      origin: "demo",
      note,
      defaultIntervalS: liveIntervalsMs.accelerator / 1000,
    },
    halls: hallPlans.map(({ id, name }) => ({ id, name })),
    rows: hallPlans.flatMap(({ id }) =>
      [1, 2].map((number) => ({ id: `${id}${number}`, hall: id, name: `Row ${id}${number}` })),
    ),
    racks: racks.map(rackOf),
    servers: servers.map((server) => ({
      id: server.id,
      rack: server.rack,
      name: server.id,
      positionU: server.positionU,
      heightU: server.kit.heightU,
      ratedPowerW: server.kit.ratedW,
      accelerators: { model: server.kit.model, count: cardsPerServer },
    })),
    meters: plantMeters(),
    ...feedsAndLoops(),
    points: demoSeries(anchorMs)
      .filter((series) => series.kind !== "accelerator")
      .map(({ kind, subject, quantity }) => ({
        subject: { kind: subject.kind, id: subject.id },
        quantity,
        intervalS: liveIntervalsMs[kind] / 1000,
        maxGapS,
        grade: "modelled" as const,
      })),
    tenants: tenantStories.map(({ habit: _, contracts: __, ...tenant }) => tenant),
    leases: tenantStories.flatMap(({ id, contracts }) =>
      contracts.map((contract) => leaseOf(id, contract, anchorMs)),
    ),
    assignments: tenantStories.flatMap(({ contracts }) =>
      contracts.flatMap((contract) => assignmentsOf(contract, anchorMs)),
    ),
  };
}

function plantMeters(): CenterDocumentInput["meters"] {
  const electric = facilityMeters.map(({ id, name, role, ratedPowerW }) => ({
    id,
    name,
    role,
    ratedPowerW,
    grade: "modelled" as const,
    modulusWh: registerModulusWh,
    resolutionWh: registerResolutionWh,
  }));
  return [...electric, { ...waterMeter, grade: "modelled" }];
}

function feedsAndLoops(): Pick<CenterDocumentInput, "feeds" | "loops"> {
  return {
    feeds: plantFeeds.map((feed) => ({
      ...feed,
      racks: [...feed.racks],
      ...(feed.ratedA === undefined ? {} : { volts: feedVolts, phases: 3 }),
    })),
    loops: plantLoops.map(({ supplyC: _, heatOf: __, racks: served, ...loop }) => ({
      ...loop,
      racks: [...served],
    })),
  };
}

function rackOf(rack: SimulatedRack): NonNullable<CenterDocumentInput["racks"]>[number] {
  return {
    id: rack.id,
    row: rack.row,
    name: rack.id,
    position: rack.position,
    heightU: 42,
    powerLimitW: rack.id === hotRack.id ? hotRack.limitW : (rack.kit?.rackLimitW ?? 20_000),
    coolingLimitW: rack.kit?.liquid ? rack.kit.rackLimitW : 20_000,
    limitGrade: "modelled",
    placementGrade: "modelled",
  };
}

function leaseOf(
  tenant: string,
  contract: Contract,
  anchorMs: number,
): NonNullable<CenterDocumentInput["leases"]>[number] {
  return {
    id: contract.id,
    tenant,
    resource: "accelerators",
    amount: contract.cards,
    model: servers.find((server) => server.hold?.contract === contract.id)?.kit.model,
    ...windowOf(contract, anchorMs),
    grade: "modelled",
    // Who commits does so for a term; a lease without an end is a ceiling, and use is paid for.
    terms: contract.forDays === null ? "on_demand" : "commitment",
  };
}

function windowOf(contract: Contract, anchorMs: number): { from: string; to: string | null } {
  const fromMs = anchorMs - contract.sinceDays * dayMs;
  const to = contract.forDays === null ? null : new Date(fromMs + contract.forDays * dayMs).toISOString();
  return { from: new Date(fromMs).toISOString(), to };
}

function assignmentsOf(
  contract: Contract,
  anchorMs: number,
): NonNullable<CenterDocumentInput["assignments"]> {
  const base = { lease: contract.id, ...windowOf(contract, anchorMs) };
  const single = servers.filter(
    (server) => server.hold?.contract === contract.id && !contract.racks.includes(server.rack),
  );
  return [
    ...contract.racks.map((rack) => ({ ...base, rack })),
    ...single.flatMap((server) =>
      Array.from({ length: server.hold?.cards ?? 0 }, (_, slot) => ({
        ...base,
        accelerator: `${server.id}:${slot}`,
      })),
    ),
  ];
}

/**
 * The anchor that a demo center was seeded with, read back from its leases, so that a later start continues the same
 * story. null when the document is not of this model.
 */
export function demoAnchorMs(document: { leases: readonly { id: string; from: string }[] }): number | null {
  const first = tenantStories[0]?.contracts[0];
  const lease = document.leases.find((one) => one.id === first?.id);
  if (!first || !lease) return null;
  const fromMs = Date.parse(lease.from);
  return Number.isNaN(fromMs) ? null : fromMs + first.sinceDays * dayMs;
}
