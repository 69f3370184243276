import type { RequestHandler, Response } from "express";
import { AppError } from "../usecases/app-error.ts";
import { identify } from "../usecases/identify.ts";
import type { Services } from "../usecases/services.ts";
import { FailureLimit } from "./failure-limit.ts";

/**
 * Finds out who asks, before the body is read. Wrong secrets and refused sign-ins are counted by the address of the
 * connection (forwarded headers are anybody's to write); who shows a right one is never held up by them.
 */
export function identifyRequest(services: Services): RequestHandler {
  const failures = new FailureLimit();
  return async (request, response, next) => {
    const address = request.socket.remoteAddress ?? "";
    const { identity, wrongSecret } = await identify(services, {
      cookie: request.headers.cookie,
      bearer: bearerOf(request.headers.authorization),
    });
    response.locals.identity = identity;
    const signsIn = request.method === "POST" && request.path === "/session";
    if ((wrongSecret || signsIn) && failures.isBlocked(address)) {
      throw new AppError("rate_limited", "Too many wrong secrets from this address; wait a minute.");
    }
    if (wrongSecret) failures.count(address);
    else if (signsIn) countRefusal(response, () => failures.count(address));
    next();
  };
}

function countRefusal(response: Response, count: () => void): void {
  response.once("finish", () => {
    if (response.statusCode === 401) count();
  });
}

function bearerOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^Bearer +([\w.~+/=-]{1,500})$/i.exec(header)?.[1] ?? "");
}
