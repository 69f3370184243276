import { localDaysOver } from "@aidc/domain";
import { AppError, badField } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import { changedBy } from "./changed-by.ts";
import { ledgerClockMs } from "./ledger-clock.ts";
import { meterWindow } from "./meter-window.ts";

const longestDays = 93;

/**
 * Brings the ledger up to what samples and leases say of the window's local days, as far as the center's clock.
 * @throws AppError bad_request when the window is longer than a quarter
 */
export async function meterLedger(
  services: Services,
  caller: Caller,
  query: { readonly center: string; readonly from: string; readonly to: string },
) {
  const asked = parseWindow(query);
  const view = await services.directory.get(query.center);
  if (localDaysOver(asked, view.document.center.timeZone).length > longestDays)
    throw badField("to", `must be within ${longestDays} days of from`);
  const clockMs = ledgerClockMs(view, services.telemetry.latest, services.clock());
  if (clockMs === null) throw new AppError("conflict", "Nothing has been received in this center yet.");
  const window = { fromMs: asked.fromMs, toMs: Math.min(asked.toMs, clockMs) };
  const metered =
    window.toMs > window.fromMs
      ? await meterWindow(services, query.center, window, { by: changedBy(caller) })
      : { appended: 0, reversed: 0 };
  const reached = await services.billing.ledgerReach(query.center);
  return { ...metered, head: Math.max(0, ...reached.map(({ head }) => head)) };
}
