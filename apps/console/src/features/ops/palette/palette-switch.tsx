import type { ReactNode } from "react";
import { createContext, useContext, useMemo, useState } from "react";
import { DeskCommandsProvider } from "./desk-commands.tsx";

interface Switch {
  readonly isPaletteOpen: boolean;
  readonly setPaletteOpen: (isOpen: boolean) => void;
}
const PaletteContext = createContext<Switch>({ isPaletteOpen: false, setPaletteOpen: () => {} });

/** Whether the palette is open, and what the page offers in it. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const value = useMemo(() => ({ isPaletteOpen, setPaletteOpen }), [isPaletteOpen]);
  return (
    <PaletteContext value={value}>
      <DeskCommandsProvider>{children}</DeskCommandsProvider>
    </PaletteContext>
  );
}

export function usePalette(): Switch {
  return useContext(PaletteContext);
}
