import { Outlet, useMatchRoute, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { preferredLanguage } from "../i18n/languages.ts";
import { applyTheme, preferredTheme } from "../ui/theme/theme.ts";

/** Language and theme of the whole page: the address decides, then an earlier choice, then browser and system. */
export function RootLayout() {
  const { lang, theme } = useSearch({ from: "__root__" });
  const isWall = useMatchRoute()({ to: "/wall/$token", fuzzy: true });
  const shown = theme ?? (isWall ? "dark" : preferredTheme());
  useEffect(() => applyTheme(shown), [shown]);
  return (
    <LanguageProvider language={lang ?? preferredLanguage()}>
      <Outlet />
    </LanguageProvider>
  );
}
