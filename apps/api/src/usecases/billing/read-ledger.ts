import { parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import { requireTenant } from "./tenant-of.ts";

const entriesPerPage = 1000;

export async function readLedger(
  services: Services,
  query: { center: string; tenant: string; from: string; to: string; after: number },
) {
  const window = parseWindow(query);
  requireTenant((await services.directory.get(query.center)).document, query.tenant);
  const place = { centerId: query.center, tenantId: query.tenant };
  return services.billing.readLedger(place, window, query.after, entriesPerPage);
}
