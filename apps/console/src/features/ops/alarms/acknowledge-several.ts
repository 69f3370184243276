import type { AlarmView } from "@aidc/contract";

/** What became of several acknowledgements; names are of alarms. */
export interface Acknowledged {
  readonly done: readonly AlarmView[];
  /** It came again while the person looked: another occurrence, which nobody has seen. */
  readonly again: readonly AlarmView[];
  /** Somebody else was quicker, or it is normal by now. */
  readonly before: readonly AlarmView[];
  readonly failed: readonly AlarmView[];
}

type Outcome = "done" | "conflict" | "failed";

/**
 * One after the other, each by its own occurrence. What the server calls a conflict is told apart by the board as it
 * is afterwards.
 */
export async function acknowledgeSeveral(
  alarms: readonly AlarmView[],
  acknowledge: (alarm: AlarmView) => Promise<Outcome>,
  readBoard: () => Promise<readonly AlarmView[]>,
): Promise<Acknowledged> {
  const outcomes: { readonly alarm: AlarmView; readonly outcome: Outcome }[] = [];
  for (const alarm of alarms) outcomes.push({ alarm, outcome: await acknowledge(alarm) });
  const of = (wanted: Outcome) =>
    outcomes.filter(({ outcome }) => outcome === wanted).map(({ alarm }) => alarm);
  const conflicts = of("conflict");
  const board = conflicts.length > 0 ? await readBoard() : [];
  const cameAgain = (alarm: AlarmView) =>
    board.some(({ id, occurrence }) => id === alarm.id && occurrence > alarm.occurrence);
  return {
    done: of("done"),
    again: conflicts.filter(cameAgain),
    before: conflicts.filter((alarm) => !cameAgain(alarm)),
    failed: of("failed"),
  };
}
