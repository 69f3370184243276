import { createCalendar, readCalendar, revokeCalendar } from "../../usecases/service-events/calendar.ts";
import {
  listServiceEvents,
  setServiceEvent,
  tenantEvents,
} from "../../usecases/service-events/service-events.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function serviceEventRoutes(services: Services) {
  const { serviceEvents } = api;
  return {
    events: serviceEvents.events.handler(({ input }) => listServiceEvents(services, input.center)),
    setEvent: serviceEvents.setEvent.handler(({ input, context }) =>
      setServiceEvent(services, context, input),
    ),
  };
}

/** The same events at the tenant's door. */
export function myServiceRoutes(services: Services) {
  const { my } = api;
  return {
    service: my.service.handler(({ input }) => tenantEvents(services, input)),
    createCalendar: my.createCalendar.handler(({ input, context }) =>
      createCalendar(services, context, input),
    ),
    revokeCalendar: my.revokeCalendar.handler(({ input, context }) =>
      revokeCalendar(services, context, input),
    ),
    calendar: my.calendar.handler(({ input }) => readCalendar(services, input.token)),
  };
}
