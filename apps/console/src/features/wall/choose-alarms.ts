import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { severities } from "@aidc/contract";

export interface ChosenAlarms {
  /** Those with a row of their own. */
  readonly rows: readonly AlarmView[];
  /** Open ones that the rows explain. */
  readonly explained: number;
}

const order: readonly AlarmView["letter"][][] = [["B"], ["C"], ["D", "E"], ["F"]];

/**
 * What lasts before what has returned, within each what is new first, in the server's order; what is silenced is not
 * shown. What is explained is counted with what explains it, but a critical one on another rack keeps its row: it is
 * found in another place.
 */
export function chooseAlarms(alarms: readonly AlarmView[]): ChosenAlarms {
  const listed = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const open = order.flatMap((letters) => alarms.filter(({ letter }) => letters.includes(letter)));
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
