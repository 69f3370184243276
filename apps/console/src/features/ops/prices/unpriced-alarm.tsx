import type { PriceVersion } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useLeaseBook } from "../leases/use-leases.ts";
import { findUnpriced } from "./find-unpriced.ts";

/** Leases in force that no rule prices: their statements stop, and nothing of them is free. */
export function UnpricedAlarm({ version, nowMs }: { version: PriceVersion | null; nowMs: number }) {
  const intl = useIntl();
  const leases = useLeaseBook().data?.leases;
  const unpriced = useMemo(
    () => (leases ? findUnpriced(leases, version, nowMs) : []),
    [leases, version, nowMs],
  );
  if (unpriced.length === 0) return null;
  const count = unpriced.reduce((sum, { leases: ids }) => sum + ids.length, 0);
  return (
    <div role="alert" className="grid gap-1 border-l-2 border-critical py-1 pl-3 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <StateMark mark="critical" />
        {intl.formatMessage({ id: "desk.unpriced" }, { count })}
      </p>
      <ul className="grid gap-0.5">
        {unpriced.map(({ what, leases: ids }) => (
          <li key={what}>
            {what}
            <span className="text-faint">{` \u00b7 ${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ` +${ids.length - 5}` : ""}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
