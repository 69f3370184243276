import { bindMetric, bindOneSeries } from "../../usecases/bind-series.ts";
import { createIngestKey, revokeIngestKey } from "../../usecases/ingest-keys.ts";
import { listSources } from "../../usecases/list-sources.ts";
import type { Services } from "../../usecases/services.ts";
import { listBindings, removeRule, unbindOneSeries } from "../../usecases/unbind-series.ts";
import { api } from "../contract-access.ts";

export function sourceRoutes(services: Services) {
  const { sources } = api;
  return {
    list: sources.list.handler(({ input }) => listSources(services, input.center)),
    createKey: sources.createKey.handler(({ input, context }) => createIngestKey(services, context, input)),
    bindSeries: sources.bindSeries.handler(({ input, context }) => bindOneSeries(services, context, input)),
    bindMetric: sources.bindMetric.handler(({ input, context }) => bindMetric(services, context, input)),
    bindings: sources.bindings.handler(({ input }) => listBindings(services, input.center)),
    unbindSeries: sources.unbindSeries.handler(({ input, context }) =>
      unbindOneSeries(services, context, input),
    ),
    removeRule: sources.removeRule.handler(({ input, context }) => removeRule(services, context, input)),
    revokeKey: sources.revokeKey.handler(({ input, context }) => revokeIngestKey(services, context, input)),
  };
}
