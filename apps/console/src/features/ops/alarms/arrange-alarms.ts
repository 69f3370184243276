import type { AlarmLetter, AlarmView, Severity } from "@aidc/contract";

type Show = "open" | "unacknowledged" | "acknowledged" | "silenced" | "all";
export const shows = ["open", "unacknowledged", "acknowledged", "silenced", "all"] as const;

export interface AlarmFilter {
  readonly show: Show;
  readonly severity: Severity | undefined;
  readonly search: string;
}

/** A root with what it explains. */
interface AlarmGroup {
  readonly root: AlarmView;
  readonly children: readonly AlarmView[];
}

/** One line of the list; a folded group is one line. */
export interface AlarmLine {
  readonly alarm: AlarmView;
  /** Explained by it; empty on a child. */
  readonly children: readonly AlarmView[];
  readonly isChild: boolean;
}

const lettersOf: Readonly<Record<Show, readonly AlarmLetter[]>> = {
  open: ["B", "C", "D", "E", "F"],
  unacknowledged: ["B", "D", "E"],
  acknowledged: ["C", "F"],
  silenced: ["G", "H", "I"],
  all: ["A", "B", "C", "D", "E", "F", "G", "H", "I"],
};

export const needsAcknowledgement = ({ letter }: AlarmView): boolean =>
  lettersOf.unacknowledged.includes(letter);
/** Somebody has it, and it has not ended since: whoever may acknowledge it may take that back. */
export const isUndoable = ({ acknowledged, clearedMs, letter }: AlarmView): boolean =>
  acknowledged !== null && letter !== "A" && (clearedMs === null || clearedMs < acknowledged.atMs);
/** It needs somebody, or did and has not been let go of; what is silenced does not. */
export const isOpen = ({ letter }: AlarmView): boolean => lettersOf.open.includes(letter);
/** It has returned, and waits for somebody to let go of it. */
export const needsReset = ({ letter }: AlarmView): boolean => letter === "F";
export const isSilenced = ({ letter }: AlarmView): boolean => lettersOf.silenced.includes(letter);

/** @param words what a person may search for: name, place, severity, state */
export function filterAlarms(
  alarms: readonly AlarmView[],
  { show, severity, search }: AlarmFilter,
  words: (alarm: AlarmView) => string,
): readonly AlarmView[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return alarms.filter((alarm) => {
    if (!lettersOf[show].includes(alarm.letter)) return false;
    if (severity !== undefined && alarm.severity !== severity) return false;
    const text = wanted.length > 0 ? words(alarm).toLowerCase() : "";
    return wanted.every((word) => text.includes(word));
  });
}

/**
 * Children go under their root; one whose root is not in the list stands for itself, so that a filter hides nothing
 * that fits it. A root that has a root is explained by the topmost one.
 */
export function groupByRoot(alarms: readonly AlarmView[]): readonly AlarmGroup[] {
  const byId = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const above = ({ root }: AlarmView) => (root === null ? undefined : byId.get(root));
  const topOf = (alarm: AlarmView): AlarmView => {
    const seen = new Set([alarm.id]);
    let top = alarm;
    for (let next = above(top); next; next = above(top)) {
      // Alarms that explain each other: each stands for itself.
      if (seen.has(next.id)) return alarm;
      seen.add(next.id);
      top = next;
    }
    return top;
  };
  const children = Map.groupBy(
    alarms.filter((alarm) => topOf(alarm).id !== alarm.id),
    (alarm) => topOf(alarm).id,
  );
  const explained = new Set([...children.values()].flat().map(({ id }) => id));
  return alarms
    .filter(({ id }) => !explained.has(id))
    .map((root) => ({ root, children: children.get(root.id) ?? [] }));
}

export function linesOf(groups: readonly AlarmGroup[], unfolded: ReadonlySet<string>): readonly AlarmLine[] {
  return groups.flatMap(({ root, children }) => [
    { alarm: root, children, isChild: false },
    ...(unfolded.has(root.id)
      ? children.map((alarm) => ({ alarm, children: [], isChild: true }) as const)
      : []),
  ]);
}

/** What is acknowledged by acknowledging these: they, and what goes with them. */
export function withCarried(board: readonly AlarmView[], picked: readonly AlarmView[]): readonly AlarmView[] {
  const ids = new Set(picked.map(({ id }) => id));
  return board.filter(
    ({ id, root, goesWithRoot }) => ids.has(id) || (goesWithRoot === true && root !== null && ids.has(root)),
  );
}

/** What a choice of lines means: a folded group stands for all of it, an unfolded one for its own line. */
export function alarmsOf(
  { alarm, children }: AlarmLine,
  unfolded: ReadonlySet<string>,
): readonly AlarmView[] {
  return unfolded.has(alarm.id) ? [alarm] : [alarm, ...children];
}

/** Where `j` and `k` lead; from nowhere `j` goes to the first line. @returns null: there is no line */
export function step(lines: readonly AlarmLine[], current: string | null, by: 1 | -1): string | null {
  const at = lines.findIndex(({ alarm }) => alarm.id === current);
  const next = at === -1 ? 0 : Math.min(lines.length - 1, Math.max(0, at + by));
  return lines[next]?.alarm.id ?? null;
}
