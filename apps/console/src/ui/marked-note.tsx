import type { ReactNode } from "react";
import { StateMark } from "./state-mark.tsx";

/** What keeps something from being done or from being whole: a sentence with its mark, and what belongs to it. */
export function MarkedNote(props: {
  mark: "warning" | "critical";
  title: string;
  /** Read out as soon as it appears. */
  isAlert?: boolean;
  children: ReactNode;
}) {
  const { mark, title, isAlert = false, children } = props;
  const edge = mark === "critical" ? "border-critical" : "border-warning";
  return (
    <div role={isAlert ? "alert" : undefined} className={`grid gap-1 border-l-2 py-1 pl-3 text-sm ${edge}`}>
      <p className="flex items-center gap-2 font-medium">
        <StateMark mark={mark} className="size-3 shrink-0" />
        {title}
      </p>
      {children}
    </div>
  );
}
