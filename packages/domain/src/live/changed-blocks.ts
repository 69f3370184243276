/**
 * The smallest patch of a flat state: the top-level blocks that differ. Source: interface "Live protocol".
 */

/** @returns the blocks of `next` that are not deeply equal to those of `previous`, or null when none differs */
export function changedBlocks<State extends object>(previous: State, next: State): Partial<State> | null {
  const changes: Partial<State> = {};
  let changed = false;
  for (const key in next) {
    if (isSame(previous[key], next[key])) continue;
    changes[key] = next[key];
    changed = true;
  }
  return changed ? changes : null;
}

/** Deep equality of plain data; an absent key equals an undefined one, NaN equals NaN. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isNode(a) || !isNode(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (!isSame(a[key], b[key])) return false;
  }
  return true;
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
