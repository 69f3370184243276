/**
 * What happened in a shift, and what the next one has to know. Open and shelved are told as they stand when the note
 * is written; raised and returned are counted over the window. Source: features row 25.
 */
import type { AlarmBoard, AlarmView, ServiceEvent, ShiftSummary, WindowMs } from "@aidc/contract";
import type { Annunciation, Sounding } from "./self-grade.ts";
import { firstSoundings } from "./self-grade.ts";

const mostListed = 50;

export function sumUpShift(input: {
  readonly window: WindowMs;
  /** In their order; of what still holds, also those before the window. */
  readonly annunciations: readonly Sounding[];
  /** Those that another one brought about. */
  readonly explained: ReadonlySet<Annunciation>;
  readonly board: Pick<AlarmBoard, "alarms" | "more">;
  readonly serviceEvents: readonly ServiceEvent[];
  readonly entries: number;
}): ShiftSummary {
  const { window, explained, board, serviceEvents, entries } = input;
  const { fromMs, toMs } = window;
  const within = (atMs: number | null) => atMs !== null && atMs >= fromMs && atMs < toMs;
  const open = board.alarms.filter(({ letter }) => isOpen.has(letter));
  const rows = open.filter(({ root }) => !open.some(({ id }) => id === root));
  const occurrences = firstSoundings(input.annunciations);
  const raised = occurrences.filter(({ atMs }) => within(atMs));
  const shelved = board.alarms.filter(({ shelf }) => shelf !== null);
  return {
    from: iso(fromMs),
    to: iso(toMs),
    alarmsRaised: raised.length,
    alarmsExplained: raised.filter((one) => explained.has(one)).length,
    alarmsReturned: occurrences.filter(({ clearedMs }) => within(clearedMs)).length,
    open: rows.slice(0, mostListed).map((alarm) => ({
      ...told(alarm),
      letter: alarm.letter,
      acknowledgedBy: alarm.acknowledged?.by ?? null,
      explains: alarm.explains,
    })),
    openExplained: open.length - rows.length,
    // What the board leaves out for its length is open too: it shows the worst.
    openCount: open.length + board.more,
    shelved: shelved.slice(0, mostListed).flatMap((alarm) => {
      const { shelf } = alarm;
      return shelf ? [{ ...told(alarm), by: shelf.by, reason: shelf.reason, until: iso(shelf.untilMs) }] : [];
    }),
    shelvedCount: shelved.length,
    serviceEvents: serviceEvents
      .filter(({ from, to }) => Date.parse(from) < toMs && (to === null || Date.parse(to) > fromMs))
      .slice(0, mostListed)
      .map(({ title, kind, from, to }) => ({ title, kind, from, to })),
    entries,
  };
}

/** Unacknowledged, acknowledged, returned, latched: what somebody still has to look at. */
const isOpen: ReadonlySet<string> = new Set(["B", "C", "D", "E", "F"]);

const iso = (atMs: number) => new Date(atMs).toISOString();

function told({ id, ruleName, ruleNameZh, place, severity }: AlarmView) {
  const zh = ruleNameZh === undefined ? {} : { ruleNameZh };
  return { alarm: id, ruleName, ...zh, place, severity };
}
