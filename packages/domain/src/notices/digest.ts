/**
 * Many events as one message: how many of which severity, and the worst few in full. It stays small however many events
 * there are: a flood of 10,000 alarms becomes one message. Source: ecosystem 1 row 5 (batch alerts into one digest).
 */
import type { NoticeSettings, Severity, ToldEvent } from "@aidc/contract";
import type { AlarmEvent } from "../alarms/life-cycle.ts";

export interface NoticeLine {
  /** Of the journal. */
  readonly seq: number;
  readonly atMs: number;
  readonly event: ToldEvent;
  readonly severity: Severity;
  readonly alarm: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly place: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly by: string | null;
  readonly note: string;
}

export interface NoticeDigest {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  /** By severity, then by event; what did not happen is not in it. */
  readonly counts: Partial<Readonly<Record<Severity, Partial<Readonly<Record<ToldEvent, number>>>>>>;
  /** Worst first. */
  readonly worst: readonly NoticeLine[];
}

export const mostNoticeLines = 10;

const told: Partial<Readonly<Record<AlarmEvent, ToldEvent>>> = {
  annunciate: "raised",
  clear: "returned",
  acknowledge: "acknowledged",
  unacknowledge: "unacknowledged",
  shelve: "shelved",
  out_of_service: "out_of_service",
};

/** A line of the journal, with whether this occurrence was ever told aloud. */
export interface JournalLine {
  readonly event: string;
  readonly severity: Severity;
  readonly wasAnnunciated: boolean;
}

/** @returns what the target is to be told of this; null: nothing. What came in silence goes in silence. */
export function noticeOf(
  line: JournalLine,
  { severities, events }: Pick<NoticeSettings, "severities" | "events">,
): ToldEvent | null {
  const event = isTold(line.event) ? told[line.event] : undefined;
  const asked = event === "unacknowledged" ? "acknowledged" : event;
  if (event === undefined || asked === undefined) return null;
  if (!events.includes(asked) || !severities.includes(line.severity)) return null;
  return event === "returned" && !line.wasAnnunciated ? null : event;
}

const isTold = (event: string): event is keyof typeof told => Object.hasOwn(told, event);

export function addToDigest(digest: NoticeDigest | null, line: NoticeLine): NoticeDigest {
  const { severity, event, atMs } = line;
  const ofSeverity = digest?.counts[severity];
  return {
    fromMs: Math.min(digest?.fromMs ?? atMs, atMs),
    toMs: Math.max(digest?.toMs ?? atMs, atMs),
    count: (digest?.count ?? 0) + 1,
    counts: {
      ...digest?.counts,
      [severity]: { ...ofSeverity, [event]: (ofSeverity?.[event] ?? 0) + 1 },
    },
    worst: withLine(digest?.worst ?? [], line),
  };
}

function withLine(worst: readonly NoticeLine[], line: NoticeLine): readonly NoticeLine[] {
  const last = worst.at(-1);
  if (worst.length === mostNoticeLines && last && byRank(last, line) <= 0) return worst;
  return [...worst, shortened(line)].sort(byRank).slice(0, mostNoticeLines);
}

const severityRank: Readonly<Record<Severity, number>> = { critical: 0, major: 1, minor: 2, warning: 3 };

/** New trouble before what became of it, the worst first, and of those the first: it may have led to the others. */
function byRank(a: NoticeLine, b: NoticeLine): number {
  return (
    Number(a.event !== "raised") - Number(b.event !== "raised") ||
    severityRank[a.severity] - severityRank[b.severity] ||
    a.seq - b.seq
  );
}

const longestText = 160;

function shortened(line: NoticeLine): NoticeLine {
  const short = (text: string) => [...text].slice(0, longestText).join("");
  return {
    ...line,
    name: short(line.name),
    nameZh: line.nameZh === null ? null : short(line.nameZh),
    place: short(line.place),
    note: short(line.note),
  };
}

/** Whether something in it must not wait for the morning. */
export const isUrgent = ({ counts }: NoticeDigest): boolean => (counts.critical?.raised ?? 0) > 0;
