import type { ReactNode } from "react";
import { useEffect } from "react";
import { IntlProvider } from "react-intl";
import type { Language } from "./languages.ts";
import { catalogues, locales } from "./languages.ts";

/** Words and formats for everything below; switching needs no reload. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = locales[language];
  }, [language]);
  return (
    <IntlProvider locale={locales[language]} defaultLocale="en" messages={catalogues[language]}>
      {children}
    </IntlProvider>
  );
}
