/**
 * One text for one value, so that a hash of it is a hash of the value: keys in code-unit order, no spaces, numbers as
 * JavaScript prints them, absent (`undefined`) members left out, integers beyond a double as their text. Source:
 * RFC 8785 (JSON Canonicalization Scheme). A report is written this way several times before it is shown, so texts
 * are joined as they come, without lists of their parts.
 * @param known texts of objects that were written before
 */
export function canonicalJson(value: unknown, known?: KnownTexts): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return stringText(value);
  if (typeof value === "bigint") return `"${value}"`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  return known?.get(value) ?? (Array.isArray(value) ? listed(value, known) : membersOf(value, known));
}

export type KnownTexts = ReadonlyMap<object, string>;

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  return `${value}`;
}

/** Short texts of which nothing is escaped need no look at each character by `JSON.stringify`. */
function stringText(value: string): string {
  return value.length < 64 && isUnescaped.test(value) ? `"${value}"` : JSON.stringify(value);
}

/** Neither quotes, backslashes and control characters nor halves of a pair. */
const isUnescaped = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function listed(values: readonly unknown[], known: KnownTexts | undefined): string {
  if (values.length === 0) return "[]";
  let text = `[${canonicalJson(values[0], known)}`;
  for (let at = 1; at < values.length; at++) text += `,${canonicalJson(values[at], known)}`;
  return `${text}]`;
}

type Members = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

function membersOf(value: Members, known: KnownTexts | undefined): string {
  let text = "";
  for (const key of sorted(Object.keys(value))) {
    const member = value[key];
    if (member === undefined) continue;
    text += (text === "" ? "{" : ",") + keyText(key) + canonicalJson(member, known);
  }
  return text === "" ? "{}" : `${text}}`;
}

/** There are few kinds of objects, and each is written thousands of times. */
const keyTexts = new Map<string, string>();
const mostKeyTexts = 2000;

function keyText(key: string): string {
  const found = keyTexts.get(key);
  if (found !== undefined) return found;
  const text = `${JSON.stringify(key)}:`;
  if (keyTexts.size < mostKeyTexts) keyTexts.set(key, text);
  return text;
}

/** Many are in order already. */
function sorted(keys: string[]): string[] {
  let last = "";
  for (const key of keys) {
    if (key < last) return keys.sort();
    last = key;
  }
  return keys;
}
