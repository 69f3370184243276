import type { WindowMs } from "@aidc/contract";
import { useMemo } from "react";
import { useServerNowMs } from "../../live/use-server-now.ts";
import { clockOf } from "./judge-picture.ts";
import { useMyTenant } from "./my-tenant.tsx";
import type { PeriodChoice } from "./period.ts";
import { periodOf } from "./period.ts";

export interface AskedPeriod {
  readonly window: WindowMs;
  /** As calls take it: ISO 8601, UTC. */
  readonly wire: { readonly from: string; readonly to: string };
}

/** The period of the address on the center's clock; null while its dates make none. */
export function usePeriod(choice: PeriodChoice): AskedPeriod | null {
  const { state } = useMyTenant();
  const { timeZone } = state.center;
  const window = periodOf(choice, clockOf(state, useServerNowMs()), timeZone);
  const [fromMs, toMs] = [window?.fromMs ?? null, window?.toMs ?? null];
  return useMemo(() => {
    if (fromMs === null || toMs === null) return null;
    const wire = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
    return { window: { fromMs, toMs }, wire };
  }, [fromMs, toMs]);
}
