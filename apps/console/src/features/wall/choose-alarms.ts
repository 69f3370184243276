import type { AlarmView } from "@aidc/contract";

/**
 * What lasts before what has returned, within each what is new first, in the server's order; what is silenced or
 * explained is not shown.
 */
export function chooseAlarms(alarms: readonly AlarmView[], most: number): readonly AlarmView[] {
  const listed = new Set(alarms.map(({ id }) => id));
  const roots = alarms.filter(({ root }) => root === null || !listed.has(root));
  return [
    ...roots.filter(({ letter }) => letter === "B"),
    ...roots.filter(({ letter }) => letter === "C"),
    ...roots.filter(({ letter }) => letter === "D" || letter === "E"),
    ...roots.filter(({ letter }) => letter === "F"),
  ].slice(0, most);
}
