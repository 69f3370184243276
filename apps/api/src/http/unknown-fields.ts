import type { Issue } from "@aidc/contract";
import { z } from "zod";

type Schema = z.core.$ZodType;
interface Found {
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly known: readonly string[];
}

/** More of them would be somebody's whole document, and the first say what is wrong with it. */
const mostTold = 20;
/** Letters that are wrong, too many or missing before a name is another one. */
const mostWrong = 2;

/**
 * Fields of an input that its schema does not know: a filter that is misspelt and passed over answers with more than was
 * asked for. What takes any name, as a record does, takes it here too.
 */
export function unknownFields(schema: unknown, input: unknown): Issue[] {
  const known = schema instanceof z.ZodType ? schema : takesNothing;
  return [...within(known, input, [])].slice(0, mostTold).map(toIssue);
}

const takesNothing = z.object({});

function* within(wrapped: Schema, value: unknown, path: Found["path"]): Generator<Found> {
  const schema = meant(wrapped, value);
  if (schema instanceof z.ZodArray)
    for (const [at, one] of Array.isArray(value) ? value.entries() : [])
      yield* within(schema.element, one, [...path, at]);
  if (!(schema instanceof z.ZodObject) || typeof value !== "object" || value === null) return;
  const known = Object.keys(schema.shape);
  for (const [name, part] of Object.entries(value)) {
    const own = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (own) yield* within(own, part, [...path, name]);
    else if (!takesAnything(schema)) yield { path, name, known };
  }
}

/** What lies below defaults and the like; of several kinds the one that the value names. */
function meant(schema: Schema, value: unknown): Schema | undefined {
  if (schema instanceof z.ZodPipe) return meant(schema.in, value);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return meant(schema.unwrap(), value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  return schema.options.find((option) => names(option, schema.def.discriminator, value));
}

function names(option: Schema, discriminator: string, value: unknown): boolean {
  const field = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  const told: unknown = Object(value)[discriminator];
  return field instanceof z.ZodType && field.safeParse(told).success;
}

const takesAnything = ({ def }: z.ZodObject): boolean =>
  def.catchall !== undefined && !(def.catchall instanceof z.ZodNever);

function toIssue({ path, name, known }: Found): Issue {
  return { path: [...path, name].join("."), message: `is not known here; ${fixOf(name, known)}` };
}

function fixOf(name: string, known: readonly string[]): string {
  const near = known.find((one) => wrongLetters(one.toLowerCase(), name.toLowerCase()) <= mostWrong);
  if (near !== undefined) return `did you mean ${near}?`;
  return known.length === 0 ? "nothing is taken here" : `known are ${known.join(", ")}`;
}

/** Letters to change, add or leave out; short names are all near each other. */
function wrongLetters(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > mostWrong || Math.min(a.length, b.length) <= mostWrong)
    return Number.POSITIVE_INFINITY;
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (before[j] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min((row[j] ?? 0) + 1, (before[j + 1] ?? 0) + 1, changed));
    }
    before = row;
  }
  return before.at(-1) ?? Number.POSITIVE_INFINITY;
}
