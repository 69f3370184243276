import { methods } from "@aidc/domain";
import { requireTenant } from "../billing/tenant-of.ts";
import { correctionsNow, figureContext, parseWindow } from "../figures/compute-figures.ts";
import { tenantEnergy } from "../figures/tenant-energy.ts";
import type { Services } from "../services.ts";

export interface EnergyQuery {
  readonly center: string;
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
}

/** Energy and carbon of what the tenant held, with the method in words. */
export async function readEnergy(services: Services, query: EnergyQuery) {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  requireTenant(view.document, query.tenant);
  const known = await correctionsNow(services, query.center);
  const figures = await tenantEnergy(figureContext(services, view, window, { known }), query.tenant);
  const { version, formula, standard } = methods.carbon;
  return {
    figures: { ...figures },
    method: { id: "carbon", version, text: `${formula}. ${standard}` },
  };
}
