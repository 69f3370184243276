import type { Catalogue, MessageId } from "./messages/en.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";

export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}

export const catalogues: Readonly<Record<Language, Catalogue>> = { zh, en };

/** What `lang` on the page and `Intl` get: Han glyphs differ between regions. */
export const locales: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };

/** How each language calls itself; never translated. */
export const ownNames: Readonly<Record<Language, string>> = { zh: "中文", en: "English" };

const key = "aidc.language";

/** Chosen before, else the browser's first language that we have, else English. */
export function preferredLanguage(browserLanguages: readonly string[] = navigator.languages): Language {
  const known = [readStored(), ...browserLanguages].map((name) => name?.slice(0, 2).toLowerCase());
  for (const name of known) for (const language of languages) if (name === language) return language;
  return "en";
}

export function rememberLanguage(language: Language): void {
  try {
    window.localStorage.setItem(key, language);
  } catch {
    // Storage may be forbidden; the choice then lives in the address only.
  }
}

function readStored(): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}
