/**
 * One text for one value, so that a hash of it is a hash of the value: keys in code-unit order, no spaces, numbers as
 * JavaScript prints them, absent (`undefined`) members left out, integers beyond a double as their text. Source:
 * RFC 8785 (JSON Canonicalization Scheme).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  return JSON.stringify(typeof value === "bigint" ? String(value) : (value ?? null));
}
