import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useMemo } from "react";
import { IntlProvider } from "react-intl";
import type { Language } from "./languages.ts";
import { catalogues, locales } from "./languages.ts";

export interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: "en", choose: () => {} });

export function useLanguageChoice(): LanguageChoice {
  return useContext(LanguageContext);
}

/** Words and formats for everything below; switching needs no reload. */
export function LanguageProvider(props: {
  language: Language;
  onChoose?: (language: Language) => void;
  children: ReactNode;
}) {
  const { language, onChoose, children } = props;
  const choice = useMemo(() => ({ language, choose: onChoose ?? (() => {}) }), [language, onChoose]);
  useEffect(() => {
    document.documentElement.lang = locales[language];
  }, [language]);
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={locales[language]} defaultLocale="en" messages={catalogues[language]}>
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}
