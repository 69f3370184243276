import type { RequestHandler } from "express";
import { AppError } from "../usecases/app-error.ts";
import { identify } from "../usecases/identify.ts";
import type { Services } from "../usecases/services.ts";
import { FailureLimit } from "./failure-limit.ts";
import { readSessionCookie } from "./session-cookie.ts";

/**
 * Finds out who asks, before the body is read. Wrong secrets and refused sign-ins are counted by the address of the
 * connection: forwarded headers are anybody's to write and are not believed.
 */
export function identifyRequest(services: Services): RequestHandler {
  const failures = new FailureLimit();
  return async (request, response, next) => {
    const address = request.socket.remoteAddress ?? "";
    if (failures.isBlocked(address))
      throw new AppError("rate_limited", "Too many wrong secrets from this address; wait a minute.");
    const credentials = {
      session: readSessionCookie(request.headers.cookie),
      bearer: bearerOf(request.headers.authorization),
    };
    const { identity, wrongSecret } = await identify(services, credentials);
    if (wrongSecret) failures.count(address);
    response.locals.identity = identity;
    const isSignIn = request.method === "POST" && request.path === "/session";
    if (isSignIn) response.once("finish", () => response.statusCode === 401 && failures.count(address));
    next();
  };
}

function bearerOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^Bearer +([\w.~+/=-]{1,500})$/i.exec(header)?.[1] ?? "");
}
