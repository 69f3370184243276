import type { Worded } from "@aidc/contract";
import { useCallback } from "react";
import { useIntl } from "react-intl";

/** What a report says, in the language of the page; reports speak Chinese and English. */
export function useSay(): (text: Worded) => string {
  const { locale } = useIntl();
  return useCallback((text) => (locale.startsWith("zh") ? text.zh : text.en), [locale]);
}
