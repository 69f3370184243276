import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Section } from "../../../ui/section.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import { Page } from "../page.tsx";
import { usePicture } from "../use-picture.ts";
import { CalendarLink } from "./calendar-link.tsx";
import { EventList } from "./event-list.tsx";
import { OwnAlarms } from "./own-alarms.tsx";
import { sortEvents } from "./sort-events.ts";

const refreshMs = 30_000;

/** Is it broken for me? Incidents and planned work that touch this tenant, and nobody else's. */
export function StatusPage() {
  const intl = useIntl();
  const { clockMs } = usePicture();
  const service = useQuery(api.my.service.queryOptions({ input: useOfTenant(), refetchInterval: refreshMs }));
  const sorted = service.data && sortEvents(service.data.events, Math.floor(clockMs / 10_000) * 10_000);
  const alarms = service.data?.alarms ?? null;
  const possible = service.data?.possible ?? 0;
  const touching = (sorted?.now.length ?? 0) + (alarms?.length ?? 0);
  // Nobody can say that nothing is wrong while the alarms are not judged, or one may be of a lease without a place.
  const title =
    sorted && alarms && (touching > 0 || possible === 0)
      ? intl.formatMessage({ id: "my.status.title" }, { now: touching, ahead: sorted.ahead.length })
      : intl.formatMessage({ id: "my.status" });
  return (
    <Page title={title}>
      <Asked query={service} lines={6}>
        {() =>
          sorted && (
            <>
              <Section title={intl.formatMessage({ id: "my.status.now" })}>
                {alarms && alarms.length + possible > 0 && <OwnAlarms alarms={alarms} possible={possible} />}
                {(sorted.now.length > 0 || (alarms?.length === 0 && possible === 0)) && (
                  <EventList events={sorted.now} none="my.status.now.none" isOpen />
                )}
              </Section>
              <Section title={intl.formatMessage({ id: "my.status.ahead" })}>
                <EventList events={sorted.ahead} none="my.status.ahead.none" isOpen />
              </Section>
              {sorted.past.length > 0 && (
                <Section title={intl.formatMessage({ id: "my.status.past" })}>
                  <EventList events={sorted.past} none="my.status.now.none" isOpen={false} />
                </Section>
              )}
            </>
          )
        }
      </Asked>
      <Section title={intl.formatMessage({ id: "my.calendar" })}>
        <CalendarLink />
      </Section>
    </Page>
  );
}
