import type { Figure, WindowMs } from "@aidc/contract";
import { nothingKnown } from "@aidc/domain";
import { badField } from "../app-error.ts";
import { ledgerClockMs } from "../billing/ledger-clock.ts";
import { requireTenant } from "../billing/tenant-of.ts";
import { computeFigures, figureContext, parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
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
  // A job that runs holds its cards until now, not until the end of the window that was asked for.
  const nowMs = ledgerClockMs(view, services.telemetry.latest, services.clock()) ?? services.clock();
  const past = { fromMs: window.fromMs, toMs: Math.max(window.fromMs, Math.min(window.toMs, nowMs)) };
  const isOfJobs = by !== "day" && by !== "model";
  // Counts of cards: no correction changes them.
  const context = figureContext(services, view, isOfJobs ? past : window, { tenant, known: nothingKnown });
  const { rows, itemisedMs } = await usageRows[by](services, context, tenant);
  return { from, to, by, figures, rows, itemisedShare: itemisedShare(itemisedMs, figures) };
}

function requireShort({ fromMs, toMs }: WindowMs): void {
  if (toMs - fromMs > longestDays * 86_400_000)
    throw badField("to", `must be within ${longestDays} days of from`);
}

/** How much of the metered use job records explain; a split by day or model needs none. */
function itemisedShare(itemisedMs: bigint | null, figures: Readonly<Record<string, Figure>>): number | null {
  const metered = figures.accelerator_hours_allocated?.value ?? null;
  if (itemisedMs === null || metered === null || metered === 0) return null;
  return Number(itemisedMs) / 3_600_000 / metered;
}
