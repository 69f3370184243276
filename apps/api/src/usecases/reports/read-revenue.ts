import type { CenterDocument, WindowMs } from "@aidc/contract";
import type { RevenueMonth } from "@aidc/domain";
import { expectedStatements, localMonthsOver, monthNameAt, parseMinor } from "@aidc/domain";
import type { Services } from "../services.ts";

/** Issued statements by local month; one in another currency is no statement of this sum. */
export async function readRevenue(
  { billing }: Pick<Services, "billing">,
  { center, tenants, leases }: CenterDocument,
  window: WindowMs,
): Promise<RevenueMonth[]> {
  const billed = new Map<string, { tenant: string; amount: bigint }[]>();
  for (const { id: tenant } of tenants) {
    for (const { month, billed: amount, currency } of await billing.listStatements({
      centerId: center.id,
      tenantId: tenant,
    })) {
      if (currency !== center.currency) continue;
      const of = billed.get(month) ?? [];
      billed.set(month, [...of, { tenant, amount: parseMinor(amount, currency) }]);
    }
  }
  return localMonthsOver(window, center.timeZone).map((monthWindow) => {
    const month = monthNameAt(monthWindow.fromMs, center.timeZone);
    const of = billed.get(month) ?? [];
    return {
      month,
      byTenant: of.map(({ amount }) => amount),
      tenants: expectedStatements(
        leases,
        monthWindow,
        of.map(({ tenant }) => tenant),
      ),
    };
  });
}
