import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { nobody } from "../usecases/identity.ts";

/** Gives every request an id, answers it in `x-request-id`, and writes one event when the answer is out. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now();
    response.locals.requestId = randomUUID();
    response.locals.identity = nobody;
    response.setHeader("x-request-id", response.locals.requestId);
    response.once("close", () => write(log, request, response, performance.now() - startedMs));
    next();
  };
}

function write(log: Logger, request: Request, response: Response, durationMs: number): void {
  const { requestId, identity, code, failure, facts } = response.locals;
  const event = {
    requestId,
    method: request.method,
    path: withoutSecrets(request.originalUrl),
    status: response.statusCode,
    durationMs: Math.round(durationMs * 10) / 10,
    who: identity.role,
    complete: response.writableFinished,
    ...(code ? { code } : {}),
    ...facts,
    ...(failure === undefined ? {} : { err: failure }),
  };
  if (failure !== undefined) log.error(event, "request");
  else if (response.statusCode >= 400) log.warn(event, "request");
  else if (request.method === "GET" || isRoutine(request)) log.debug(event, "request");
  else log.info(event, "request");
}

/** Samples that were taken: several requests a second of every sender; /metrics counts them. */
function isRoutine({ originalUrl }: Request): boolean {
  return originalUrl.startsWith("/api/v1/write");
}

/** Wall, sign-in and calendar links carry their secret in the address; queries may carry anything. */
function withoutSecrets(url: string): string {
  const path = url.split("?", 1)[0] ?? "";
  return path.replace(/^(\/wall|\/api\/calendar)\/[^/]+/, "$1/***").slice(0, 300);
}
