import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { useDeskCommand } from "../palette/desk-commands.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { AcknowledgeBar } from "./acknowledge-bar.tsx";
import { AlarmTable } from "./alarm-table.tsx";
import { AlarmTools } from "./alarm-tools.tsx";
import {
  alarmsOf,
  filterAlarms,
  groupByRoot,
  isSilenced,
  linesOf,
  needsAcknowledgement,
  step,
  withCarried,
} from "./arrange-alarms.ts";
import { ClearFilters } from "./clear-filters.tsx";
import { useAcknowledge } from "./use-alarm-deeds.ts";
import { useAlarmFilter } from "./use-alarm-filter.ts";
import { useAlarmWords } from "./use-alarm-words.ts";
import { useListKeys } from "./use-list-keys.ts";

const noneChosen: ReadonlySet<string> = new Set();

/** The list in the server's order: worst first, then what most hangs on. */
export function AlarmList({ board }: { board: AlarmBoard }) {
  const intl = useIntl();
  const { change } = useDeskSearch();
  const { shown, lines, unfolded, fold } = useLines(board);
  const [current, setCurrent] = useState<string | null>(null);
  const [chosen, choose] = useState(noneChosen);
  const acknowledge = useAcknowledge();
  const toSend = (alarms: readonly AlarmView[]) =>
    withCarried(board.alarms, alarms.filter(needsAcknowledgement));
  const picked = toSend(shown.filter(({ id }) => chosen.has(id)));
  const line = lines.find(({ alarm }) => alarm.id === current);
  const toggle = (ids: readonly string[]) => choose((before) => toggled(before, ids));
  const send = (alarms: readonly AlarmView[], note: string) => {
    if (alarms.length === 0 || acknowledge.isBusy) return;
    acknowledge.send({ alarms, note, seenMs: board.nowMs }, { onSuccess: () => choose(noneChosen) });
  };
  useDeskCommand(
    "acknowledge selected",
    picked.length > 0
      ? intl.formatMessage({ id: "alarms.acknowledge.count" }, { count: picked.length })
      : null,
    () => send(picked, ""),
  );
  useListKeys((key) => {
    if (key === "next" || key === "previous") setCurrent(step(lines, current, key === "next" ? 1 : -1));
    if (key === "select" && line) toggle(alarmsOf(line, unfolded).map(({ id }) => id));
    if (key === "acknowledge") send(picked.length > 0 || !line ? picked : toSend([line.alarm]), "");
    if (key === "undo" && acknowledge.undoable.length > 0 && !acknowledge.isBusy)
      acknowledge.undo(acknowledge.undoable);
    if (key === "shelve" && line && !isSilenced(line.alarm)) change({ open: line.alarm.id, form: "shelve" });
  });
  const isEmpty = board.alarms.length === 0;
  return (
    <>
      <AlarmTools board={board} shown={shown} rows={lines.length} />
      <AcknowledgeBar
        picked={picked}
        acknowledge={acknowledge}
        undoable={acknowledge.undoable}
        onSend={send}
      />
      {isEmpty && <NoAlarms board={board} />}
      {!isEmpty && lines.length === 0 && <ClearFilters />}
      {lines.length > 0 && (
        <AlarmTable
          {...{ lines, nowMs: board.nowMs, current, chosen, unfolded, fold, toggle }}
          onEnter={setCurrent}
        />
      )}
      {board.more > 0 && (
        <p className="text-sm text-faint">
          {intl.formatMessage({ id: "alarms.more" }, { count: board.more })}
        </p>
      )}
    </>
  );
}

/** All is well only where everything is heard and nothing is on its way. */
function NoAlarms({ board: { stalePoints, pending } }: { board: AlarmBoard }) {
  const intl = useIntl();
  return (
    <EmptyNote title={intl.formatMessage({ id: "alarms.none" })}>
      <p>
        {stalePoints + pending > 0
          ? intl.formatMessage({ id: "alarms.none.unsure" }, { stalePoints, pending })
          : intl.formatMessage({ id: "alarms.none.how" })}
      </p>
    </EmptyNote>
  );
}

/** What the filters leave, folded under its roots. */
function useLines({ alarms }: AlarmBoard) {
  const words = useAlarmWords();
  const filter = useAlarmFilter();
  const [unfolded, setUnfolded] = useState(noneChosen);
  const shown = useMemo(
    () =>
      filterAlarms(alarms, filter, (alarm) =>
        [words.name(alarm), alarm.place, words.severity(alarm), words.state(alarm)].join(" "),
      ),
    [alarms, filter, words],
  );
  const lines = useMemo(() => linesOf(groupByRoot(shown), unfolded), [shown, unfolded]);
  return { shown, lines, unfolded, fold: (id: string) => setUnfolded((before) => toggled(before, [id])) };
}

/** All of them in, or all of them out when they were in. */
function toggled(before: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const after = new Set(before);
  const isOut = ids.every((id) => before.has(id));
  for (const id of ids) {
    if (isOut) after.delete(id);
    else after.add(id);
  }
  return after;
}
