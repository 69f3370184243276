import { ChevronDown, ChevronRight } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import { RowButton } from "../../../ui/marked-text.tsx";
import { PlaceName } from "../../../ui/name.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell } from "../../../ui/table.tsx";
import type { RowMarks } from "../../../ui/virtual-table.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import type { AlarmLine } from "./arrange-alarms.ts";
import { isSilenced, needsAcknowledgement } from "./arrange-alarms.ts";
import { nameAndPlace } from "./name-and-place.ts";
import { useAlarmWords } from "./use-alarm-words.ts";

interface RowProps {
  readonly marks: RowMarks;
  readonly line: AlarmLine;
  readonly age: string;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly isUnfolded: boolean;
  readonly onFold: () => void;
  readonly onChoose: () => void;
  readonly onEnter: () => void;
}

/** One alarm: shape, word and colour of its severity first; what nobody has acknowledged is set in bold. */
export function AlarmRow({ marks, line, age, isCurrent, isChosen, isUnfolded, ...on }: RowProps) {
  const { alarm, isChild } = line;
  const intl = useIntl();
  const words = useAlarmWords();
  const name = nameAndPlace(words.name(alarm), alarm.place);
  const { ref, ...place } = marks;
  const row = useFocus(isCurrent, ref);
  return (
    <tr
      ref={row}
      {...place}
      className="hover:bg-raised data-current:bg-raised"
      data-current={isCurrent ? "" : undefined}
      onFocus={on.onEnter}
    >
      <Cell>
        <input
          type="checkbox"
          className="size-4 align-middle"
          aria-label={intl.formatMessage({ id: "alarms.select" }, { name })}
          checked={isChosen}
          onChange={on.onChoose}
        />
      </Cell>
      <Cell>
        <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${isChild ? "pl-5" : ""}`}>
          <SeverityMark severity={alarm.severity} isQuiet={isSilenced(alarm)} className="size-3 shrink-0" />
          {words.severity(alarm)}
        </span>
      </Cell>
      <Cell>
        <NameCell line={line} isUnfolded={isUnfolded} onFold={on.onFold} />
      </Cell>
      <Cell>
        <PlaceName of={alarm.place} />
      </Cell>
      <StateCell alarm={alarm} />
      <Cell isNumber>
        {alarm.raisedMs === null ? (
          age
        ) : (
          <time dateTime={new Date(alarm.raisedMs).toISOString()} title={words.moment(alarm.raisedMs)}>
            {age}
          </time>
        )}
      </Cell>
      <Cell isNumber>{words.value(alarm)}</Cell>
      <Cell isNumber>
        {words.exposure(alarm)}
        <span className="block text-xs text-faint">{words.risk(alarm)}</span>
      </Cell>
    </tr>
  );
}

function StateCell({ alarm }: { alarm: AlarmLine["alarm"] }) {
  const intl = useIntl();
  const words = useAlarmWords();
  return (
    <Cell>
      <span className={`whitespace-nowrap ${needsAcknowledgement(alarm) ? "font-medium" : "text-soft"}`}>
        {words.state(alarm)}
      </span>
      {alarm.quality === "bad" && (
        <span className="hatched ml-2 inline-flex items-center gap-1.5 rounded border border-rule px-1.5 text-xs">
          <StateMark mark="unknown" className="size-2.5" />
          {intl.formatMessage({ id: "alarms.bad" })}
        </span>
      )}
    </Cell>
  );
}

function NameCell({ line, isUnfolded, onFold }: Pick<RowProps, "line" | "isUnfolded" | "onFold">) {
  const { alarm, children } = line;
  const intl = useIntl();
  const words = useAlarmWords();
  const { change } = useDeskSearch();
  const Chevron = isUnfolded ? ChevronDown : ChevronRight;
  // Some of what it explains may be beyond what the list holds.
  const count = children.length === 0 ? 0 : Math.max(children.length, alarm.explains);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span
        data-name={needsAcknowledgement(alarm) ? "new" : "known"}
        className="data-[name=known]:*:font-normal"
      >
        <RowButton onClick={() => change({ open: alarm.id, form: undefined })}>{words.name(alarm)}</RowButton>
      </span>
      {count > 0 && (
        <button
          type="button"
          className="inline-flex min-h-6 items-center gap-1 rounded px-1 text-left text-xs text-faint hover:bg-raised"
          aria-expanded={isUnfolded}
          title={intl.formatMessage({ id: isUnfolded ? "alarms.fold" : "alarms.unfold" }, { count })}
          onClick={onFold}
        >
          <Chevron className="size-3.5 shrink-0" aria-hidden="true" />
          {intl.formatMessage({ id: "alarms.children" }, { count })}
        </button>
      )}
    </span>
  );
}

/** The keys walk with the focus, so that Enter and a screen reader follow. */
function useFocus(isCurrent: boolean, measure: RowMarks["ref"]) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!isCurrent || row.current?.contains(document.activeElement)) return;
    row.current?.querySelector<HTMLElement>("[data-name] button")?.focus();
  }, [isCurrent]);
  return useCallback(
    (element: HTMLTableRowElement | null) => {
      row.current = element;
      measure(element);
    },
    [measure],
  );
}
