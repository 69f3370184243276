import type { AlarmView, OwnAlarm } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { alarmsOf } from "../alarms/read-alarms.ts";
import type { OfTenant } from "../of-tenant.ts";
import type { Services } from "../services.ts";

/** Names of sources and walls are the operator's own words: they may name anybody. */
const untold = ["source", "wall"];
const mostTold = 100;

interface OwnAlarms {
  readonly alarms: OwnAlarm[] | null;
  readonly possible: number | null;
}

/**
 * What is wrong with what a tenant holds: rule and place, the worst first; null: the alarms are not judged yet. Where
 * its leases without places may be is told as a count: those places may be another's.
 */
export async function ownAlarms(services: Services, { center, tenant }: OfTenant): Promise<OwnAlarms> {
  const active = (await alarmsOf(services, center)).activeOn(tenant);
  if (active === null) return { alarms: null, possible: null };
  const alarms = active.held
    .filter(isTold)
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .flatMap(({ id, ruleName, ruleNameZh, severity, place, raisedMs }) =>
      raisedMs === null
        ? []
        : [{ id, name: ruleName, nameZh: ruleNameZh ?? null, severity, place, raisedAt: isoOf(raisedMs) }],
    )
    .slice(0, mostTold);
  // An alert of another rule engine that names nothing may be about anybody: counted, everybody would have it.
  const possible = active.possible.filter((alarm) => isTold(alarm) && alarm.subject.kind !== "alert");
  return { alarms, possible: possible.length };
}

const isTold = ({ subject, raisedMs }: AlarmView): boolean =>
  raisedMs !== null && !untold.includes(subject.kind);
