/**
 * Whether data may stand where data stood that was checked: the same keys, the same texts, and numbers of the same
 * kind. It says no to much that the full check would let pass (another text may be another word of a closed list), so
 * who is told no asks that one. Most of what comes each second are other numbers, and these it lets pass at a fraction
 * of the price.
 * @param known has passed the full check
 */
export function hasShapeOf<Shape>(next: unknown, known: Shape): next is Shape {
  return isLike(next, known);
}

function isLike(next: unknown, known: unknown): boolean {
  if (Object.is(next, known)) return true;
  if (typeof next === "number" && typeof known === "number") return isOfSameKind(next, known);
  if (Array.isArray(next) || Array.isArray(known)) return areLike(next, known);
  if (!isRecord(next) || !isRecord(known)) return false;
  const keys = Object.keys(next);
  if (keys.length !== Object.keys(known).length) return false;
  for (const key of keys) if (!Object.hasOwn(known, key) || !isLike(next[key], known[key])) return false;
  return true;
}

function areLike(next: unknown, known: unknown): boolean {
  if (!Array.isArray(next) || !Array.isArray(known) || next.length !== known.length) return false;
  return next.every((one, index) => isLike(one, known[index]));
}

/** What closed fields are closed by: whole numbers, numbers from 0 on, shares of 1. */
function isOfSameKind(next: number, known: number): boolean {
  if (!Number.isFinite(next)) return false;
  if (Number.isSafeInteger(known) && !Number.isSafeInteger(next)) return false;
  if (known >= 0 && next < 0) return false;
  return known < 0 || known > 1 || next <= 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
