/** What a statement line says: in English as it is frozen, in each language where a file is drawn of it. */
import type { Lease, LedgerBasis, Statement, StatementLine, Worded } from "@aidc/contract";
import { leaseResources } from "@aidc/contract";
import { worded } from "../report/words.ts";
import type { LineKind } from "./line-groups.ts";
import { lineKinds } from "./line-groups.ts";

export const resourceWords: Readonly<Record<Lease["resource"], Worded>> = {
  accelerators: worded("accelerators", "加速卡"),
  pflops: worded("computing power", "算力"),
  racks: worded("racks", "机柜"),
  rack_units: worded("rack units", "机柜 U 位"),
  power_w: worded("power", "功率"),
};
export const basisWords: Readonly<Record<LedgerBasis, Worded>> = {
  leased: worded("commitment", "承诺"),
  allocated: worded("use", "使用"),
};

/** What a line is of; of a correction also the month that it puts right. */
export interface LineFacts extends Pick<StatementLine, "model" | "lease" | "band"> {
  readonly kind: LineKind;
  readonly resource: Lease["resource"];
  readonly corrects: string | null;
}

const lineId = new RegExp(`^(?:correction~(\\d{4}-\\d{2})~)?(${lineKinds.join("|")})~`);

/** A line's id begins with what it is. @returns null for a line of a kind that is not known here */
export function factsOfLine(line: StatementLine): LineFacts | null {
  const [, corrects = null, name] = lineId.exec(line.id) ?? [];
  const kind = lineKinds.find((known) => known === name);
  const resource = leaseResources.find((known) => known === line.resource);
  if (kind === undefined || resource === undefined) return null;
  const { model, lease, band } = line;
  return { kind, resource, model, lease, band, corrects };
}

/** The English is as it was frozen; so is the other of a line of a kind that is not known here. */
export function lineWords(line: StatementLine): Worded {
  const facts = factsOfLine(line);
  if (facts === null) return worded(line.description, line.description);
  const { zh } = describeLine(facts);
  return worded(line.description, facts.corrects === null ? zh : `更正 ${facts.corrects}：${zh}`);
}

export function describeLine({ kind, resource, model, lease, band }: Omit<LineFacts, "corrects">): Worded {
  const noun = resourceWords[resource];
  const named = (word: string) => (model === null ? word : `${word} ${model}`);
  const { en, zh } = sentences[kind](named(noun.en), named(noun.zh), lease);
  return band === null ? { en, zh } : worded(`${en}, band ${band}`, `${zh}，时段 ${band}`);
}

const sentences: Readonly<Record<LineKind, (en: string, zh: string, lease: string | null) => Worded>> = {
  purchase: (en, zh, lease) => worded(`Commitment of ${en} by lease ${lease}`, `租约 ${lease} 承诺的${zh}`),
  used: (en, zh, lease) =>
    worded(`Used of the commitment ${lease}: ${en}`, `承诺 ${lease} 的已用部分：${zh}`),
  unused: (en, zh, lease) =>
    worded(`Unused of the commitment ${lease}: ${en}`, `承诺 ${lease} 的未用部分：${zh}`),
  unmeasured: (en, zh, lease) =>
    worded(
      `Not measured, counted as unused of the commitment ${lease}: ${en}`,
      `未计量，计为承诺 ${lease} 的未用部分：${zh}`,
    ),
  usage: (en, zh, lease) =>
    lease
      ? worded(`Held by lease ${lease}: ${en}`, `租约 ${lease} 持有：${zh}`)
      : worded(`Use of ${en}, as it happens`, `按实际发生的使用：${zh}`),
};

/** The English is frozen with each statement. */
export const roundingWords = worded(
  "Each line is the exact product of quantity and unit price, rounded once, half up, to the currency's smallest " +
    "unit. Used and unused parts of a commitment share its price by largest remainder, so that they sum to it.",
  "每行为数量与单价的精确乘积，只取整一次，四舍五入到最小货币单位。承诺的已用与未用部分按最大余数法分摊其价格，两者之和恰为该价格。",
);

/** A rule that was frozen otherwise is told as it was frozen. */
export function roundingWordsOf({ roundingRule }: Pick<Statement, "roundingRule">): Worded {
  return roundingRule === roundingWords.en ? roundingWords : worded(roundingRule, roundingRule);
}
