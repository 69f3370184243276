import type { Figure, WindowMs } from "@aidc/contract";
import { badField } from "../app-error.ts";
import { requireTenant } from "../billing/tenant-of.ts";
import { computeFigures, figureContext, parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import type { UsageRow } from "./usage-rows.ts";
import { usageRows } from "./usage-rows.ts";

export interface UsageQuery {
  readonly center: string;
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly by: keyof typeof usageRows;
}

const longestDays = 400;
const names = "accelerator_hours_leased,accelerator_hours_allocated,accelerator_hours_active,utilisation";

/** What a tenant leased, held and used over a window, in all and split one way. */
export async function readUsage(services: Services, query: UsageQuery) {
  const { center, tenant, from, to, by } = query;
  const window = parseWindow(query);
  requireShort(window);
  const view = await services.directory.get(center);
  requireTenant(view.document, tenant);
  const figures = await computeFigures(services, { center, tenant, from, to, names });
  const context = figureContext(services, view, window, { tenant });
  const rows = await usageRows[by](services, context, tenant);
  return { from, to, by, figures, rows, itemisedShare: itemisedShare(by, rows, figures) };
}

function requireShort({ fromMs, toMs }: WindowMs): void {
  if (toMs - fromMs > longestDays * 86_400_000)
    throw badField("to", `must be within ${longestDays} days of from`);
}

/** How much of the metered use job records explain; a split by day or model needs none. */
function itemisedShare(
  by: UsageQuery["by"],
  rows: readonly UsageRow[],
  figures: Readonly<Record<string, Figure>>,
): number | null {
  if (by === "day" || by === "model") return null;
  const metered = figures.accelerator_hours_allocated?.value ?? null;
  if (metered === null || metered === 0) return null;
  return rows.reduce((sum, row) => sum + (row.allocatedHours ?? 0), 0) / metered;
}
