import type { Services } from "../../usecases/services.ts";
import {
  createTenantKey,
  endMember,
  listMembers,
  listTeams,
  listTenantKeys,
  revokeTenantKey,
  setMember,
  setTeam,
} from "../../usecases/team.ts";
import { api } from "../contract-access.ts";

export function teamRoutes(services: Services) {
  const { team } = api;
  return {
    members: team.members.handler(({ input }) => listMembers(services, input)),
    setMember: team.setMember.handler(({ input, context }) => setMember(services, context, input)),
    endMember: team.endMember.handler(({ input, context }) => endMember(services, context, input)),
    teams: team.teams.handler(({ input }) => listTeams(services, input)),
    setTeam: team.setTeam.handler(({ input, context }) => setTeam(services, context, input)),
    keys: team.keys.handler(({ input }) => listTenantKeys(services, input)),
    createKey: team.createKey.handler(({ input, context }) => createTenantKey(services, context, input)),
    revokeKey: team.revokeKey.handler(({ input, context }) => revokeTenantKey(services, context, input)),
  };
}
