import type { Lease, PriceVersion } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useLeaseBook } from "../leases/use-leases.ts";
import { findUnpriced } from "./find-unpriced.ts";

/** Leases in force that no rule prices: their statements stop, and nothing of them is free. */
export function UnpricedAlarm({ version, nowMs }: { version: PriceVersion | null; nowMs: number }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const leases = useLeaseBook().data?.leases;
  const unpriced = useMemo(
    () => (leases ? findUnpriced(leases, version, nowMs) : []),
    [leases, version, nowMs],
  );
  if (unpriced.length === 0) return null;
  const nameOf = ({ resource, model }: Lease) =>
    model === undefined ? words.resource(resource) : words.model(model);
  const count = unpriced.reduce((sum, { leases: ids }) => sum + ids.length, 0);
  return (
    <MarkedNote mark="critical" title={intl.formatMessage({ id: "desk.unpriced" }, { count })} isAlert>
      <ul className="grid gap-0.5">
        {unpriced.map(({ code, example, leases: ids }) => (
          <li key={example.id}>
            {intl.formatMessage(
              { id: `desk.unpriced.${code}` },
              { what: nameOf(example), terms: words.terms(example.terms) },
            )}
            <span className="text-faint">{` \u00b7 ${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ` +${ids.length - 5}` : ""}`}</span>
          </li>
        ))}
      </ul>
    </MarkedNote>
  );
}
