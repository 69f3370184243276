import type { LiveValue } from "@aidc/contract";
import type { ReactNode } from "react";
import { floorCoarseAge } from "../../ui/format/time.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { useIsOffline, useIsStale, useOfMoment } from "./wall-moment.tsx";

/** How old what a block shows is: from its oldest live value. */
export interface BlockAge {
  readonly sampledAtMs: number | null;
  readonly isOld: boolean;
  /** Younger than this goes without saying: where there is little room, or the source is slow by nature. */
  readonly quietBelowMs?: number;
}

/** A block of values is as old as its oldest, and old as soon as one of its samples is overdue twice. */
export function ageOf(values: readonly LiveValue[]): BlockAge {
  const times = values.map(({ sampledAtMs }) => sampledAtMs).filter((atMs) => atMs !== null);
  const known = values.filter(({ value }) => value !== null);
  return {
    sampledAtMs: times.length > 0 ? Math.min(...times) : null,
    isOld: known.some(({ freshness }) => freshness === "stale"),
  };
}

/** One of the at most seven blocks of a wall: title, one aside, its age, and a body that dims when it is old. */
export function Block(props: {
  className: string;
  title: ReactNode;
  aside?: ReactNode;
  age: BlockAge;
  /** It shows what is judged on the server, old samples among it: marked as old too, it dims only without a link. */
  isJudged?: boolean;
  children: ReactNode;
}) {
  const { className, title, aside, age, isJudged = false, children } = props;
  const isStale = useIsStale();
  const isOffline = useIsOffline();
  const isOld = isStale || age.isOld;
  return (
    <section className={`wall-block ${className}`} data-old={isOld} data-judged={isJudged && !isOffline}>
      <header>
        <h2>{title}</h2>
        <span className="wall-aside">
          {aside}
          <BlockAgeText {...age} isOld={isOld} />
        </span>
      </header>
      <div className="wall-body">{children}</div>
    </section>
  );
}

function BlockAgeText({ sampledAtMs, isOld, quietBelowMs = 0 }: BlockAge) {
  const words = useWords();
  const ageMs = useOfMoment(({ pictureMs }) => {
    if (sampledAtMs === null) return null;
    // A sample may be newer than the second that is shown.
    const sinceMs = Math.max(0, pictureMs - sampledAtMs);
    return !isOld && sinceMs < quietBelowMs ? null : floorCoarseAge(sinceMs);
  });
  if (ageMs === null) return null;
  return (
    <span className="wall-age">
      {isOld && <StateMark mark="warning" />} {words.coarseAge(ageMs)}
    </span>
  );
}
