import type { NoticeDigest, NoticeLine } from "@aidc/domain";
import { addToDigest, mayTell, noticeLimits, noticeOf, takeToken } from "@aidc/domain";
import type { Composed, ToldLine, ToldTarget } from "@aidc/store";
import type { AlarmNames, CenterAlarms } from "../alarms/center-alarms.ts";
import { databaseFault } from "../database-faults.ts";
import type { Services } from "../services.ts";
import { sendDue } from "./tell.ts";

/** Looks into the journal of every center that has somebody to tell. @returns how many messages were made */
async function composeNotices(services: Services): Promise<number> {
  let composed = 0;
  for (const centerId of await services.notices.centers()) composed += await composeOf(services, centerId);
  return composed;
}

async function composeOf(services: Services, centerId: string): Promise<number> {
  const view = await services.directory.find(centerId);
  if (view === null) return 0;
  const alarms = await services.alarms.open(centerId);
  const { timeZone } = view.document.center;
  let composed = 0;
  for (let isMore = true; isMore; ) {
    const nowMs = services.clock();
    const done = await services.notices.compose(centerId, nowMs, (target, lines) =>
      plan({ target, lines, names: namesOf(alarms), nowMs, timeZone }),
    );
    composed += done.composed;
    isMore = done.isMore;
  }
  return composed;
}

type NamesOf = (alarmId: string) => AlarmNames | null;
const namesOf =
  (alarms: CenterAlarms): NamesOf =>
  (alarmId) =>
    alarms.namesOf(alarmId);

interface Planning {
  readonly target: ToldTarget;
  readonly lines: readonly ToldLine[];
  readonly names: NamesOf;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** What is new joins what waits; it becomes a message when the way is free and its time has come. */
function plan({ target, lines, names, nowMs, timeZone }: Planning): Composed {
  const { kind, settings, bucket, lastMessageAtMs, hasMessage } = target;
  let pending = target.pending;
  for (const line of lines) pending = withLine(pending, line, target, names);
  if (pending === null || hasMessage) return { pending, bucket, message: null };
  if (!mayTell({ kind, settings, digest: pending, lastMessageAtMs, timeZone }, nowMs))
    return { pending, bucket, message: null };
  const taken = takeToken(bucket, noticeLimits[kind], nowMs);
  if (taken.waitMs > 0) return { pending, bucket, message: null };
  return { pending: null, bucket: taken.bucket, message: pending };
}

function withLine(
  pending: NoticeDigest | null,
  line: ToldLine,
  { settings }: ToldTarget,
  names: NamesOf,
): NoticeDigest | null {
  const event = noticeOf(line, settings);
  if (event === null) return pending;
  const known = names(line.alarm);
  const { seq, atMs, severity, alarm, value, by, note } = line;
  const told: NoticeLine = {
    seq,
    atMs,
    severity,
    alarm,
    value,
    by,
    note,
    event,
    ...(known ?? unnamed(line)),
  };
  return addToDigest(pending, told);
}

/** Its rule or its place has gone: what is left is its id. */
const unnamed = ({ alarm, rule }: ToldLine): AlarmNames => ({
  name: rule,
  nameZh: null,
  place: alarm,
  limit: null,
  unit: "",
});

/** One turn of the job: compose, then send. An outage of the database is no news: it is told elsewhere. */
export async function tellNotices(services: Services): Promise<object | undefined> {
  try {
    const composed = await composeNotices(services);
    const { sent, failed } = await sendDue(services);
    return composed + sent + failed > 0 ? { composed, sent, failed } : undefined;
  } catch (error) {
    if (databaseFault(error) === "away") return undefined;
    throw error;
  }
}
