import type { Region, Viewer } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { askedPeriod } from "../period-names.ts";
import { PeriodPicker } from "../period-picker.tsx";
import type { Centers } from "../planner-door.tsx";
import { PlannerDoor } from "../planner-door.tsx";
import { ReportsHead } from "../reports-head.tsx";
import { UnreadPeriod } from "../unread-period.tsx";
import { useSay } from "../use-say.ts";
import { RegionLacks } from "./region-lacks.tsx";
import { RegionMultiples } from "./region-multiples.tsx";
import { RegionCsv, RegionTable } from "./region-table.tsx";
import "../reports.css";

/** Centers side by side: the finding first, one table, small multiples on common axes, and what is missing. */
export function RegionPage() {
  return <PlannerDoor>{(viewer, centers) => <Desk viewer={viewer} centers={centers} />}</PlannerDoor>;
}

function Desk({ viewer, centers }: { viewer: Viewer; centers: Centers }) {
  const intl = useIntl();
  const search = useSearch({ from: "/reports/region" });
  const navigate = useNavigate({ from: "/reports/region" });
  const timeZone = centers[0]?.timeZone ?? "UTC";
  const { period, unread } = askedPeriod(search.period, Date.now(), timeZone);
  const region = useQuery(
    api.region.compare.queryOptions({ input: { period }, staleTime: 60_000, placeholderData: (old) => old }),
  );
  return (
    <div className="reports min-h-screen">
      <ReportsHead viewer={viewer} />
      <div className="mx-auto max-w-[92rem] px-4 pb-16">
        <div className="no-print flex flex-wrap items-end gap-3 py-6">
          <PeriodPicker
            period={period}
            timeZone={timeZone}
            onChange={(name) => void navigate({ search: (now) => ({ ...now, period: name }) })}
          />
          <Button onClick={() => window.print()}>{intl.formatMessage({ id: "reports.print" })}</Button>
        </div>
        <main>
          <UnreadPeriod unread={unread} shown={period} />
          <Asked query={region} lines={16}>
            {(found) => <Paper region={found} isOld={region.isPlaceholderData} />}
          </Asked>
        </main>
      </div>
    </div>
  );
}

function Paper({ region, isOld }: { region: Region; isOld: boolean }) {
  const intl = useIntl();
  const say = useSay();
  return (
    <article
      className={`paper rounded border border-rule bg-panel px-6 py-8 md:px-12 ${isOld ? "opacity-50" : ""}`}
      aria-busy={isOld}
    >
      <p className="flex flex-wrap justify-between gap-x-6 border-b border-rule pb-2 text-sm text-faint">
        <span>{`${intl.formatMessage({ id: "region.title" })} · ${region.period}`}</span>
        <span className="no-print">
          <RegionCsv region={region} />
        </span>
      </p>
      <h1 className="mt-6 max-w-[60rem] text-3xl leading-tight font-semibold text-balance">
        {say(region.headline)}
      </h1>
      <RegionTable region={region} />
      <RegionMultiples region={region} />
      <RegionLacks region={region} />
    </article>
  );
}
