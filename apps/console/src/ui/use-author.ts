import { authorWords } from "@aidc/domain";
import { useCallback } from "react";
import { useIntl } from "react-intl";

/** Who did something, by name; nobody signs in at the command line, and what stands for a name there is a word. */
export function useAuthor(): (author: string) => string {
  const { locale } = useIntl();
  return useCallback((author) => authorWords(author)[locale.startsWith("zh") ? "zh" : "en"], [locale]);
}
