import { useEffect, useRef } from "react";
import { useDeskKeysSwitch } from "../desk-keys.tsx";
import type { ListKey } from "../read-key.ts";
import { chordMs, readListKey } from "../read-key.ts";

/** Keys of the list, wherever on the page the focus is; silent while a dialog is open or keys are switched off. */
export function useListKeys(act: (key: ListKey) => void): void {
  const { isOn } = useDeskKeysSwitch();
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!isOn) return undefined;
    let chordAtMs = Number.NEGATIVE_INFINITY;
    const hear = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"]')) return;
      const key = readListKey(event, event.timeStamp - chordAtMs < chordMs);
      chordAtMs = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!key) return;
      event.preventDefault();
      latest.current(key);
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [isOn]);
}
