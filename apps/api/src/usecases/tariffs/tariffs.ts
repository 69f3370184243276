import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { checkTariff } from "@aidc/domain";
import { AppError } from "../app-error.ts";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
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
  const issues = checkTariff(draft, {
    earlier: await services.tariffs.list(center),
    currency: document.center.currency,
  });
  const [first] = issues;
  if (first) {
    const faults = issues.map(({ path, message }) => ({ path: `draft.${path}`, message }));
    throw new AppError("bad_request", `draft.${first.path}: ${first.message}`, faults.slice(0, 100));
  }
  return services.tariffs.publish(center, draft, changedBy(caller));
}
