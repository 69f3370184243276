import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { isOperator } from "../../../api/viewer.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { CenterPage } from "../center-page.tsx";
import type { Centers } from "../planner-door.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { ScheduleView } from "./schedule-view.tsx";

const refreshMs = 5_000;

/** What drafts reports by itself, whom it tells, and what did not work. */
export function SchedulesPage() {
  const search = useSearch({ from: "/reports/schedules" });
  const navigate = useNavigate({ from: "/reports/schedules" });
  return (
    <CenterPage asked={search.center} onChoose={(id) => void navigate({ search: { center: id } })}>
      {({ center, viewer }) => <Schedules center={center} isAllowed={isOperator(viewer)} />}
    </CenterPage>
  );
}

function Schedules({ center, isAllowed }: { center: Centers[number]; isAllowed: boolean }) {
  const intl = useIntl();
  const [isForm, setForm] = useState(false);
  const list = useQuery(
    api.reportSchedules.list.queryOptions({ input: { center: center.id }, refetchInterval: refreshMs }),
  );
  const title = intl.formatMessage({ id: "schedules.new" });
  return (
    <main className="mx-auto grid max-w-[72rem] gap-6 px-4 py-6 pb-16">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold">{intl.formatMessage({ id: "schedules.page" })}</h1>
        {isAllowed && (
          <Button look="strong" onClick={() => setForm(true)}>
            {title}
          </Button>
        )}
      </div>
      <p className="max-w-prose text-sm text-soft">{intl.formatMessage({ id: "schedules.what" })}</p>
      <Asked query={list} lines={8}>
        {({ schedules }) =>
          schedules.length === 0 ? (
            <EmptyNote title={intl.formatMessage({ id: "schedules.none" })} />
          ) : (
            schedules.map((schedule) => (
              <ScheduleView key={schedule.id} center={center} schedule={schedule} isAllowed={isAllowed} />
            ))
          )
        }
      </Asked>
      <Sheet isOpen={isForm} onClose={() => setForm(false)} title={title} place="middle">
        {isForm && (
          <ScheduleForm center={center.id} mail={list.data?.mail ?? false} onDone={() => setForm(false)} />
        )}
      </Sheet>
    </main>
  );
}
