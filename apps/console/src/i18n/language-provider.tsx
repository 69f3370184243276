import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useMemo } from "react";
import type { IntlShape } from "react-intl";
import { createIntl, RawIntlProvider } from "react-intl";
import { isolateValues } from "./isolate.ts";
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
  const intl = useMemo(() => intlOf(language), [language]);
  return (
    <LanguageContext value={choice}>
      <RawIntlProvider value={intl}>{children}</RawIntlProvider>
    </LanguageContext>
  );
}

/** The one place where sentences get their names. */
function intlOf(language: Language): IntlShape {
  const intl = createIntl({
    locale: locales[language],
    defaultLocale: "en",
    messages: catalogues[language],
  });
  const formatMessage = new Proxy(intl.formatMessage, {
    apply: (format, self, [descriptor, values, ...others]) =>
      Reflect.apply(format, self, [descriptor, values && isolateValues(values), ...others]),
  });
  return { ...intl, formatMessage, $t: formatMessage };
}
