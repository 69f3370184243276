import type { ReactNode } from "react";
import { createContext, useContext, useMemo, useState } from "react";

interface Switch {
  readonly isOn: boolean;
  readonly setOn: (isOn: boolean) => void;
}
const DeskKeysContext = createContext<Switch>({ isOn: true, setOn: () => {} });

/** Whether single keys do something; one switch for the desk and the lists on it. */
export function DeskKeysProvider({ children }: { children: ReactNode }) {
  const [isOn, setOn] = useState(true);
  const value = useMemo(() => ({ isOn, setOn }), [isOn]);
  return <DeskKeysContext value={value}>{children}</DeskKeysContext>;
}

export function useDeskKeysSwitch(): Switch {
  return useContext(DeskKeysContext);
}
