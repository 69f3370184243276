import type { Viewer } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CenterPage } from "./center-page.tsx";
import { ComparePicker } from "./compare-picker.tsx";
import { FileShelf } from "./files/file-shelf.tsx";
import { KnownPicker } from "./known/known-picker.tsx";
import { KnownReport } from "./known/known-report.tsx";
import { askedPeriod } from "./period-names.ts";
import { PeriodPicker } from "./period-picker.tsx";
import type { Centers } from "./planner-door.tsx";
import { ReportActions } from "./report-actions.tsx";
import { ReportPaper } from "./report-paper.tsx";
import { useReportPlace } from "./report-place.tsx";
import { ReportShelf } from "./report-shelf.tsx";
import { UnreadPeriod } from "./unread-period.tsx";

/** The planner's door: the finding first, and everything behind each number one step away. */
export function ReportsPage() {
  const { search, change } = useReportPlace();
  return (
    <CenterPage
      asked={search.center}
      onChoose={(id) => change({ center: id, report: undefined, compare: undefined })}
    >
      {(place) => <Reports {...place} />}
    </CenterPage>
  );
}

function Reports(props: { viewer: Viewer; centers: Centers; center: Centers[number] }) {
  const { viewer, centers, center } = props;
  const { search, change } = useReportPlace();
  const { period, unread } = askedPeriod(search.period, Date.now(), center.timeZone);
  const kept = useQuery({
    ...api.reports.read.queryOptions({ input: { center: center.id, report: search.report ?? "" } }),
    enabled: search.report !== undefined,
  });
  const preview = useQuery({
    ...api.reports.preview.queryOptions({ input: { center: center.id, period } }),
    enabled: search.report === undefined && search.known === undefined,
    staleTime: 60_000,
  });
  const shown = search.report === undefined ? preview : kept;
  return (
    <div className="mx-auto grid max-w-[92rem] grid-cols-1 gap-8 px-4 pb-16 lg:grid-cols-[14rem_minmax(0,60rem)]">
      <aside className="no-print grid grid-cols-1 content-start gap-6 pt-6">
        <PeriodPicker
          period={shown.data?.content.period.name ?? period}
          timeZone={center.timeZone}
          onChange={(name) => change({ period: name, report: undefined, figure: undefined })}
        />
        <KnownPicker timeZone={center.timeZone} />
        <ComparePicker centers={centers} center={center.id} />
        <ReportShelf center={center.id} shown={shown.data ?? null} />
        <FileShelf center={center.id} timeZone={center.timeZone} />
      </aside>
      <main className="min-w-0 pt-6">
        {search.report === undefined && <UnreadPeriod unread={unread} shown={period} />}
        {search.known !== undefined && search.report === undefined ? (
          <KnownReport {...{ center: center.id, period, day: search.known, timeZone: center.timeZone }} />
        ) : shown.isPending ? (
          <Skeleton lines={20} />
        ) : (
          <Asked query={shown} lines={20}>
            {(report) => (
              <>
                <ReportActions
                  center={center.id}
                  viewer={viewer}
                  report={report}
                  isPreview={!search.report}
                />
                <ReportPaper report={report} />
              </>
            )}
          </Asked>
        )}
      </main>
    </div>
  );
}
