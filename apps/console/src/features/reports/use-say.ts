import type { Worded } from "@aidc/contract";
import { useCallback } from "react";
import { useIntl } from "react-intl";

/** What a report says, in the language of the page; reports speak Chinese and English. */
export function useSay(): (text: Worded) => string {
  const { locale } = useIntl();
  return useCallback((text) => wholeShares(locale.startsWith("zh") ? text.zh : text.en), [locale]);
}

/** A share keeps its sign beside it: a line began with the % of the one above. */
export const wholeShares = (text: string): string => text.replaceAll(/(?<=\d) %/g, "\u00a0%");
