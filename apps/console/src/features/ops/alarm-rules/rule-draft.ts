import type { AlarmCondition, AlarmRule, Severity } from "@aidc/contract";
import { alarmRuleSchema, alarmTimings } from "@aidc/contract";
import type { z } from "zod";
import type { ConditionKind } from "./condition-fields.ts";
import { conditionOf, firstValues } from "./condition-fields.ts";

/** A rule as the form holds it: everything that is typed is text. */
export interface RuleDraft {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  readonly severity: Severity;
  readonly kind: ConditionKind;
  readonly values: Readonly<Record<string, string>>;
  readonly onDelayS: string;
  readonly offDelayS: string;
  readonly timing: Timing;
  readonly latched: boolean;
  readonly enabled: boolean;
}

type Timing = (typeof alarmTimings)[number];

export function emptyDraft(): RuleDraft {
  const texts = { id: "", name: "", nameZh: "", onDelayS: "60", offDelayS: "60" };
  const choices = { severity: "minor", timing: "isa", latched: false, enabled: true } as const;
  return { ...texts, ...choices, kind: "limit", values: firstValues("limit") };
}

export function draftOf(rule: AlarmRule & { readonly enabled: boolean }): RuleDraft {
  const { id, name, nameZh = "", severity, condition, onDelayS, offDelayS, enabled } = rule;
  const values = { ...firstValues(condition.kind), ...textsOf(condition) };
  const delays = { onDelayS: String(onDelayS), offDelayS: String(offDelayS) };
  const { timing = "isa", latched = false } = rule;
  return { id, name, nameZh, severity, enabled, timing, latched, kind: condition.kind, values, ...delays };
}

/** @returns the rule, or what is wrong by field: the last part of the path names it */
export function readDraft(
  draft: RuleDraft,
):
  | { readonly rule: AlarmRule; readonly faults: null }
  | { readonly rule: null; readonly faults: Readonly<Record<string, DraftFault>> } {
  const { id, name, nameZh, severity, kind, values } = draft;
  const read = alarmRuleSchema.safeParse({
    id: id.trim(),
    name,
    severity,
    condition: conditionOf(kind, values),
    ...(nameZh.trim() === "" ? {} : { nameZh }),
    // What is absent means the same; so that a rule nobody touched comes out as it went in.
    ...(draft.timing === "isa" ? {} : { timing: draft.timing }),
    ...(draft.latched ? { latched: true } : {}),
    onDelayS: numberOf(draft.onDelayS),
    offDelayS: numberOf(draft.offDelayS),
  });
  if (read.success) return { rule: read.data, faults: null };
  const faults: Record<string, DraftFault> = {};
  for (const issue of read.error.issues) faults[String(issue.path.at(-1) ?? "id")] ??= faultOf(issue);
  return { rule: null, faults };
}

/** What is wrong with a field: worded by the page where it has words for it, else as the schema says it. */
export interface DraftFault {
  readonly kind: "missing" | "small" | "large" | "id" | "other";
  readonly bound: number | null;
  readonly message: string;
}

function faultOf(issue: z.core.$ZodIssue): DraftFault {
  const { message } = issue;
  if (issue.code === "invalid_type") return { kind: "missing", bound: null, message };
  if (issue.code === "too_small" && issue.origin === "string")
    return { kind: "missing", bound: null, message };
  if (issue.code === "too_small") return { kind: "small", bound: Number(issue.minimum), message };
  if (issue.code === "too_big") return { kind: "large", bound: Number(issue.maximum), message };
  if (issue.code === "invalid_format") return { kind: "id", bound: null, message };
  return { kind: "other", bound: null, message };
}

export const timings: readonly Timing[] = alarmTimings;

const numberOf = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));

function textsOf(condition: AlarmCondition): Record<string, string> {
  return Object.fromEntries(
    Object.entries(condition)
      .filter(([name, value]) => name !== "kind" && value !== undefined && value !== null)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
}

/** The fields in which two versions differ, by their path. */
export function changedFields(before: AlarmRule, after: AlarmRule): readonly string[] {
  const [left, right] = [flatten(before), flatten(after)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    (path) => left[path] !== right[path],
  );
}

export function flatten({ condition, ...rest }: AlarmRule): Readonly<Record<string, string>> {
  const { id: _id, ...words } = rest;
  return Object.fromEntries(
    Object.entries({ ...words, ...condition })
      .filter(([name, value]) => value !== undefined && !isBookkeeping(name))
      .map(([name, value]) => [name, String(value)]),
  );
}

/** What is stored beside a rule and is no part of it. */
const isBookkeeping = (name: string) => ["version", "since", "setBy", "enabled"].includes(name);
