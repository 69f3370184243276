import type { Worded } from "@aidc/contract";

/** Names that come with the data speak Chinese and English. */
export function wordIn(locale: string, text: Worded): string {
  return locale.startsWith("zh") ? text.zh : text.en;
}
