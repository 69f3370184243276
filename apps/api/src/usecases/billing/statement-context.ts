import type { PriceVersion, Tenant, WindowMs } from "@aidc/contract";
import { expectedUse, monthWindow } from "@aidc/domain";
import type { StatementBasis } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";
import { requireTenant } from "./tenant-of.ts";

/** Everything but the ledger that a tenant's statement of a month is made of. */
export interface StatementContext {
  readonly place: { readonly centerId: string; readonly tenantId: string; readonly month: string };
  readonly view: CenterView;
  readonly tenant: Tenant;
  readonly timeZone: string;
  readonly currency: string;
  /** Of the platform, newest first. */
  readonly versions: readonly PriceVersion[];
  readonly period: WindowMs;
  /** Up to here something can have been metered: the end of the month, or now. */
  readonly asOfMs: number;
  /** The end of the month, or now: what was leased by then costs something, however far the ledger is. */
  readonly untilMs: number;
}

/** @throws AppError not_found, or bad_request for a month that has not begun */
export async function statementContext(
  services: Pick<Services, "directory" | "billing" | "clock">,
  { center, tenant, month }: { readonly center: string; readonly tenant: string; readonly month: string },
): Promise<StatementContext> {
  const view = await services.directory.get(center);
  const { timeZone, currency } = view.document.center;
  const found = requireTenant(view.document, tenant);
  const period = monthWindow(month, timeZone);
  const nowMs = services.clock();
  if (period.fromMs > nowMs) throw badField("month", "has not begun yet");
  const untilMs = Math.min(period.toMs, nowMs);
  return {
    place: { centerId: center, tenantId: tenant, month },
    view,
    tenant: found,
    timeZone,
    currency,
    versions: await services.billing.listPrices(center, null),
    period,
    asOfMs: untilMs,
    untilMs,
  };
}

/** What stands at the head of every statement of the month, whoever sells. */
export function headOf(
  { place, tenant, timeZone, currency }: StatementContext,
  basis: Pick<StatementBasis, "head">,
) {
  return {
    tenant: tenant.id,
    tenantName: tenant.name,
    month: place.month,
    timeZone,
    currency,
    ledgerHead: basis.head,
  };
}

export function rateInputOf(context: StatementContext, basis: Pick<StatementBasis, "entries">) {
  const { versions, view, timeZone, currency, place } = context;
  return {
    versions,
    models: view.document.catalogue,
    timeZone,
    month: place.month,
    entries: basis.entries,
    currency,
    expectedUse: whenUseIsExpected(context, basis),
  };
}

function whenUseIsExpected(
  { view, place, period, asOfMs }: StatementContext,
  { entries }: Pick<StatementBasis, "entries">,
): WindowMs[] {
  const window = { fromMs: period.fromMs, toMs: asOfMs };
  const leases = view.document.leases.filter(({ tenant }) => tenant === place.tenantId);
  const counted = entries.filter(({ basis }) => basis === "allocated").map(({ from }) => Date.parse(from));
  const first = counted.reduce((least, atMs) => Math.min(least, atMs), asOfMs);
  return expectedUse(leases, window, counted.length === 0 ? null : first);
}
