import type { AlarmRule } from "@aidc/contract";
import { firstSoundings } from "@aidc/domain";
import { AppError } from "../app-error.ts";
import { parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import { checkCondition } from "./alarm-rules.ts";
import { dryRunRule } from "./dry-run.ts";

interface Query {
  readonly center: string;
  readonly definition: AlarmRule;
  readonly from: string;
  readonly to: string;
}

/** A tried rule beside the version in force over the same window, and what the journal says was raised. */
export async function compareDryRun(services: Services, query: Query) {
  checkCondition(query.definition);
  const tried = await dryRunRule(services, query);
  const rules = await services.alarmStore.readRules(query.center);
  const inForce = rules.find(({ rule }) => rule.id === query.definition.id);
  if (!inForce) return { ...tried, inForce: null };
  return {
    ...tried,
    inForce: {
      version: inForce.version,
      wouldRaise: await wouldRaise(services, { ...query, definition: inForce.rule }),
      raised: await raisedBy(services, query),
    },
  };
}

/** null: the version in force is of a kind that no history is kept of. */
async function wouldRaise(services: Services, query: Query) {
  try {
    const { occurrences, more, subjects } = await dryRunRule(services, query);
    return { occurrences: occurrences.length + more, subjects };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_request") return null;
    throw error;
  }
}

/** Names of alarms begin with their rule, and a rule's id has no slash. */
async function raisedBy(services: Services, query: Query) {
  const window = parseWindow(query);
  const annunciations = await services.alarmStore.annunciations(query.center, window);
  const own = firstSoundings(annunciations).filter(
    ({ alarm, atMs }) => alarm.startsWith(`${query.definition.id}/`) && atMs >= window.fromMs,
  );
  return { occurrences: own.length, subjects: new Set(own.map(({ alarm }) => alarm)).size };
}
