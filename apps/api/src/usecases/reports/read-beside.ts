import type { WindowMs } from "@aidc/contract";
import type { ReportInputs } from "@aidc/domain";
import type { EnergySources } from "../figures/energy-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";
import { readGenerated } from "./read-generated.ts";
import type { Paired } from "./read-paired.ts";
import { readPaired } from "./read-paired.ts";

export interface Beside {
  readonly inputs: Pick<ReportInputs, "renewable" | "backup" | "water" | "reuse">;
  readonly paired: readonly Paired[];
}

/** What stands beside the energy balance. What a center does not meter asks the database nothing. */
export async function readBeside(
  context: FigureContext,
  sums: DaySums,
  { facility, it }: EnergySources,
  reach: WindowMs,
): Promise<Beside> {
  const [renewable, backup, water, reuse] = await Promise.all([
    readGenerated(context, sums, reach, "pv"),
    readGenerated(context, sums, reach, "generator"),
    readPaired(context, sums, { role: "water_intake", side: "it", base: it }, reach),
    readPaired(context, sums, { role: "heat_reuse", side: "facility", base: facility }, reach),
  ]);
  return {
    inputs: { renewable, backup, water: water.meters, reuse: reuse.meters },
    paired: [water, reuse],
  };
}
