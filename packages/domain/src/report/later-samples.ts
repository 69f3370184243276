/** What of the samples of a report is not as it was known: days that were rolled up again after an instant. */
import type { KnownPart, Quantity, Subject } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { instantText } from "./instant-text.ts";
import { quantityWords } from "./quantity-words.ts";
import { subjectWords } from "./statements.ts";
import { worded } from "./words.ts";

/** Days of a point that were last written after the instant. */
export interface LaterSamples {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly days: number;
  /** Where the first and the last of them begin. */
  readonly firstMs: number;
  readonly lastMs: number;
}

const namedPoints = 5;

/** Of samples: as then, but for the days that were written again. */
export function samplesPart(later: readonly LaterSamples[], timeZone: string): KnownPart {
  const kind = "samples";
  if (later.length === 0)
    return {
      kind,
      basis: "then",
      leftOut: 0,
      note: worded(
        "Samples: as then; no day of the periods that it compares was written again after it.",
        "采样数据：按当时的内容；所比较期间的各日此后均未重写。",
      ),
    };
  const dayOf = (atMs: number) => instantText(isoOf(atMs), timeZone).slice(0, 10);
  const late = later
    .map(({ firstMs, lastMs, ...one }) => ({ ...one, firstDay: dayOf(firstMs), lastDay: dayOf(lastMs) }))
    .sort((a, b) => b.days - a.days);
  const days = late.reduce((sum, one) => sum + one.days, 0);
  const named = late.slice(0, namedPoints).map(lateWords);
  const more = late.length - named.length;
  return {
    kind,
    basis: "now",
    leftOut: null,
    later: late.slice(0, mostLater),
    note: worded(
      `Samples: what was written again after it, as something came late or was rolled up anew, is as it is now: ${days === 1 ? "1 day" : `${days} days`} of ${late.length === 1 ? "1 point" : `${late.length} points`}, ${named.map(({ en }) => en).join("; ")}${more > 0 ? `; and ${more} more` : ""}. All others are as then.`,
      `采样数据：有数据迟到或重新汇总，以下各日此后重写，按现在的内容：${late.length} 个采集点共 ${days} 日：${named.map(({ zh }) => zh).join("；")}${more > 0 ? `；另有 ${more} 个` : ""}。其余按当时的内容。`,
    ),
  };
}

const mostLater = 50;

function lateWords({ subject, quantity, days, firstDay, lastDay }: NonNullable<KnownPart["later"]>[number]) {
  const { en, zh } = subjectWords(`${subject.kind} ${subject.id}`);
  const when = firstDay === lastDay ? firstDay : `${firstDay}–${lastDay}`;
  const name = quantityWords(quantity);
  return days === 1
    ? worded(`${en} (${name.en}) ${when}`, `${zh}（${name.zh}）${when}`)
    : worded(`${en} (${name.en}) ${days} days in ${when}`, `${zh}（${name.zh}）${when} 中 ${days} 日`);
}
