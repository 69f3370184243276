import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useMemo, useRef, useState } from "react";

/** Something that can be done from the palette, in the words of the page. */
export interface DeskCommand {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

interface Register {
  readonly commands: readonly DeskCommand[];
  readonly add: (command: DeskCommand) => () => void;
}
const CommandsContext = createContext<Register>({ commands: [], add: () => () => {} });

/** Pages offer what they can do right now; the palette lists it first. */
export function DeskCommandsProvider({ children }: { children: ReactNode }) {
  const [commands, setCommands] = useState<readonly DeskCommand[]>([]);
  const add = useMemo(
    () => (command: DeskCommand) => {
      setCommands((before) => [...before, command]);
      return () => setCommands((before) => before.filter((each) => each !== command));
    },
    [],
  );
  const value = useMemo(() => ({ commands, add }), [commands, add]);
  return <CommandsContext value={value}>{children}</CommandsContext>;
}

export function useDeskCommands(): readonly DeskCommand[] {
  return useContext(CommandsContext).commands;
}

/** @param label null: not now */
export function useDeskCommand(id: string, label: string | null, run: () => void): void {
  const { add } = useContext(CommandsContext);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (label === null) return undefined;
    return add({ id, label, run: () => latest.current() });
  }, [add, id, label]);
}
