import { getRouteApi } from "@tanstack/react-router";
import { useDeferredValue, useMemo } from "react";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { searchRows } from "../../../ui/sort-rows.ts";
import { DeskTable, SearchField } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { countAssigned } from "./count-assigned.ts";
import { CreateLeaseSheet } from "./create-lease.tsx";
import { LeaseDrawer } from "./lease-drawer.tsx";
import { LeaseTimeline } from "./lease-timeline.tsx";
import { useLeaseColumns } from "./use-lease-columns.tsx";
import type { LeaseBook } from "./use-leases.ts";
import { useLeaseBook } from "./use-leases.ts";
import { useTimelineWindow } from "./use-timeline-window.ts";
import { WindowChoice } from "./window-choice.tsx";

const route = getRouteApi("/ops/leases");
const views = ["timeline", "table"] as const;

/** Leases and what they hold, as intervals: on a timeline or as a table, with everything that changes them. */
export function LeasesPage() {
  const intl = useIntl();
  const { form, open, change } = useDeskSearch();
  const book = useLeaseBook();
  const nowMs = useDeskNowMs();
  const create = (
    <Button look="strong" onClick={() => change({ form: "new", open: undefined })}>
      {intl.formatMessage({ id: "desk.tenant.lease" })}
    </Button>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.leases" })} aside={create}>
        <Asked query={book} lines={14}>
          {(data) =>
            nowMs === null ? (
              <Skeleton lines={14} />
            ) : data.leases.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "desk.leases.none" })}>
                <p>{intl.formatMessage({ id: "desk.leases.none.how" })}</p>
              </EmptyNote>
            ) : (
              <Leases book={data} nowMs={nowMs} />
            )
          }
        </Asked>
      </Section>
      {nowMs !== null && <CreateLeaseSheet isOpen={form === "new" && open === undefined} nowMs={nowMs} />}
      {book.data && nowMs !== null && <LeaseDrawer book={book.data} nowMs={nowMs} />}
    </main>
  );
}

function Leases({ book, nowMs }: { book: LeaseBook; nowMs: number }) {
  const intl = useIntl();
  const { timeZone, id } = useOpsCenter();
  const { view = "timeline" } = route.useSearch();
  const navigate = route.useNavigate();
  const { open, q = "", change } = useDeskSearch();
  const { window, show } = useTimelineWindow(nowMs);
  const assigned = useMemo(() => countAssigned(book.assignments, nowMs), [book, nowMs]);
  const columns = useLeaseColumns(nowMs, assigned, true);
  const search = useDeferredValue(q);
  const found = useMemo(
    () => searchRows(book.leases, [...columns, tenantId], search),
    [book, columns, search],
  );
  const choice = (
    <Choice
      label={intl.formatMessage({ id: "racks.view" })}
      value={view}
      options={views.map((value) => ({ value, text: intl.formatMessage({ id: `desk.leases.${value}` }) }))}
      onChange={(value) => void navigate({ search: (before) => ({ ...before, view: value }) })}
    />
  );
  if (view === "table")
    return (
      <DeskTable
        name={`leases-${id}`}
        columns={columns}
        rows={book.leases}
        rowKey={(lease) => lease.id}
        firstSort="to.asc"
        tools={choice}
      />
    );
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchField />
        {choice}
        <WindowChoice {...{ window, book, nowMs, timeZone }} onWindow={show} />
        <span className="num text-sm text-faint" role="status">
          {intl.formatMessage({ id: "desk.leases.count" }, { count: found.length })}
        </span>
      </div>
      <LeaseTimeline
        {...{ book, leases: found, window, nowMs }}
        openId={open}
        onWindow={show}
        onOpen={(lease) => change({ open: lease, form: undefined })}
      />
    </div>
  );
}

/** A tenant's page links here by the id, whatever the tenant is called. */
const tenantId = { id: "tenantId", value: ({ tenant }: LeaseBook["leases"][number]) => tenant };
