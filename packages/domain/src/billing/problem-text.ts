/** What a problem of a statement says in each language; the English is what is frozen with it. */
import type { StatementProblem, Worded } from "@aidc/contract";
import { worded } from "../report/words.ts";
import { unpricedWords } from "./unpriced.ts";

/** A problem that was frozen before it said what it is about keeps its English. */
export function problemWords({
  code,
  what,
  about,
  unmetered,
}: Pick<StatementProblem, "code" | "what" | "about" | "unmetered">): Worded {
  if (about !== undefined) return unpricedWords(about);
  if (unmetered !== undefined) return unmeteredWords(unmetered);
  return code === "not_reached" ? notReachedWords : worded(what, what);
}

export function unmeteredWords({ hours, gaps }: NonNullable<StatementProblem["unmetered"]>): Worded {
  return worded(
    `Use was not measured for ${hours} h in ${gaps} ${gaps === 1 ? "gap" : "gaps"}; it is not billed as use`,
    `共 ${hours} 小时未计量，分 ${gaps} 段；不作为用量结算`,
  );
}

export const notReachedWords = worded(
  "The ledger has not reached this month yet; it is brought up to date each minute",
  "台账尚未计量到本月，每分钟更新一次",
);
