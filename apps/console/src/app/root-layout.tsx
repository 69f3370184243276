import { Outlet, useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import type { Language } from "../i18n/languages.ts";
import { preferredLanguage, rememberLanguage } from "../i18n/languages.ts";
import type { Theme } from "../ui/theme/theme.ts";
import { preferredTheme, rememberTheme } from "../ui/theme/theme.ts";
import { ThemeProvider } from "../ui/theme/theme-provider.tsx";

/** Language and theme of the whole page: the address decides, then an earlier choice, then browser and system. */
export function RootLayout() {
  const { lang, theme } = useSearch({ from: "__root__" });
  const navigate = useNavigate();
  const isWall = useLocation({ select: ({ pathname }) => pathname.startsWith("/wall/") });
  const chooseLanguage = useCallback(
    (language: Language) => {
      rememberLanguage(language);
      void navigate({ to: ".", search: (before) => ({ ...before, lang: language }), replace: true });
    },
    [navigate],
  );
  const chooseTheme = useCallback(
    (chosen: Theme) => {
      rememberTheme(chosen);
      void navigate({ to: ".", search: (before) => ({ ...before, theme: chosen }), replace: true });
    },
    [navigate],
  );
  return (
    <LanguageProvider language={lang ?? preferredLanguage()} onChoose={chooseLanguage}>
      <ThemeProvider theme={theme ?? (isWall ? "dark" : preferredTheme())} onChoose={chooseTheme}>
        <Outlet />
      </ThemeProvider>
    </LanguageProvider>
  );
}
