import type { AlarmRule, Issue } from "@aidc/contract";
import { isoOf, refuseClaim, refuseCondition } from "@aidc/domain";
import type { StoredRule } from "@aidc/store";
import { badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { Services } from "../services.ts";
import { alarmsOf } from "./read-alarms.ts";

export async function listRules(services: Services, { center }: { readonly center: string }) {
  await alarmsOf(services, center);
  return (await services.alarmStore.readRules(center)).map(asTold);
}

/** Earlier versions stay readable, with who set them. */
export async function listRuleVersions(
  services: Services,
  { center, rule }: { readonly center: string; readonly rule: string },
) {
  await services.directory.get(center);
  const versions = await services.alarmStore.readRuleVersions(center, rule);
  if (versions.length === 0) throw notFound(`Alarm rule ${rule}`);
  return versions.map(({ setBy, ...stored }) => ({ ...asTold(stored), setBy }));
}

/** A new version; it judges from the next tick on. */
export async function setRule(
  services: Services,
  caller: Caller,
  input: {
    readonly center: string;
    readonly rule: string;
    readonly definition: Omit<AlarmRule, "id">;
    readonly enabled: boolean;
  },
) {
  const { center, enabled } = input;
  // Of what judges nothing no fault does harm: a rule of old must be one that can be switched off.
  if (enabled) checkCondition(input.definition);
  const alarms = await alarmsOf(services, center);
  const rule = { id: input.rule, ...input.definition };
  const stored = await services.alarmStore.setRule(center, { rule, enabled }, changeBy(caller), (known) => {
    const inForce = known.flatMap((one) => (one.enabled ? [one.rule] : []));
    if (enabled) refuseFault(refuseClaim(rule, inForce));
  });
  alarms.replaceRules(await services.alarmStore.readRules(center));
  return asTold(stored);
}

/** @throws AppError bad_request for a condition that nothing in any center could meet */
export function checkCondition({ condition }: Pick<AlarmRule, "condition">): void {
  refuseFault(refuseCondition(condition));
}

function refuseFault(fault: Issue | null): void {
  if (fault) throw badField(`definition.condition.${fault.path}`, fault.message);
}

function asTold({ rule, version, enabled, sinceMs }: StoredRule) {
  return { ...rule, version, enabled, since: isoOf(sinceMs) };
}
