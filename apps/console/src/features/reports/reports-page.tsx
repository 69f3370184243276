import type { Viewer } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { isPlanner } from "../../api/viewer.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { SignInHint } from "../../ui/sign-in-hint.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Asked } from "./asked.tsx";
import { lastEnded } from "./period-names.ts";
import { PeriodPicker } from "./period-picker.tsx";
import { ReportActions } from "./report-actions.tsx";
import { ReportPaper } from "./report-paper.tsx";
import { useReportPlace } from "./report-place.tsx";
import { ReportShelf } from "./report-shelf.tsx";
import { ReportsHead } from "./reports-head.tsx";
import "./reports.css";

/** The planner's door: the finding first, and everything behind each number one step away. */
export function ReportsPage() {
  const session = useQuery(api.access.whoAmI.queryOptions({ refetchInterval: 60_000 }));
  return (
    <Asked query={session} lines={12}>
      {(viewer) => {
        if (viewer.kind === "none") return <Navigate to="/sign-in" search={{ next: "/reports" }} replace />;
        return isPlanner(viewer) ? <Desk viewer={viewer} /> : <NotForThem />;
      }}
    </Asked>
  );
}

function NotForThem() {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8 pt-[12vh]">
      <h1 className="text-2xl font-semibold">{intl.formatMessage({ id: "doors.reports" })}</h1>
      <EmptyNote title={intl.formatMessage({ id: "reports.noaccess" })}>
        <SignInHint isSpent={false} />
      </EmptyNote>
    </main>
  );
}

type Centers = Awaited<ReturnType<typeof api.centers.list.call>>;

function Desk({ viewer }: { viewer: Viewer }) {
  const centers = useQuery(api.centers.list.queryOptions());
  const { search } = useReportPlace();
  return (
    <Asked query={centers} lines={12}>
      {(list) => {
        const center = list.find(({ id }) => id === search.center) ?? list[0];
        return center ? (
          <Reports key={center.id} viewer={viewer} centers={list} center={center} />
        ) : (
          <NoCenter />
        );
      }}
    </Asked>
  );
}

function NoCenter() {
  const intl = useIntl();
  return (
    <main className="mx-auto max-w-3xl p-8">
      <EmptyNote title={intl.formatMessage({ id: "ops.nocenter.title" })} />
    </main>
  );
}

function Reports(props: { viewer: Viewer; centers: Centers; center: Centers[number] }) {
  const { viewer, centers, center } = props;
  const { search, change } = useReportPlace();
  const period = search.period ?? lastEnded("month", Date.now(), center.timeZone);
  const kept = useQuery({
    ...api.reports.read.queryOptions({ input: { center: center.id, report: search.report ?? "" } }),
    enabled: search.report !== undefined,
  });
  const preview = useQuery({
    ...api.reports.preview.queryOptions({ input: { center: center.id, period } }),
    enabled: search.report === undefined,
    staleTime: 60_000,
  });
  const shown = search.report === undefined ? preview : kept;
  return (
    <div className="reports min-h-screen">
      <ReportsHead viewer={viewer} centers={centers} center={center} />
      <div className="mx-auto grid max-w-[92rem] gap-8 px-4 pb-16 lg:grid-cols-[14rem_minmax(0,60rem)]">
        <aside className="no-print grid content-start gap-6 pt-6">
          <PeriodPicker
            period={shown.data?.content.period.name ?? period}
            timeZone={center.timeZone}
            onChange={(name) => change({ period: name, report: undefined, figure: undefined })}
          />
          <ReportShelf center={center.id} shown={shown.data ?? null} />
        </aside>
        <main className="min-w-0 pt-6">
          {shown.isPending ? (
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
    </div>
  );
}
