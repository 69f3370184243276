import type { Center } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { showMoment, showZone } from "./format/time.ts";
import type { Mark } from "./state-mark.tsx";
import { StateMark } from "./state-mark.tsx";
import { useWords } from "./use-words.ts";

/** On top of every page of a door: state and age of the picture, where the data is from, storage, the center's clock. */
export function DoorHead(props: {
  mark: Mark;
  state: string;
  /** Of the newest sample; null where there is none. */
  ageMs: number | null;
  center: Pick<Center, "origin" | "timeZone">;
  isStorageAway: boolean;
  clockMs: number;
  /** The gutter of the door, which the bar crosses. */
  className: string;
  children?: ReactNode;
}) {
  const { mark, state, ageMs, center, isStorageAway, clockMs, className, children } = props;
  const intl = useIntl();
  const words = useWords();
  return (
    <header
      className={`sticky top-0 z-10 flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-rule bg-ground text-sm ${className}`}
    >
      <span className="inline-flex items-center gap-1.5" role="status">
        <StateMark mark={mark} className="size-2.5" />
        {state}
        {ageMs !== null && <span className="num text-faint">{words.age(ageMs)}</span>}
      </span>
      {center.origin !== "live" && (
        <span className="rounded border border-info px-1.5">
          {intl.formatMessage({ id: `origin.${center.origin}` })}
        </span>
      )}
      {isStorageAway && (
        <span className="inline-flex items-center gap-1.5" role="alert">
          <StateMark mark="warning" className="size-2.5" />
          {intl.formatMessage({ id: "wall.storage" })}
        </span>
      )}
      <span className="num ml-auto text-faint">
        {`${showMoment(clockMs, center.timeZone, words.language)} ${showZone(clockMs, center.timeZone)}`}
      </span>
      {children}
    </header>
  );
}
