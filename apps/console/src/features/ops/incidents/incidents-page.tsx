import type { ServiceEvent } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { DeskTable } from "../desk-table.tsx";
import { intervalColumns } from "../leases/interval-columns.ts";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useTenantName } from "../leases/use-leases.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { EventForm } from "./event-form.tsx";
import { eventMarks, eventStateOf } from "./event-state.ts";
import { unnamedWord } from "./places-text.ts";

/** Incidents and planned work, and whom they touch: what is said here is what tenants read. */
export function IncidentsPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const { form, open, change } = useDeskSearch();
  const nowMs = useDeskNowMs();
  const events = useQuery(api.serviceEvents.events.queryOptions({ input: { center: center.id } }));
  const shown = events.data?.find(({ id }) => id === open) ?? null;
  const close = () => change({ form: undefined, open: undefined });
  const announce = (
    <Button look="strong" onClick={() => change({ form: "new", open: undefined })}>
      {intl.formatMessage({ id: "desk.event.announce" })}
    </Button>
  );
  return (
    <main>
      <Section title={intl.formatMessage({ id: "desk.page.service" })} aside={announce}>
        <Asked query={events}>
          {(list) =>
            list.length === 0 ? (
              <EmptyNote title={intl.formatMessage({ id: "desk.event.none" })}>
                <p>{intl.formatMessage({ id: "desk.event.none.how" })}</p>
              </EmptyNote>
            ) : nowMs === null ? (
              <Skeleton />
            ) : (
              <EventList events={list} nowMs={nowMs} />
            )
          }
        </Asked>
      </Section>
      {nowMs !== null && (
        <Sheet
          isOpen={form === "new" || shown !== null}
          onClose={close}
          title={intl.formatMessage({ id: shown ? "desk.event.change" : "desk.event.announce" })}
          place="side"
        >
          <EventForm key={shown?.id ?? "new"} event={shown} nowMs={nowMs} onDone={close} />
        </Sheet>
      )}
    </main>
  );
}

function EventList({ events, nowMs }: { events: readonly ServiceEvent[]; nowMs: number }) {
  const center = useOpsCenter();
  return (
    <DeskTable
      name={`incidents-${center.id}`}
      columns={useColumns(nowMs)}
      rows={events}
      rowKey={({ id }) => id}
      firstSort="from.desc"
    />
  );
}

function useColumns(nowMs: number): readonly Column<ServiceEvent>[] {
  const intl = useIntl();
  const words = useLeaseWords();
  const tenantName = useTenantName();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const touched = ({ tenants, places }: ServiceEvent) =>
      tenants === null
        ? intl.formatMessage({ id: unnamedWord(places) })
        : intl.formatList(tenants.map(tenantName), { type: "conjunction" });
    const state = (event: ServiceEvent) =>
      intl.formatMessage({ id: `desk.event.state.${eventStateOf(event, nowMs)}` });
    return [
      {
        id: "title",
        label: intl.formatMessage({ id: "desk.event.title" }),
        value: ({ title }) => title,
        draw: ({ id, title }) => (
          <RowButton onClick={() => change({ open: id, form: undefined })}>{title}</RowButton>
        ),
      },
      {
        id: "kind",
        label: intl.formatMessage({ id: "desk.event.kind" }),
        value: ({ kind }) => intl.formatMessage({ id: `desk.event.kind.${kind}` }),
      },
      {
        id: "state",
        label: intl.formatMessage({ id: "column.state" }),
        value: state,
        draw: (event) => <MarkedText mark={eventMarks(event, nowMs)}>{state(event)}</MarkedText>,
      },
      { id: "tenants", label: intl.formatMessage({ id: "desk.event.tenants" }), value: touched },
      ...intervalColumns(intl, words),
    ];
  }, [intl, words, tenantName, change, nowMs]);
}
