/**
 * One text for one value, so that a hash of it is a hash of the value: keys in code-unit order, no spaces, numbers as
 * JavaScript prints them, absent (`undefined`) members left out, integers beyond a double as their text. Source:
 * RFC 8785 (JSON Canonicalization Scheme). A report is written this way four times before it is shown, so texts are
 * joined as they come, without lists of their parts.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return listed(value);
  if (isRecord(value)) return membersOf(value);
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  return JSON.stringify(typeof value === "bigint" ? String(value) : (value ?? null));
}

function listed(values: readonly unknown[]): string {
  let text = "";
  for (let at = 0; at < values.length; at++) text += `${at === 0 ? "" : ","}${canonicalJson(values[at])}`;
  return `[${text}]`;
}

type Members = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

function membersOf(value: Members): string {
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined)
      text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
