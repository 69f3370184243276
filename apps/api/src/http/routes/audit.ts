import { exportLog } from "../../usecases/audit/export-log.ts";
import { readLog, readTrail } from "../../usecases/audit/read-log.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function auditRoutes(services: Services) {
  const { audit } = api;
  return {
    entries: audit.entries.handler(({ input }) => readLog(services, input.before)),
    exportAudit: audit.exportAudit.handler(() => exportLog(services)),
  };
}

/** A tenant's own part of the log. */
export function myTrailRoutes(services: Services) {
  const { my } = api;
  return { trail: my.trail.handler(({ input }) => readTrail(services, input)) };
}
