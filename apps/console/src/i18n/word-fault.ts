import type { Issue } from "@aidc/contract";
import type { IntlShape } from "react-intl";
import type { MessageId } from "./messages/en.ts";
import { refusalSentences } from "./refusal-sentences.ts";

/**
 * Sentences of the contract and of the readers of files, which are English on the wire, and the words that the console
 * has for them. The first that fits counts.
 */
const sentences: readonly (readonly [RegExp, MessageId])[] = [
  ...refusalSentences,
  [/^is missing in the header$/, "fault.header.missing"],
  [/^stands twice in the header$/, "fault.header.twice"],
  [/^is no column; known are (?<known>.+)$/, "fault.header.unknown"],
  [/^is the only one: there are no jobs$/, "fault.rows.none"],
  [
    /^has (?<cells>\d+) cells, the header (?<header>\d+); leave out columns that hold the separator$/,
    "fault.row.width.separator",
  ],
  [/^has (?<cells>\d+) cells, the header (?<header>\d+)$/, "fault.row.width"],
  [/^stands in line (?<line>\d+) already; leave one out$/, "fault.row.again"],
  [/^stands twice; tell of each job once$/, "fault.job.twice"],
  [/^is not a job id: 1 to 100 characters without blanks, \| or ,$/, "fault.job.id"],
  [/^is missing although the job started; give when it was submitted$/, "fault.job.eligible"],
  [/^is before eligible; a job that was never eligible has none$/, "fault.before.eligible.never"],
  [/^is before (?<field>eligible|start|first_day)$/, "fault.before"],
  [/^is after knownAt: nobody knew it then$/, "fault.after.known"],
  [/^is not an ISO 8601 time, for example (?<example>\S+)$/, "fault.time"],
  [
    /^lies (?<side>before|after) the year (?<year>\d+); is the year right\? Give one from (?<first>\d+) to (?<last>\d+)$/,
    "fault.year",
  ],
  [/^lies before (?<year>\d+); is the year right\?$/, "fault.year.early"],
  [/^is empty$/, "fault.empty"],
  [/^is missing; expected \w+$/, "fault.missing.expected"],
  [/^is missing$/, "fault.missing"],
  [/^is not a whole number$/, "fault.whole"],
  [/^is not a number$/, "fault.number"],
  [/^must be at least (?<bound>-?[\d.]+)$/, "fault.small"],
  [/^must be at most (?<bound>-?[\d.]+)$/, "fault.large"],
  [/^must have at most (?<bound>\d+) characters$/, "fault.long"],
  [/^is missing; give energy_kwh, or volume_m3$/, "fault.amount.either"],
  [/^is missing; give month, or first_day and last_day$/, "fault.period.either"],
  [/^stands beside first_day or last_day; give one of both$/, "fault.period.both"],
  [/^is not a month, for example (?<example>\S+)$/, "fault.month"],
  [/^is not a date, for example (?<example>\S+)$/, "fault.date"],
  [/^is no meter of this center; known are (?<known>.+)$/, "fault.target"],
  [/^has not ended in (?<zone>\S+)$/, "fault.unended"],
  [/^overlaps (?<other>.+) \((?<from>\S+) to (?<to>\S+)\); withdraw that one first$/, "fault.overlap"],
  [
    /^overlaps (?<other>.+) \((?<from>\S+) to (?<to>\S+)\); withdraw that one first; two suppliers behind one metering point are one bill with the sum of both and the names of both documents$/,
    "fault.overlap.bills",
  ],
  [/^does not fit the target; give (?<name>\w+) alone$/, "fault.amount.alone"],
  [
    /^means (?<mean>[\d.]+ kW) all that time; at most (?<most>[\d.]+ kW) is taken: (?<because>.+)$/,
    "fault.power",
  ],
  [/^will not count: a statement of the whole side of the balance does$/, "fault.beside.side"],
  [
    /^will not count: samples or corrections cover (?<covered>\S+(?: %)?) of that time$/,
    "fault.beside.samples",
  ],
  [
    /^will count in place of samples, which cover (?<covered>\S+(?: %)?) of that time and are left out$/,
    "fault.beside.counts",
  ],
  [/^no center draws more$/, "fault.because.unknown"],
  [/^(?<times>[\d.]+) times the rating of meter (?<meter>\S+)$/, "fault.because.rating"],
  [/^twice what the center is rated for$/, "fault.because.center"],
  [/^twice what the feeds of meter (?<meter>\S+) may carry$/, "fault.because.feeds"],
  [/^(?<times>[\d.]+) times the greatest of the others$/, "fault.because.others"],
  [/^is not an amount in (?<unit>\S+), for example (?<example>\S+)$/, "fault.amount.unit"],
  [/^is not an amount, for example (?<example>\S+)$/, "fault.amount"],
  [/^is not a day, for example (?<example>\S+)$/, "fault.day"],
  [/^is not an id: letters, digits and \. _ : \| @ \+ -$/, "fault.id"],
  [/^there is no (?<kind>\w+) "(?<id>.+)" in the inventory$/, "fault.subject"],
  [
    /^(?<quantity>\w+) of (?<id>.+) comes from (?<series>.+) already; name another subject or quantity$/,
    "fault.subject.taken",
  ],
  [/^it is the (?<quantity>\w+) of (?<id>.+) already; nothing is left to do$/, "fault.series.taken"],
  [/^a (?<what>[\w ]+) has no (?<quantity>\w+); it has (?<known>.+)$/, "fault.quantity.foreign"],
  [/^(?<quantity>\w+) is not measured in (?<unit>\S+); use (?<known>.+)$/, "fault.unit"],
  [/^the series says (?<said>\S+), not (?<unit>\S+); bind it as (?<same>\S+)$/, "fault.unit.said"],
  [
    /^there is a rule for (?<metric>\S+) of this source already; take it back first, or bind the series alone$/,
    "fault.rule.again",
  ],
  [
    /^no series of (?<metric>\S+) names by "(?<label>.+)" a (?<kind>\w+) of the inventory that has no series yet$/,
    "fault.label.nothing",
  ],
  [
    /^leads to (?<address>\S+): this machine, its link or no single host\. AIDC_NOTICES_ALLOW can allow it$/,
    "fault.address.never",
  ],
  [
    /^leads to the private address (?<address>\S+), which AIDC_NOTICES_PRIVATE forbids$/,
    "fault.address.private",
  ],
];

/** What is wrong, in the language of the page; what the console has no words for stays as it was said. */
export function wordFault(intl: IntlShape, message: string): string {
  for (const [sentence, id] of sentences) {
    const found = sentence.exec(message);
    if (!found) continue;
    const { because, ...said } = found.groups ?? {};
    const reason = because === undefined ? {} : { because: wordFault(intl, because) };
    return intl.formatMessage({ id }, { ...said, ...reason });
  }
  return message;
}

/** Where and what: names of columns and fields stay as the file and the contract have them. */
export function wordIssue(intl: IntlShape, { path, message }: Issue): string {
  const place = path === "row" ? intl.formatMessage({ id: "fault.row" }) : path;
  return `${place} ${wordFault(intl, message)}`;
}
