import type { Express, RequestHandler } from "express";
import express, { Router } from "express";
import type { Logger } from "pino";
import { AppError } from "../usecases/app-error.ts";
import type { Services } from "../usecases/services.ts";
import { authRoutes } from "./auth-routes.ts";
import { consoleFiles } from "./console-files.ts";
import { contractRoutes } from "./contract-routes.ts";
import { docsPage } from "./docs-page.ts";
import { errorResponder } from "./error-responder.ts";
import type { Readiness } from "./health.ts";
import { healthRoutes } from "./health.ts";
import { identifyRequest } from "./identify-request.ts";
import "./locals.ts";
import { jsonBody } from "./json-body.ts";
import { openApiDocument } from "./openapi.ts";
import { refuseForeignChanges } from "./own-origin.ts";
import { requestLog } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";
import { signInGate } from "./sign-in-gate.ts";
import { strictUrl } from "./strict-url.ts";

export interface AppOptions {
  readonly publicUrl: string;
  readonly consoleDir: string;
  readonly log: Logger;
  readonly trustedProxies: readonly string[];
  readonly readiness: Readiness;
  readonly metrics: RequestHandler;
}

/** Where other systems send to. */
export interface Doors {
  readonly write: RequestHandler;
  readonly alertmanager: RequestHandler;
}

/**
 * The web application in two steps: health and the console's page answer as soon as the port is open, everything
 * else when `serve` has been called.
 */
export function createApp(options: AppOptions): {
  app: Express;
  serve: (services: Services, doors: Doors) => void;
} {
  const { publicUrl, readiness, log } = options;
  const app = express();
  app.disable("x-powered-by");
  // Answers are of this moment: hashing them for a 304 would cost more than it saves.
  app.set("etag", false);
  app.set("query parser", "simple");
  // Whose word counts for where a request is from; nobody's, unless an operator named a proxy.
  app.set("trust proxy", options.trustedProxies.length === 0 ? false : [...options.trustedProxies]);
  app.use(signInGate(log));
  app.use(requestLog(log), securityHeaders(publicUrl), strictUrl, healthRoutes(readiness));
  app.get("/metrics", options.metrics);

  let routes: RequestHandler = startingUp;
  app.use((request, response, next) => routes(request, response, next));
  app.use(consoleFiles(options.consoleDir));
  app.use(() => {
    throw new AppError("not_found", "There is nothing at this address.");
  });
  app.use(errorResponder);
  return {
    app,
    serve: (services, doors) => {
      routes = apiRoutes(services, doors);
    },
  };
}

const startingUp: RequestHandler = (request, _response, next) => {
  if (/^\/(api|v1)(\/|$)/.test(request.path))
    throw new AppError("unavailable", "The server is starting; try again in a moment.");
  next();
};

function apiRoutes(services: Services, doors: Doors): RequestHandler {
  const router = Router({ caseSensitive: true });
  // Before anything reads the body or looks for an identity: the doors have their own limits and keys.
  router.post("/api/v1/write", doors.write);
  router.post("/api/v1/alertmanager", doors.alertmanager);
  router.use("/api", documentRoutes(services.publicUrl));
  router.use("/api", refuseForeignChanges(services.publicUrl), identifyRequest(services), jsonBody());
  router.use("/api/auth", authRoutes(services));
  router.use(contractRoutes(services));
  return router;
}

function documentRoutes(publicUrl: string): Router {
  const router = Router({ caseSensitive: true });
  const document = openApiDocument(publicUrl);
  router.get("/openapi.json", async (_request, response) => {
    response.json(await document);
  });
  router.get("/docs", async (_request, response) => {
    response.type("html").send(docsPage(await document));
  });
  return router;
}
