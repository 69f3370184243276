import type { ReactNode } from "react";
import type { Mark } from "./state-mark.tsx";
import { StateMark } from "./state-mark.tsx";

/** A state in a row of a table: its shape and its word. */
export function MarkedText({ mark, children }: { mark: Mark; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StateMark mark={mark} className="size-2.5 shrink-0" />
      {children}
    </span>
  );
}

/** Opens the row beside the table. */
export function RowButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="inline-flex min-h-6 items-center text-left font-medium hover:underline"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
