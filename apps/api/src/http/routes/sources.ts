import { createIngestKey, revokeIngestKey } from "../../usecases/ingest-keys.ts";
import { listSources } from "../../usecases/list-sources.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function sourceRoutes(services: Services) {
  const { sources } = api;
  return {
    list: sources.list.handler(({ input }) => listSources(services, input.center)),
    createKey: sources.createKey.handler(({ input }) => createIngestKey(services, input.center, input.name)),
    revokeKey: sources.revokeKey.handler(({ input }) => revokeIngestKey(services, input.center, input.key)),
  };
}
