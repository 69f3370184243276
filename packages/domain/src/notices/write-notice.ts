/** A digest in words: a title, the lines, and what is left out. Markup comes later, by kind. */
import type { Severity } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { civilTimeAt } from "../time/zone.ts";
import type { NoticeDigest, NoticeLine } from "./digest.ts";
import type { NoticeWords } from "./notice-words.ts";
import { noticeWords } from "./notice-words.ts";

export interface NoticeScene {
  readonly language: "zh" | "en";
  readonly center: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** Where the alarms of the center are looked at. */
  readonly url: string;
}

export interface WrittenNotice {
  readonly title: string;
  readonly lines: readonly string[];
  /** How many events have no line. */
  readonly unlisted: number;
}

/** @param digest null: a test */
export function writeNotice(digest: NoticeDigest | null, { language, center }: NoticeScene): WrittenNotice {
  const words = noticeWords[language];
  if (digest === null) {
    return { title: words.test.title, lines: [words.test.body(plain(center.name))], unlisted: 0 };
  }
  return {
    title: titleOf(digest, words, language),
    lines: digest.worst.map((line) => lineOf(line, words, language, center.timeZone)),
    unlisted: digest.count - digest.worst.length,
  };
}

function titleOf(digest: NoticeDigest, words: NoticeWords, language: "zh" | "en"): string {
  const [only] = digest.worst;
  if (digest.count === 1 && only) {
    const { severity, event } = only;
    return `[${words.severity[severity]}] ${words.event[event]}${words.colon}${nameOf(only, language)} · ${plain(only.place)}`;
  }
  const parts = severities.flatMap((severity) => {
    const count = countOf(digest, severity);
    return count === 0 ? [] : [`${words.severity[severity]} ${count}`];
  });
  return `${words.events(digest.count)}${words.colon}${parts.join(words.between)}`;
}

export function countOf({ counts }: NoticeDigest, severity: Severity): number {
  return Object.values(counts[severity] ?? {}).reduce((sum, count) => sum + count, 0);
}

function lineOf(line: NoticeLine, words: NoticeWords, language: "zh" | "en", timeZone: string): string {
  const { severity, event, atMs, by, note } = line;
  const head = `${clock(atMs, timeZone)} ${words.event[event]} [${words.severity[severity]}] ${nameOf(line, language)} · ${plain(line.place)}`;
  const measured = event === "raised" ? measure(line, words) : "";
  const who =
    by === null ? "" : ` (${words.by}${words.colon}${plain(by)}${note === "" ? "" : ` - ${plain(note)}`})`;
  return `${head}${measured}${who}`;
}

const nameOf = ({ name, nameZh }: NoticeLine, language: "zh" | "en"): string =>
  plain(language === "zh" ? (nameZh ?? name) : name);

const shownUnits: Readonly<Record<string, string>> = { cadences: "", ratio: "%" };

function measure({ value, limit, unit }: NoticeLine, words: NoticeWords): string {
  if (value === null || unit === "" || unit === "cadences") return "";
  const show = (number: number) =>
    `${Number((unit === "ratio" ? number * 100 : number).toPrecision(4))} ${shownUnits[unit] ?? unit}`.trimEnd();
  return ` ${show(value)}${limit === null ? "" : ` (${words.limit} ${show(limit)})`}`;
}

function clock(atMs: number, timeZone: string): string {
  const { year, month, day, hour, minute, second } = civilTimeAt(atMs, timeZone);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/**
 * Names come from inventories and from other systems' labels: in a chat they must not become links, mentions, markup or
 * a second line.
 */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/</g, "‹")
    .replace(/>/g, "›")
    .replace(/\[/g, "［")
    .replace(/\]/g, "］")
    .replace(/[`*~|\\]/g, "·")
    .trim();
}
