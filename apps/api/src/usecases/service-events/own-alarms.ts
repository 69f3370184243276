import type { OwnAlarm } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { alarmsOf } from "../alarms/read-alarms.ts";
import type { OfTenant } from "../of-tenant.ts";
import type { Services } from "../services.ts";

/** Names of sources and of alerts from elsewhere are the operator's own words: they may name anybody. */
const untold = ["source", "alert", "wall"];
const mostTold = 100;

/** What is wrong with what a tenant holds: rule and place, the worst first; null: the alarms are not judged yet. */
export async function ownAlarms(
  services: Services,
  { center, tenant }: OfTenant,
): Promise<OwnAlarm[] | null> {
  const active = (await alarmsOf(services, center)).activeOn(tenant);
  if (active === null) return null;
  return active
    .filter(({ subject }) => !untold.includes(subject.kind))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .flatMap(({ id, ruleName, ruleNameZh, severity, place, raisedMs }) =>
      raisedMs === null
        ? []
        : [{ id, name: ruleName, nameZh: ruleNameZh ?? null, severity, place, raisedAt: isoOf(raisedMs) }],
    )
    .slice(0, mostTold);
}
