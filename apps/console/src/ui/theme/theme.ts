import { recall, remember } from "../browser-memory.ts";

export const themes = ["dark", "light"] as const;
export type Theme = (typeof themes)[number];

const key = "aidc.theme";

/** What the person chose before, else what the system prefers. */
export function preferredTheme(): Theme {
  const stored = recall(key);
  if (stored === "dark" || stored === "light") return stored;
  return window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

export function rememberTheme(theme: Theme): void {
  remember(key, theme);
}
