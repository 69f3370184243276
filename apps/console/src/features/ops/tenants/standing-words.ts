import type { IndustrySection, TenantClass } from "@aidc/contract";
import { classWords, industryWords, notStatedWords } from "@aidc/domain";
import { wordIn } from "../../../i18n/word-in.ts";

interface Said {
  readonly class?: TenantClass | null | undefined;
  readonly industry?: IndustrySection | null | undefined;
}

/** Class and industry as somebody reads them; what nobody stated is said to be so. */
export function standingWords(locale: string, said: Said) {
  const { class: stated, industry } = said;
  return {
    class: wordIn(locale, stated == null ? notStatedWords : classWords[stated]),
    industry:
      industry == null
        ? wordIn(locale, notStatedWords)
        : `${industry} ${wordIn(locale, industryWords[industry])}`,
  };
}
