/** Pages that `g` and a letter lead to. */
const jumps = {
  o: "/ops",
  r: "/ops/racks",
  e: "/ops/power",
  s: "/ops/sources",
  t: "/ops/tenants",
  l: "/ops/leases",
  q: "/ops/requests",
  i: "/ops/incidents",
  p: "/ops/prices",
  b: "/ops/statements",
  u: "/ops/people",
  a: "/ops/alarms",
  w: "/ops/walls",
  n: "/ops/notices",
  d: "/ops/audit",
  h: "/ops/shift",
  y: "/ops/replay",
  c: "/ops/corrections",
  f: "/ops/tariffs",
  v: "/ops/scenarios",
} as const;
export type DeskPage = (typeof jumps)[keyof typeof jumps];
type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">;
export type DeskKey = "palette" | "sheet" | "search" | "chord" | DeskPage;

const pageOf: ReadonlyMap<string, DeskPage> = new Map(Object.entries(jumps));
const letterOf: ReadonlyMap<DeskPage, string> = new Map(
  Object.entries(jumps).map(([key, page]) => [page, key]),
);

/** A letter so soon after `g` is a page. */
export const chordMs = 1_500;

/** `g t` */
export function chordTo(page: DeskPage): string {
  return `g ${letterOf.get(page)}`;
}

/**
 * What a key press means at the desk; nothing while a person types or holds a modifier.
 * @param afterG whether `g` was pressed just before
 */
export function readKey(event: Pressed, afterG: boolean): DeskKey | null {
  if (isPaletteKey(event)) return "palette";
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  if (afterG) return pageOf.get(event.key) ?? null;
  if (event.key === "?") return "sheet";
  if (event.key === "/") return "search";
  return event.key === "g" ? "chord" : null;
}

/** Ctrl-K, or Cmd-K: also while a person types, and with single keys switched off. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k";
}

export type ListKey = "next" | "previous" | "select" | "acknowledge" | "undo" | "shelve";
const listKeys: ReadonlyMap<string, ListKey> = new Map([
  ["j", "next"],
  ["k", "previous"],
  ["x", "select"],
  ["a", "acknowledge"],
  ["u", "undo"],
  ["s", "shelve"],
]);

/** What a key press means in a list of alarms; after `g` a letter is a page and nothing else. */
export function readListKey(event: Pressed, afterG: boolean): ListKey | null {
  if (afterG || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  return listKeys.get(event.key) ?? null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null
  );
}
