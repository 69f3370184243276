/**
 * Alerts that another rule engine judged: Prometheus by way of Alertmanager. They live the same life as our own alarms.
 * An alert ends when its end was told, never because nothing was heard of it. Which rule takes it is decided by its
 * `severity` label, so that the mapping of words to severities is data. Source: ecosystem 1 row 4, standards 4.2, 4.4.
 */
import type { AlarmRule, Issue } from "@aidc/contract";
import type { CenterIndex } from "../live/index-center.ts";
import type { Reading } from "./condition.ts";
import { serverRow } from "./subjects.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan, AlarmSubject } from "./watched.ts";
import { unknownReading } from "./watched.ts";

/** An alert as it was last told. */
export interface ExternalAlert {
  /** The fingerprint of its labels: the same alert keeps it. */
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  /** As its sender tells it; before 1970 it was never set. */
  readonly startsAtMs: number;
  readonly isFiring: boolean;
}

type Condition = Extract<AlarmRule["condition"], { kind: "external" }>;

/** The words that some rule claims; what none of them claims goes to the rules that take the others. */
export function watchAlerts(
  { alerts }: Pick<AlarmMoment, "alerts">,
  condition: Condition,
  claimed: ReadonlySet<string>,
): Watching {
  const own = (alerts ?? []).filter(({ labels }) => {
    const word = (labels.severity ?? "").toLowerCase();
    return condition.severityLabels.includes(word) || (condition.others && !claimed.has(word));
  });
  let seen: AlarmMoment["alerts"] = null;
  let told: ReadonlyMap<string, Reading> = new Map();
  return {
    subjects: own.map(({ id }) => ({ kind: "alert", id })),
    limit: null,
    // There is no number to show: an alert fires or it does not, and that is judged by its row.
    valueOf: (_row, now) => {
      if (now.alerts !== seen) {
        seen = now.alerts;
        told = new Map((now.alerts ?? []).map((alert) => [alert.id, readingOf(alert)]));
      }
      return Number.NaN;
    },
    judge: (_value, row) => told.get(own[row]?.id ?? "") ?? unknownReading,
  };
}

/** It holds since it began to fire elsewhere: after an outage of ours that was long before we heard of it. */
function readingOf({ isFiring, startsAtMs }: ExternalAlert): Reading {
  if (!isFiring) return { beyond: "clear" };
  return startsAtMs > 0 ? { beyond: "raise", sinceMs: startsAtMs } : { beyond: "raise" };
}

/** The words of every rule for alerts, in small letters. */
export function claimedWords(rules: readonly Pick<AlarmRule, "condition">[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ condition }) => (condition.kind === "external" ? condition.severityLabels : [])),
  );
}

/**
 * An alert is taken by one rule: by two of them it would be raised, sounded and sent twice.
 * @param inForce the rules that are enabled, with the one that this is a new version of
 */
export function refuseClaim(
  { id, condition }: Pick<AlarmRule, "id" | "condition">,
  inForce: readonly Pick<AlarmRule, "id" | "condition">[],
): Issue | null {
  if (condition.kind !== "external") return null;
  for (const other of inForce) {
    if (other.id === id || other.condition.kind !== "external") continue;
    const twice = "one alert would be raised twice; take it out of that rule first";
    if (condition.others && other.condition.others)
      return { path: "others", message: `rule ${other.id} takes them: ${twice}` };
    const taken = other.condition.severityLabels.find((word) => condition.severityLabels.includes(word));
    if (taken !== undefined)
      return { path: "severityLabels", message: `rule ${other.id} takes ${taken}: ${twice}` };
  }
  return null;
}

/** What an alert is about, if its labels name a thing or a tenant of the center by its id; the closest of them. */
export function locateAlert({ index }: Pick<AlarmPlan, "index">, alert: ExternalAlert): AlarmSubject | null {
  const { server, node, rack, tenant, instance, Hostname } = alert.labels;
  const host = instance?.replace(/:\d+$/, "");
  const foundServer = [server, node, Hostname, host].find(
    (id) => id !== undefined && serverRow(index, id) !== undefined,
  );
  if (foundServer !== undefined) return { kind: "server", id: foundServer };
  if (rack !== undefined && isRack(index, rack)) return { kind: "rack", id: rack };
  return tenant !== undefined && isTenant(index, tenant) ? { kind: "tenant", id: tenant } : null;
}

const isRack = (index: CenterIndex, id: string): boolean => index.racks.rowById.has(id);
const isTenant = ({ document }: CenterIndex, id: string): boolean =>
  document.tenants.some((tenant) => tenant.id === id);

/** Where an alert that names nothing of ours comes from, as its labels say it. */
export function originOfAlert({ labels, id }: ExternalAlert): string {
  return labels.instance ?? labels.job ?? labels.alertname ?? id;
}

const longestName = 200;

/** `NodeDown: node-3 does not answer` */
export function nameOfAlert({ labels, summary, id }: ExternalAlert): string {
  const name = labels.alertname ?? id;
  const whole = summary === "" ? name : `${name}: ${summary}`;
  return [...whole].slice(0, longestName).join("");
}
