import {
  createPerson,
  disablePerson,
  endPersonSessions,
  resetPerson,
  setStaffRole,
} from "../../usecases/people.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function peopleRoutes(services: Services) {
  const { people } = api;
  return {
    list: people.list.handler(() => services.people.list()),
    create: people.create.handler(({ input, context }) => createPerson(services, context, input)),
    setStaffRole: people.setStaffRole.handler(({ input, context }) => setStaffRole(services, context, input)),
    disable: people.disable.handler(({ input, context }) => disablePerson(services, context, input.person)),
    reset: people.reset.handler(({ input, context }) => resetPerson(services, context, input.person)),
    endSessions: people.endSessions.handler(({ input, context }) =>
      endPersonSessions(services, context, input.person),
    ),
  };
}
