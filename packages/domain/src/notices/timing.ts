/** When what has happened is told: at most one message in so many minutes, and at night only what is critical. */
import type { NoticeKind, NoticeSettings } from "@aidc/contract";
import { civilTimeAt } from "../time/zone.ts";
import type { NoticeDigest } from "./digest.ts";
import { isUrgent } from "./digest.ts";

const minuteMs = 60_000;
const dayMinutes = 1_440;
/** Feishu asks to keep away from full and half hours. */
const rushS = 20;

interface Waiting {
  readonly kind: NoticeKind;
  readonly settings: Pick<NoticeSettings, "digestMinutes" | "quiet">;
  readonly digest: NoticeDigest;
  readonly lastMessageAtMs: number | null;
  readonly timeZone: string;
}

export function mayTell(
  { kind, settings, digest, lastMessageAtMs, timeZone }: Waiting,
  nowMs: number,
): boolean {
  const isFresh = lastMessageAtMs !== null && lastMessageAtMs <= nowMs;
  if (isFresh && nowMs - lastMessageAtMs < settings.digestMinutes * minuteMs) return false;
  if (isUrgent(digest)) return true;
  return !isQuiet(settings.quiet, nowMs, timeZone) && !(kind === "feishu" && isRush(nowMs));
}

/** @param quiet from inclusive, to exclusive, over midnight if it must; from = to is the whole day */
export function isQuiet(quiet: NoticeSettings["quiet"], nowMs: number, timeZone: string): boolean {
  if (quiet === null) return false;
  const { hour, minute } = civilTimeAt(nowMs, timeZone);
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)];
  const lengthMinutes = (to - from + dayMinutes) % dayMinutes || dayMinutes;
  return (hour * 60 + minute - from + dayMinutes) % dayMinutes < lengthMinutes;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const isRush = (nowMs: number): boolean => nowMs % (30 * minuteMs) < rushS * 1_000;
