import type { AlarmBoard, AlarmView, Severity } from "@aidc/contract";
import { severities } from "@aidc/contract";

export interface Heard {
  /** Occurrences that need no sound any more. */
  readonly known: ReadonlySet<string>;
  /** The worst of those that are new, and how many; null: nothing is new. */
  readonly sound: { readonly severity: Severity; readonly count: number } | null;
}

/** An occurrence: the same alarm that comes again is another one. */
const keyOf = ({ id, occurrence }: Pick<AlarmView, "id" | "occurrence">) => `${id}#${occurrence}`;

const silenced: ReadonlySet<string> = new Set(["G", "H", "I"]);

/**
 * Which occurrences sound, once each: active, unacknowledged, and explained by no other alarm. One that is shelved,
 * suppressed or out of service is forgotten, so that it sounds when it comes back still active.
 * @param known null: nobody has listened here before; then what is there already is not new
 */
export function chooseSound(board: Pick<AlarmBoard, "alarms">, known: ReadonlySet<string> | null): Heard {
  const heard = new Set<string>();
  let worst: Severity | null = null;
  let count = 0;
  for (const alarm of board.alarms) {
    if (silenced.has(alarm.letter)) continue;
    const key = keyOf(alarm);
    heard.add(key);
    if (known === null || known.has(key) || alarm.letter !== "B" || alarm.root !== null) continue;
    count++;
    if (worst === null || severities.indexOf(alarm.severity) < severities.indexOf(worst))
      worst = alarm.severity;
  }
  return { known: heard, sound: worst === null ? null : { severity: worst, count } };
}
