import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { severities } from "@aidc/contract";

export interface ChosenAlarms {
  /** Those with a row of their own. */
  readonly rows: readonly AlarmView[];
  /** Open ones that the rows explain. */
  readonly explained: number;
}

type Letter = AlarmView["letter"];

/** Needs somebody now; is seen and lasts, or is over and not seen; is over and seen. */
const standings: readonly (readonly Letter[])[] = [["B"], ["C", "D", "E"], ["F"]];
/** Of one severity what lasts comes first. */
const lasting: readonly (readonly Letter[])[] = [
  ["B", "C"],
  ["D", "E", "F"],
];

/** In the server's order where nothing else tells. */
function inOrder(alarms: readonly AlarmView[]): AlarmView[] {
  const rankIn = (ranks: readonly (readonly Letter[])[], { letter }: AlarmView) =>
    ranks.findIndex((letters) => letters.includes(letter));
  const severityOf = ({ severity }: AlarmView) => severities.indexOf(severity);
  return alarms
    .filter((alarm) => rankIn(standings, alarm) >= 0)
    .toSorted((a, b) => {
      const standing = rankIn(standings, a);
      if (standing !== rankIn(standings, b)) return standing - rankIn(standings, b);
      // What is new stands as the server ranks it.
      if (standing === 0) return 0;
      return severityOf(a) - severityOf(b) || rankIn(lasting, a) - rankIn(lasting, b);
    });
}

/**
 * What is new first, then by severity what somebody has seen and what has returned, so that no red one is counted and
 * not named behind a warning. What is silenced is not shown. What is explained is counted with what explains it, but a
 * critical one on another rack keeps its row: it is found in another place.
 */
export function chooseAlarms(alarms: readonly AlarmView[]): ChosenAlarms {
  const listed = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const open = inOrder(alarms);
  const rows = open.filter(({ root, severity, rack }) => {
    const cause = root === null ? undefined : listed.get(root);
    return !cause || (severity === "critical" && rack !== null && rack !== cause.rack);
  });
  return { rows, explained: open.length - rows.length };
}

/** Whether something stands that needs its room: a block without a value gives it then. */
export const needRoom = (alarms: AlarmBoard | null): boolean =>
  alarms !== null && chooseAlarms(alarms.alarms).rows.length > 0;

/** Every open alarm is a row, is explained by one, or is one more. */
export function countMore({ counts }: AlarmBoard, { explained }: ChosenAlarms, shown: number): number {
  const open = severities.reduce((sum, severity) => sum + counts[severity].open, 0);
  return Math.max(0, open - explained - shown);
}
