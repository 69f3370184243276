import { useIntl } from "react-intl";
import { HeadCell } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { VirtualTable } from "../../../ui/virtual-table.tsx";
import { AlarmRow } from "./alarm-row.tsx";
import type { AlarmLine } from "./arrange-alarms.ts";
import { alarmsOf } from "./arrange-alarms.ts";

/** The lines with their choice boxes; the box of a folded root chooses all that it explains. */
export function AlarmTable(props: {
  lines: readonly AlarmLine[];
  nowMs: number;
  current: string | null;
  chosen: ReadonlySet<string>;
  unfolded: ReadonlySet<string>;
  fold: (id: string) => void;
  toggle: (ids: readonly string[]) => void;
  onEnter: (id: string) => void;
}) {
  const { lines, nowMs, current, chosen, unfolded, fold, toggle, onEnter } = props;
  const words = useWords();
  const everyId = lines.flatMap((line) => alarmsOf(line, unfolded).map(({ id }) => id));
  const at = (index: number) => lines[index];
  return (
    <VirtualTable
      count={lines.length}
      columns={8}
      rowKey={(index) => at(index)?.alarm.id ?? String(index)}
      inSight={current}
      head={<AlarmHead isWhole={everyId.every((id) => chosen.has(id))} onToggle={() => toggle(everyId)} />}
      row={(index, marks) => {
        const line = at(index);
        if (!line) return null;
        const ids = alarmsOf(line, unfolded).map(({ id }) => id);
        return (
          <AlarmRow
            key={line.alarm.id}
            marks={marks}
            line={line}
            age={
              line.alarm.raisedMs === null
                ? "\u2014"
                : words.coarseAge(Math.max(0, nowMs - line.alarm.raisedMs))
            }
            isCurrent={line.alarm.id === current}
            isChosen={ids.every((id) => chosen.has(id))}
            isUnfolded={unfolded.has(line.alarm.id)}
            onFold={() => fold(line.alarm.id)}
            onChoose={() => toggle(ids)}
            onEnter={() => onEnter(line.alarm.id)}
          />
        );
      }}
    />
  );
}

function AlarmHead({ isWhole, onToggle }: { isWhole: boolean; onToggle: () => void }) {
  const intl = useIntl();
  return (
    <tr>
      <HeadCell>
        <input
          type="checkbox"
          className="size-4 align-middle"
          aria-label={intl.formatMessage({ id: "alarms.select.all" })}
          checked={isWhole}
          onChange={onToggle}
        />
      </HeadCell>
      <HeadCell>{intl.formatMessage({ id: "alarms.severity" })}</HeadCell>
      <HeadCell>{intl.formatMessage({ id: "alarms.column.alarm" })}</HeadCell>
      <HeadCell>{intl.formatMessage({ id: "alarms.column.place" })}</HeadCell>
      <HeadCell>{intl.formatMessage({ id: "alarms.state" })}</HeadCell>
      <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.since" })}</HeadCell>
      <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.value" })}</HeadCell>
      <HeadCell isNumber>{intl.formatMessage({ id: "alarms.column.exposure" })}</HeadCell>
    </tr>
  );
}
