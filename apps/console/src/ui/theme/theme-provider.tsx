import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useMemo } from "react";
import type { Theme } from "./theme.ts";
import { applyTheme } from "./theme.ts";

export interface ThemeChoice {
  readonly theme: Theme;
  readonly choose: (theme: Theme) => void;
}

const ThemeContext = createContext<ThemeChoice>({ theme: "dark", choose: () => {} });

export function useThemeChoice(): ThemeChoice {
  return useContext(ThemeContext);
}

export function ThemeProvider(props: {
  theme: Theme;
  onChoose: (theme: Theme) => void;
  children: ReactNode;
}) {
  const { theme, onChoose, children } = props;
  const choice = useMemo(() => ({ theme, choose: onChoose }), [theme, onChoose]);
  useEffect(() => applyTheme(theme), [theme]);
  return <ThemeContext value={choice}>{children}</ThemeContext>;
}
