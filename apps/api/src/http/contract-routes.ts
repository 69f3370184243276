import { OpenAPIHandler } from "@orpc/openapi/node";
import type { Request, RequestHandler } from "express";
import type { Services } from "../usecases/services.ts";
import { apiErrorAnswer } from "./api-errors.ts";
import { asAttachment } from "./attachment.ts";
import type { RequestContext } from "./contract-access.ts";
import { api } from "./contract-access.ts";
import { accessRoutes } from "./routes/access.ts";
import { alarmRoutes } from "./routes/alarms.ts";
import { auditRoutes, myTrailRoutes } from "./routes/audit.ts";
import { billingRoutes, myBillingRoutes } from "./routes/billing.ts";
import { centerRoutes } from "./routes/centers.ts";
import { correctionRoutes } from "./routes/corrections.ts";
import { deskRoutes } from "./routes/desk.ts";
import { economicsRoutes } from "./routes/economics.ts";
import { floorRoutes } from "./routes/floor.ts";
import { leasingRoutes } from "./routes/leasing.ts";
import { meterRoutes } from "./routes/meters.ts";
import { myHoldingsRoutes } from "./routes/my-holdings.ts";
import { noticeRoutes } from "./routes/notices.ts";
import { operationRoutes } from "./routes/operations.ts";
import { peopleRoutes } from "./routes/people.ts";
import { planRoutes } from "./routes/plans.ts";
import { powerRoutes } from "./routes/power.ts";
import { queueRoutes } from "./routes/queue.ts";
import { regionRoutes } from "./routes/region.ts";
import { reportFileRoutes } from "./routes/report-files.ts";
import { reportScheduleRoutes } from "./routes/report-schedules.ts";
import { reportRoutes } from "./routes/reports.ts";
import { myServiceRoutes, serviceEventRoutes } from "./routes/service-events.ts";
import { sharedRoutes } from "./routes/shared.ts";
import { shiftRoutes } from "./routes/shift.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { tariffRoutes } from "./routes/tariffs.ts";
import { teamRoutes } from "./routes/team.ts";
import { tenantRoutes } from "./routes/tenants.ts";

function apiRouter(services: Services) {
  return api.router({
    centers: centerRoutes(services),
    meters: meterRoutes(services),
    floor: floorRoutes(services),
    sources: sourceRoutes(services),
    access: accessRoutes(services),
    operations: operationRoutes(services),
    tenants: tenantRoutes(services),
    leasing: leasingRoutes(services),
    billing: billingRoutes(services),
    serviceEvents: serviceEventRoutes(services),
    people: peopleRoutes(services),
    team: teamRoutes(services),
    my: {
      ...myHoldingsRoutes(services),
      ...myBillingRoutes(services),
      ...myServiceRoutes(services),
      ...myTrailRoutes(services),
    },
    shared: sharedRoutes(services),
    audit: auditRoutes(services),
    reports: reportRoutes(services),
    reportFiles: reportFileRoutes(services),
    reportSchedules: reportScheduleRoutes(services),
    corrections: correctionRoutes(services),
    alarms: alarmRoutes(services),
    notices: noticeRoutes(services),
    desk: deskRoutes(services),
    shift: shiftRoutes(services),
    tariffs: tariffRoutes(services),
    economics: economicsRoutes(services),
    plans: planRoutes(services),
    power: powerRoutes(services),
    queue: queueRoutes(services),
    region: regionRoutes(services),
  });
}

/** Mounts the contract below `/api`; what it does not know is left to the next handler. */
export function contractRoutes(services: Services): RequestHandler {
  const handler = new OpenAPIHandler<RequestContext>(apiRouter(services), {
    interceptors: [
      async ({ next, context }) => {
        try {
          const result = await next();
          return result.matched ? { ...result, response: asAttachment(result.response) } : result;
        } catch (error) {
          const response = apiErrorAnswer(error, context.response);
          if (response.body.code === "forbidden" || response.body.code === "unauthenticated")
            services.refusals.note(context, `${context.request.method} ${pathOf(context.request)}`);
          return { matched: true, response };
        }
      },
    ],
  });
  return async (request, response, next) => {
    const { identity, requestId } = response.locals;
    const context = { identity, requestId, request, response };
    response.setHeader("cache-control", "no-store");
    const { matched } = await handler.handle(request, response, { prefix: "/api", context });
    if (!matched) next();
  };
}

/** Without the query, which may hold anything. */
function pathOf(request: Request): string {
  return request.originalUrl.split("?", 1)[0] ?? "";
}
