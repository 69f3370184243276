import type { WindowMs } from "@aidc/contract";
import type { DaySum, ReportInputs, UpsInputs } from "@aidc/domain";
import { hallsWithoutMeter, isGridOnly, racksWithoutMeter, roleInputs, waterInputs } from "@aidc/domain";
import type { EnergySources, SignedSource } from "../figures/energy-sources.ts";
import { chooseSources, gradeOf } from "../figures/energy-sources.ts";
import { usedOf } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";
import { readDays } from "./read-energy.ts";
import { readGenerated } from "./read-generated.ts";
import type { Paired } from "./read-paired.ts";
import { pairedDay, readPaired } from "./read-paired.ts";

export interface Beside {
  readonly inputs: Pick<
    ReportInputs,
    "renewable" | "backup" | "grid" | "water" | "reuse" | "ups" | "unmetered" | "unmeteredRacks"
  >;
  readonly paired: readonly Paired[];
  /** By day, what samples alone say of those that are metered. */
  readonly sampled: Readonly<Record<"water" | "reuse" | "renewable" | "backup", readonly DaySum[]>>;
}

/** What stands beside the energy balance. What a center does not meter asks the database nothing. */
export async function readBeside(
  context: FigureContext,
  sums: DaySums,
  { facility, it }: EnergySources,
  { reach, window }: { readonly reach: WindowMs; readonly window: WindowMs },
): Promise<Beside> {
  const [renewable, backup, grid, water, reuse, ups] = await Promise.all([
    readGenerated(context, sums, reach, "pv"),
    readGenerated(context, sums, reach, "generator"),
    readGrid(context, sums, it, reach),
    readPaired(context, sums, { role: "water_intake", side: "it", base: it }, reach),
    readPaired(context, sums, { role: "heat_reuse", side: "facility", base: facility }, reach),
    readUps(context, sums, facility, window),
  ]);
  return {
    inputs: {
      renewable: renewable.meters,
      backup: backup.meters,
      ups,
      grid: grid?.meters ?? null,
      water: water.meters,
      reuse: reuse.meters,
      unmetered: hallsWithoutMeter(context.document, context.points),
      unmeteredRacks: racksWithoutMeter(context.document, context.points),
    },
    paired: [water, reuse],
    sampled: {
      water: water.sampled,
      reuse: reuse.sampled,
      renewable: renewable.sampled,
      backup: backup.sampled,
    },
  };
}

/** Only a figure of carbon asks for it; where the grid is all that supplies the facility, the balance tells it. */
async function readGrid(
  context: FigureContext,
  sums: DaySums,
  it: readonly SignedSource[],
  reach: WindowMs,
): Promise<Paired | null> {
  if (!context.document.center.gridCarbon || isGridOnly(context.document)) return null;
  return readPaired(context, sums, { role: "grid_import", side: "it", base: it }, reach);
}

/** The balance of the period at the UPS output, where the center measures IT energy elsewhere and has meters there. */
async function readUps(
  context: FigureContext,
  sums: DaySums,
  facility: readonly SignedSource[],
  window: WindowMs,
): Promise<UpsInputs | null> {
  const { document, points } = context;
  if (document.center.itBoundary === "ups_output") return null;
  const it = await chooseSources(context, roleInputs(document, points, "ups_output"));
  if (it.length === 0) return null;
  const sources = { facility, it };
  const side = (list: readonly SignedSource[]) => ({ count: list.length, grade: gradeOf(list) });
  const days = await readDays(context, sums, sources, window);
  const used = usedOf(context, sources, window);
  const own = await chooseSources(context, waterInputs(document, points));
  const paired = own.length === 0 ? [] : await readDays(context, sums, { facility: own, it }, window);
  const water = { ...side(own), days: paired.map(pairedDay) };
  return { facility: side(facility), it: side(it), days, spans: [], used, water };
}
