import type { EconomicScenario, EconomicScenarioDraft } from "@aidc/contract";
import { checkScenario } from "@aidc/domain";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import { refuseDraft } from "../refuse-draft.ts";
import type { Services } from "../services.ts";

export async function readScenarios(services: Services, center: string): Promise<EconomicScenario[]> {
  await services.directory.get(center);
  return services.scenarios.list(center);
}

/**
 * Publishes a version of the economic scenario. It is never changed.
 * @throws AppError bad_request naming what is wrong with it, conflict when another was published meanwhile
 */
export async function publishScenario(
  services: Services,
  caller: Caller,
  { center, draft }: { readonly center: string; readonly draft: EconomicScenarioDraft },
): Promise<EconomicScenario> {
  const { document } = await services.directory.get(center);
  refuseDraft(
    checkScenario(draft, {
      earlier: await services.scenarios.list(center),
      currency: document.center.currency,
    }),
  );
  return services.scenarios.publish(center, draft, changedBy(caller));
}
