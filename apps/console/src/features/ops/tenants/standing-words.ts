import type { Tenant } from "@aidc/contract";
import { classWords, industryWords, notStatedWords } from "@aidc/domain";
import { wordIn } from "../../../i18n/word-in.ts";

/** Class and industry as somebody reads them; what nobody stated is said to be so. */
export function standingWords(locale: string, tenant: Pick<Tenant, "class" | "industry">) {
  const { class: stated, industry } = tenant;
  return {
    class: wordIn(locale, stated === undefined ? notStatedWords : classWords[stated]),
    industry:
      industry === undefined
        ? wordIn(locale, notStatedWords)
        : `${industry} ${wordIn(locale, industryWords[industry])}`,
  };
}
