/**
 * One text for one value, so that a hash of it is a hash of the value: keys in code-unit order, no spaces, numbers as
 * JavaScript prints them, absent (`undefined`) members left out, integers beyond a double as their text. Source:
 * RFC 8785 (JSON Canonicalization Scheme). A report is written this way several times before it is shown, so texts
 * are joined as they come, without lists of their parts.
 * @param known texts of objects that were written before
 */
export function canonicalJson(value: unknown, known?: KnownTexts): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "bigint") return `"${value}"`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  return known?.get(value) ?? (Array.isArray(value) ? listed(value, known) : membersOf(value, known));
}

export type KnownTexts = ReadonlyMap<object, string>;

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  return `${value}`;
}

function listed(values: readonly unknown[], known: KnownTexts | undefined): string {
  let text = "[";
  for (let at = 0; at < values.length; at++) {
    if (at > 0) text += ",";
    text += canonicalJson(values[at], known);
  }
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
    if (text !== "") text += ",";
    text += isPlain.test(key) ? `"${key}":` : `${JSON.stringify(key)}:`;
    text += canonicalJson(member, known);
  }
  return `{${text}}`;
}

/** Nothing in it is escaped. */
const isPlain = /^[\w .-]*$/;

/** Many are in order already. */
function sorted(keys: string[]): string[] {
  let last = "";
  for (const key of keys) {
    if (key < last) return keys.sort();
    last = key;
  }
  return keys;
}
