import { dayMs, instantAt, localMidnightMs, steps } from "./calendar.ts";
import { rackPowerW } from "./load.ts";
import { racks } from "./places.ts";
import { chance, wander } from "./random.ts";
import { badTransformer, hallPlans, seed } from "./story.ts";

/**
 * Two supplies and five cooling loops. Every row hangs on a busway of path A and one of path B, each able to carry the
 * whole row; hall A gives four fifths of its heat to a liquid loop, everything else goes to the air.
 */
export interface PlantFeed {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly path: "A" | "B";
  readonly racks: readonly string[];
  readonly ratedA?: number;
  readonly limitW?: number;
}
export interface PlantLoop {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly kind: "liquid" | "air";
  readonly racks: readonly string[];
  readonly designFlowLpm: number;
  readonly designHeatW: number;
  readonly fluid: Fluid;
  readonly supplyC: number;
  /** Share of the halls' power that it carries away, by hall. */
  readonly heatOf: Readonly<Record<string, number>>;
}
interface Fluid {
  readonly name: string;
  readonly densityKgPerL: number;
  readonly specificHeatKjPerKgK: number;
}

const paths = ["A", "B"] as const;
const rows = [...new Set(racks.map(({ row }) => row))];
const racksOfRow = new Map(rows.map((row) => [row, racks.filter((rack) => rack.row === row)]));
export const feedVolts = 400;

export const plantFeeds: readonly PlantFeed[] = [
  ...paths.map((path) => ({
    id: `ups-${path.toLowerCase()}`,
    name: `UPS ${path}`,
    parent: null,
    path,
    racks: [],
    limitW: 1_400_000,
  })),
  ...rows.flatMap((row) =>
    paths.map((path) => ({
      id: `${row}-${path}`,
      name: `Busway ${row}, path ${path}`,
      parent: `ups-${path.toLowerCase()}`,
      path,
      racks: (racksOfRow.get(row) ?? []).map(({ id }) => id),
      ratedA: row.startsWith("A") ? 800 : 400,
    })),
  ),
];

const water: Fluid = { name: "water", densityKgPerL: 0.999, specificHeatKjPerKgK: 4.186 };
const pg25: Fluid = { name: "PG25", densityKgPerL: 1.02, specificHeatKjPerKgK: 3.9 };
const inHall = (hall: string) => racks.filter((rack) => rack.hall === hall).map(({ id }) => id);
const airLoop = (hall: string, share: number, designHeatW: number, designFlowLpm: number): PlantLoop => ({
  id: `air-${hall.toLowerCase()}`,
  name: `Air handlers, hall ${hall}`,
  parent: "plant",
  kind: "air",
  racks: inHall(hall),
  designFlowLpm,
  designHeatW,
  fluid: water,
  supplyC: 14.5,
  heatOf: { [hall]: share },
});

export const plantLoops: readonly PlantLoop[] = [
  {
    id: "plant",
    name: "Chilled water plant",
    parent: null,
    kind: "liquid",
    racks: [],
    designFlowLpm: 3000,
    designHeatW: 1_400_000,
    fluid: water,
    supplyC: 14,
    heatOf: Object.fromEntries(hallPlans.map(({ id }) => [id, id === "A" ? 1.01 : 1.05])),
  },
  {
    id: "liquid-a",
    name: "Liquid loop, hall A",
    parent: "plant",
    kind: "liquid",
    racks: inHall("A"),
    designFlowLpm: 760,
    designHeatW: 520_000,
    fluid: pg25,
    supplyC: 32,
    heatOf: { A: 0.8 },
  },
  airLoop("A", 0.21, 160_000, 300),
  airLoop("B", 1.05, 420_000, 820),
  airLoop("C", 1.05, 300_000, 420),
];

/** What the busways lose on the way, and the cables from the UPS to them. */
const buswayLoss = 1.002;
const cableLoss = 1.008;

/** What the feed's meter says; one transformer of the story reads low. */
export function feedPowerW(feed: PlantFeed, timeMs: number, anchorMs: number): number {
  const isLow = feed.id === badTransformer.feed && timeMs >= transformerFailsMs(anchorMs);
  return trueFeedW(feed, timeMs) * (isLow ? badTransformer.reads : 1);
}

export function transformerFailsMs(anchorMs: number): number {
  return localMidnightMs(anchorMs) - badTransformer.daysBefore * dayMs;
}

function trueFeedW(feed: PlantFeed, timeMs: number): number {
  const row = feed.racks.length > 0 ? feed.id.slice(0, -2) : "";
  const own = (racksOfRow.get(row) ?? []).reduce((sum, rack) => sum + rackPowerW(rack, timeMs), 0);
  const below = plantFeeds
    .filter(({ parent }) => parent === feed.id)
    .reduce((sum, child) => sum + trueFeedW(child, timeMs), 0);
  return own * pathShare(row, feed.path, timeMs) * buswayLoss + below * cableLoss;
}

/** The supplies of a server share its load nearly evenly; the two paths of a row are one whole. */
function pathShare(row: string, path: "A" | "B", timeMs: number): number {
  const index = rows.indexOf(row);
  const { step } = instantAt(timeMs);
  const place = 0.04 * (chance(seed, index, 21) - 0.5);
  const shareA = 0.5 + place + 0.01 * wander(seed + index, step, 6, steps);
  return path === "A" ? shareA : 1 - shareA;
}

function loopHeatW(loop: PlantLoop, timeMs: number): number {
  return racks.reduce((sum, rack) => sum + (loop.heatOf[rack.hall] ?? 0) * rackPowerW(rack, timeMs), 0);
}

/** Pumps run at one speed and hunt a little. */
export function loopFlowLpm(loop: PlantLoop, timeMs: number): number {
  const { step } = instantAt(timeMs);
  return loop.designFlowLpm * (0.96 + 0.01 * wander(seed + loop.designFlowLpm, step, 4, steps));
}

export function loopSupplyC(loop: PlantLoop, timeMs: number): number {
  const { step } = instantAt(timeMs);
  return loop.supplyC + 0.2 * wander(seed + loop.designHeatW, step, 4, steps);
}

/** Heat = density x flow x specific heat x rise. */
export function loopReturnC(loop: PlantLoop, timeMs: number): number {
  const { densityKgPerL, specificHeatKjPerKgK } = loop.fluid;
  const kwPerKelvin = ((densityKgPerL * loopFlowLpm(loop, timeMs)) / 60) * specificHeatKjPerKgK;
  return loopSupplyC(loop, timeMs) + loopHeatW(loop, timeMs) / 1000 / kwPerKelvin;
}

/** The air of a hall is one: where it is warmer, it is relatively drier. Magnus, a = 17.62, b = 243.12 °C. */
export function humidityRatio(hall: string, inletC: number, timeMs: number): number {
  const { step } = instantAt(timeMs);
  const dewPointC = 10.5 + 0.8 * wander(seed + (hall.codePointAt(0) ?? 0), step, 12, steps);
  const pressure = (celsius: number) => Math.exp((17.62 * celsius) / (243.12 + celsius));
  return pressure(dewPointC) / pressure(inletC);
}
