import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { checkTariff } from "@aidc/domain";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import { refuseDraft } from "../refuse-draft.ts";
import type { Services } from "../services.ts";

export async function readTariffs(services: Services, center: string): Promise<TariffVersion[]> {
  await services.directory.get(center);
  return services.tariffs.list(center);
}

/**
 * Publishes a version of the electricity tariff. It is never changed.
 * @throws AppError bad_request naming what is wrong with it, conflict when another was published meanwhile
 */
export async function publishTariff(
  services: Services,
  caller: Caller,
  { center, draft }: { readonly center: string; readonly draft: TariffDraft },
): Promise<TariffVersion> {
  const { document } = await services.directory.get(center);
  refuseDraft(
    checkTariff(draft, {
      earlier: await services.tariffs.list(center),
      currency: document.center.currency,
    }),
  );
  return services.tariffs.publish(center, draft, changedBy(caller));
}
