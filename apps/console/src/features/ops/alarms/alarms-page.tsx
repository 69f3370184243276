import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { AlarmDrawer } from "./alarm-drawer.tsx";
import { AlarmList } from "./alarm-list.tsx";
import { AlarmSummary } from "./alarm-summary.tsx";
import { AlarmTabs } from "./alarm-tabs.tsx";
import { GradeTab } from "./grade-tab.tsx";
import { JournalTab } from "./journal-tab.tsx";
import { useAlarmBoard } from "./use-alarm-board.ts";

const route = getRouteApi("/ops/alarms");

/** What is not normal now, what happened, and how well the alarm system itself does. */
export function AlarmsPage() {
  const intl = useIntl();
  const { view = "board" } = route.useSearch();
  return (
    <main>
      <Section title={intl.formatMessage({ id: "alarms.page" })} aside={<AlarmTabs view={view} />}>
        {view === "board" && <Board />}
        {view === "journal" && <JournalTab />}
        {view === "grade" && <GradeTab />}
      </Section>
    </main>
  );
}

function Board() {
  const { board, isOld, error } = useAlarmBoard();
  if (!board && error) {
    const { code, requestId } = describeFailure(error);
    return <FailureNote code={code} requestId={requestId} />;
  }
  if (!board) return <Skeleton lines={10} />;
  return (
    <div className="grid gap-3">
      <AlarmSummary board={board} isOld={isOld} />
      <AlarmList board={board} />
      <AlarmDrawer board={board} />
    </div>
  );
}
