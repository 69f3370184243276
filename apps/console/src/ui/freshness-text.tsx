import type { Freshness } from "@aidc/contract";
import type { Mark } from "./state-mark.tsx";
import { StateMark } from "./state-mark.tsx";
import { useWords } from "./use-words.ts";

const marks: Readonly<Record<Freshness, Mark>> = {
  live: "normal",
  late: "info",
  stale: "warning",
  none: "unknown",
};

/** Shape and word of a freshness; the age beside it when there is one. */
export function FreshnessText({
  freshness,
  ageMs,
}: {
  freshness: Freshness;
  ageMs?: number | null | undefined;
}) {
  const words = useWords();
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StateMark mark={marks[freshness]} className="size-2.5" />
      {words.freshness(freshness)}
      {ageMs !== undefined && ageMs !== null && <span className="num text-faint">{words.age(ageMs)}</span>}
    </span>
  );
}
