import type { PriceDraft, PriceVersion } from "@aidc/contract";
import { checkPriceDraft } from "@aidc/domain";
import type { Caller } from "../caller.ts";
import { refuseDraft } from "../refuse-draft.ts";
import type { Services } from "../services.ts";
import { changedBy } from "./changed-by.ts";
import { requireTenant } from "./tenant-of.ts";

export interface Publishing {
  readonly center: string;
  /** null: the platform's own book. */
  readonly seller: string | null;
  readonly draft: PriceDraft;
}

/**
 * Publishes a price version. It is never changed and begins after everything that was billed.
 * @throws AppError bad_request naming what is wrong with it, conflict when another was published meanwhile
 */
export async function publishPrices(
  services: Services,
  caller: Caller,
  { center, seller, draft }: Publishing,
): Promise<PriceVersion> {
  const { document } = await services.directory.get(center);
  if (seller !== null) requireTenant(document, seller);
  refuseDraft(
    checkPriceDraft(draft, {
      earlier: await services.billing.listPrices(center, seller),
      issuedMonths: seller === null ? await services.billing.issuedMonths(center) : [],
      timeZone: document.center.timeZone,
      currency: document.center.currency,
      models: document.catalogue,
    }),
  );
  const published = await services.billing.publishPrices(center, seller, draft, changedBy(caller));
  if (seller === null) {
    services.metering.recheckFrom(center, Date.parse(published.effectiveFrom));
    services.alarms.surroundingsChanged(center);
  }
  return published;
}

/** What holds for a tenant, newest first, and the tenant's own towards its teams. */
export async function readTenantPrices(services: Services, center: string, tenant: string) {
  requireTenant((await services.directory.get(center)).document, tenant);
  return {
    platform: await services.billing.listPrices(center, null),
    own: await services.billing.listPrices(center, tenant),
  };
}

export async function readPrices(services: Services, center: string): Promise<PriceVersion[]> {
  await services.directory.get(center);
  return services.billing.listPrices(center, null);
}
