import type { AlarmCondition } from "@aidc/contract";
import { alarmConditionSchema } from "@aidc/contract";
import { z } from "zod";

export type ConditionKind = AlarmCondition["kind"];

/** A field of a condition as the schema has it, so that a new kind needs no new form. */
export interface ConditionField {
  readonly name: string;
  readonly input: "number" | "choice" | "flag" | "list" | "text";
  readonly options: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
  /** As text; empty: the person has to say. */
  readonly first: string;
  readonly isRequired: boolean;
}

const options = alarmConditionSchema.options;
export const conditionKinds: readonly ConditionKind[] = options.map(({ shape }) => shape.kind.value);

/** The fields of one kind, in the order of the schema. */
export function fieldsOf(kind: ConditionKind): readonly ConditionField[] {
  const option = options.find(({ shape }) => shape.kind.value === kind);
  return Object.entries<z.ZodType>(option?.shape ?? {})
    .filter(([name]) => name !== "kind")
    .map(([name, schema]) => fieldOf(name, schema));
}

export function firstValues(kind: ConditionKind): Record<string, string> {
  return Object.fromEntries(fieldsOf(kind).map(({ name, first }) => [name, first]));
}

/** What the schema shall judge: numbers as numbers, an empty optional field not at all. */
export function conditionOf(kind: ConditionKind, values: Readonly<Record<string, string>>) {
  const entries = fieldsOf(kind).flatMap(({ name, input }): [string, unknown][] => {
    const text = (values[name] ?? "").trim();
    if (input === "list") return [[name, wordsIn(text)]];
    if (text === "") return [];
    if (input === "number") return [[name, Number(text)]];
    return [[name, input === "flag" ? text === "true" : text]];
  });
  return { kind, ...Object.fromEntries(entries) };
}

const wordsIn = (text: string) => text.split(/[,，;\s]+/).filter((word) => word !== "");

function fieldOf(name: string, schema: z.ZodType): ConditionField {
  const { inner, fallback, isRequired } = unwrap(schema);
  const base = { name, options: [], min: null, max: null, first: fallback ?? "", isRequired };
  if (inner instanceof z.ZodNumber) {
    const min = Number.isFinite(inner.minValue) ? inner.minValue : null;
    const max = Number.isFinite(inner.maxValue) ? inner.maxValue : null;
    return { ...base, input: "number", min, max };
  }
  if (inner instanceof z.ZodBoolean) return { ...base, input: "flag", first: fallback ?? "false" };
  if (inner instanceof z.ZodEnum) {
    const values = inner.options.map(String);
    const first = fallback ?? (isRequired ? (values[0] ?? "") : "");
    return { ...base, input: "choice", options: isRequired ? values : ["", ...values], first };
  }
  if (inner instanceof z.ZodArray) return { ...base, input: "list" };
  return { ...base, input: "text" };
}

/** Below defaults, optional and nullable fields lies what is typed in. */
function unwrap(schema: z.ZodType): { inner: z.ZodType; fallback: string | null; isRequired: boolean } {
  let inner: unknown = schema;
  let fallback: string | null = null;
  let isRequired = true;
  for (;;) {
    if (inner instanceof z.ZodDefault) {
      fallback = String(inner.def.defaultValue);
      inner = inner.unwrap();
    } else if (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
      isRequired = false;
      inner = inner.unwrap();
    } else break;
  }
  if (!(inner instanceof z.ZodType)) throw new TypeError("a condition's field without a type");
  return { inner, fallback, isRequired };
}
