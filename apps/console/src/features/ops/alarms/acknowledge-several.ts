import type { AlarmView } from "@aidc/contract";
import type { Failure } from "../../../api/failure.ts";

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
 * One after the other, each by its own occurrence; what goes with one of them goes as that one did. What the server
 * calls a conflict is told apart by the board as it is afterwards.
 */
export async function acknowledgeSeveral(
  alarms: readonly AlarmView[],
  acknowledge: (alarm: AlarmView) => Promise<Outcome>,
  readBoard: () => Promise<readonly AlarmView[]>,
): Promise<Acknowledged> {
  const isCarried = carriedAmong(alarms);
  const outcomes = new Map<string, Outcome>();
  for (const alarm of alarms) if (!isCarried(alarm)) outcomes.set(alarm.id, await acknowledge(alarm));
  const outcomeOf = (alarm: AlarmView) =>
    outcomes.get(isCarried(alarm) && alarm.root !== null ? alarm.root : alarm.id) ?? "failed";
  const isUnsure = (alarm: AlarmView) => isCarried(alarm) || outcomeOf(alarm) === "conflict";
  const board = alarms.some(isUnsure) ? await readBoard() : [];
  const cameAgain = (alarm: AlarmView) =>
    isUnsure(alarm) && board.some(({ id, occurrence }) => id === alarm.id && occurrence > alarm.occurrence);
  const of = (wanted: Outcome) => alarms.filter((alarm) => outcomeOf(alarm) === wanted);
  return {
    done: of("done").filter((alarm) => !cameAgain(alarm)),
    again: [...of("done"), ...of("conflict")].filter(cameAgain),
    before: of("conflict").filter((alarm) => !cameAgain(alarm)),
    failed: of("failed"),
  };
}

/** What goes with another one of them. */
function carriedAmong(alarms: readonly AlarmView[]) {
  const ids = new Set(alarms.map(({ id }) => id));
  return ({ root, goesWithRoot }: AlarmView) => goesWithRoot === true && root !== null && ids.has(root);
}

export interface TakenBack {
  readonly count: number;
  /** Why others stay acknowledged: what the server said of the last of them. */
  readonly refusal: Failure | null;
}

/** @param alarms acknowledged together; what went with one of them comes back with it */
export async function takeBackSeveral(
  alarms: readonly AlarmView[],
  takeBack: (alarm: AlarmView) => Promise<Failure | null>,
): Promise<TakenBack> {
  const isCarried = carriedAmong(alarms);
  const refused = new Map<string, Failure>();
  for (const alarm of alarms) {
    const refusal = isCarried(alarm) ? null : await takeBack(alarm);
    if (refusal) refused.set(alarm.id, refusal);
  }
  const headOf = (alarm: AlarmView) => (isCarried(alarm) ? alarm.root : alarm.id) ?? alarm.id;
  return {
    count: alarms.filter((alarm) => !refused.has(headOf(alarm))).length,
    refusal: [...refused.values()].at(-1) ?? null,
  };
}
