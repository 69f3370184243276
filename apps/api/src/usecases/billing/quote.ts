import type { LeaseWish, Quote } from "@aidc/contract";
import { quoteWish } from "@aidc/domain";
import { notFound } from "../app-error.ts";
import type { Services } from "../services.ts";
import { requireTenant } from "./tenant-of.ts";

/** What a wish would cost at today's published prices. @throws AppError not_found when it names no lease of his */
export async function quote(
  services: Services,
  query: {
    readonly center: string;
    readonly tenant: string;
    readonly wish: LeaseWish;
    readonly months: number;
  },
): Promise<Quote> {
  const { document } = await services.directory.get(query.center);
  requireTenant(document, query.tenant);
  const quoted = quoteWish({
    wish: query.wish,
    months: query.months,
    versions: await services.billing.listPrices(query.center, null),
    models: document.catalogue,
    timeZone: document.center.timeZone,
    currency: document.center.currency,
    tenant: query.tenant,
    leases: document.leases.filter(({ tenant }) => tenant === query.tenant),
  });
  if (quoted === null) throw notFound("The lease");
  return quoted;
}
