export type DeskKey = "sheet" | "search" | "chord" | "/ops" | "/ops/racks" | "/ops/sources";

const jumps: Readonly<Record<string, DeskKey>> = { o: "/ops", r: "/ops/racks", s: "/ops/sources" };

/**
 * What a key press means at the desk; nothing while a person types or holds a modifier.
 * @param afterG whether `g` was pressed just before
 */
export function readKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">,
  afterG: boolean,
): DeskKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  if (afterG) return jumps[event.key] ?? null;
  if (event.key === "?") return "sheet";
  if (event.key === "/") return "search";
  return event.key === "g" ? "chord" : null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
