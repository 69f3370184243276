/** What of the samples of a report is not as it was known: days that were rolled up again after an instant. */
import type { KnownPart, Quantity, Subject } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { instantText } from "./instant-text.ts";
import { quantityWords } from "./quantity-words.ts";
import { subjectWords } from "./statements.ts";
import { worded } from "./words.ts";

/** Days of a point that were last written after the instant. */
interface LaterPoint {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly days: number;
  /** Where the first and the last of them begin. */
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface LaterSamples {
  /** Nothing that is there was written by the instant, and the first of it then; null: something was, or nothing is there. */
  readonly sinceMs: number | null;
  readonly points: readonly LaterPoint[];
  /** Whether whoever asks may be told of it by name; others are counted. */
  readonly isNamed: (subject: Subject) => boolean;
}

const namedPoints = 5;
const mostLater = 50;
const kind = "samples";
/** Of samples: as then, but for the days that were written again. */
export function samplesPart({ sinceMs, points, isNamed }: LaterSamples, timeZone: string): KnownPart {
  if (sinceMs !== null) return unknownBefore(sinceMs, timeZone);
  if (points.length === 0)
    return {
      kind,
      basis: "then",
      leftOut: 0,
      note: worded(
        "Samples: as then; no day that it reads was written again after it.",
        "采样数据：按当时的内容；所读取的各日此后均未重写。",
      ),
    };
  const dayOf = (atMs: number) => instantText(isoOf(atMs), timeZone).slice(0, 10);
  const late = points
    .filter(({ subject }) => isNamed(subject))
    .map(({ firstMs, lastMs, ...one }) => ({ ...one, firstDay: dayOf(firstMs), lastDay: dayOf(lastMs) }))
    .sort((a, b) => b.days - a.days);
  const { en, zh } = listOf(late, points.length - late.length);
  const most = points.reduce((greatest, { days }) => Math.max(greatest, days), 0);
  const counted = most === 1 ? "1 day" : `${most} days`;
  const who =
    points.length === 1 ? `1 point, ${counted}` : `${points.length} points, at most ${counted} each`;
  return {
    kind,
    basis: "now",
    leftOut: null,
    later: late.slice(0, mostLater),
    note: worded(
      `Samples: what was written again after it, as something came late or was rolled up anew, is as it is now, because a sample does not keep when it came and none can be left out: ${who}: ${en}. All others that it reads are as then.`,
      `采样数据：有数据迟到或重新汇总，以下各日此后重写，按现在的内容（样本不保存到达时间，无法剔除）：${points.length} 个采集点，每点至多 ${most} 日：${zh}。所读取的其余数据按当时的内容。`,
    ),
  };
}

/** A row keeps when it was written last: of the time before the first of them it says nothing, and no day is known to be late. */
function unknownBefore(sinceMs: number, timeZone: string): KnownPart {
  const since = instantText(isoOf(sinceMs), timeZone);
  return {
    kind,
    basis: "now",
    leftOut: null,
    note: worded(
      `Samples: as they are now, because a sample does not keep when it came; which of them were there is not known before ${since}.`,
      `采样数据：按现在的内容，样本不保存到达时间；${since} 之前已有哪些数据无从得知。`,
    ),
  };
}

/** @param unnamed of how many points no name is told */
function listOf(late: NonNullable<KnownPart["later"]>, unnamed: number) {
  const named = late.slice(0, namedPoints).map(lateWords);
  const more = late.length - named.length;
  if (more > 0) named.push(worded(`and ${more} more`, `另有 ${more} 个`));
  if (unnamed > 0)
    named.push(
      worded(
        `${unnamed} that are not named, as they are of few tenants`,
        `${unnamed} 个因仅涉及少数租户而不列名`,
      ),
    );
  return worded(named.map(({ en }) => en).join("; "), named.map(({ zh }) => zh).join("；"));
}

function lateWords({ subject, quantity, days, firstDay, lastDay }: NonNullable<KnownPart["later"]>[number]) {
  const { en, zh } = subjectWords(`${subject.kind} ${subject.id}`);
  const when = firstDay === lastDay ? firstDay : `${firstDay}–${lastDay}`;
  const name = quantityWords(quantity);
  return days === 1
    ? worded(`${en} (${name.en}) ${when}`, `${zh}（${name.zh}）${when}`)
    : worded(`${en} (${name.en}) ${days} days in ${when}`, `${zh}（${name.zh}）${when} 中 ${days} 日`);
}
