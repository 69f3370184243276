import { createHash } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { AppError } from "../usecases/app-error.ts";
import { identify } from "../usecases/identify.ts";
import { inTurn } from "../usecases/in-turn.ts";
import type { Services } from "../usecases/services.ts";
import { FailureLimit } from "./failure-limit.ts";

/** Secrets looked up at a time: a flood of wrong ones waits in line until the first have been counted. */
const lookUpsAtOnce = 6;
const mostRemembered = 10_000;

/**
 * Finds out who asks, before the body is read. Wrong secrets and refused sign-ins are counted by address (that of the
 * connection, unless a proxy was named: forwarded headers are anybody's to write); a secret that was right before is never held up by them.
 */
export function identifyRequest(services: Services): RequestHandler {
  const failures = new FailureLimit();
  const lookUp = inTurn(lookUpsAtOnce);
  const wasRight = new Set<string>();

  const identifyBearer = async (bearer: string, address: string) => {
    const known = createHash("sha256").update(bearer).digest("base64");
    if (!wasRight.has(known)) refuseBlocked(failures, address);
    const { identity, wrongSecret } = await identify(services, { cookie: undefined, bearer });
    if (wrongSecret) {
      wasRight.delete(known);
      refuseBlocked(failures, address);
      failures.count(address);
    } else {
      if (wasRight.size >= mostRemembered) wasRight.clear();
      wasRight.add(known);
    }
    return identity;
  };

  return async (request, response, next) => {
    const address = request.ip ?? "";
    const bearer = bearerOf(request.headers.authorization);
    const { cookie } = request.headers;
    response.locals.identity =
      bearer === undefined
        ? (await identify(services, { cookie, bearer })).identity
        : await lookUp(() => identifyBearer(bearer, address));
    if (request.method === "POST" && request.path === "/session") {
      refuseBlocked(failures, address);
      // Counted before it is tried, because of a thousand at once all would find none counted.
      failures.count(address);
      whenAccepted(response, () => failures.forgive(address));
    }
    next();
  };
}

function refuseBlocked(failures: FailureLimit, address: string): void {
  if (failures.isBlocked(address))
    throw new AppError("rate_limited", "Too many wrong secrets from this address; wait a minute.");
}

function whenAccepted(response: Response, forgive: () => void): void {
  response.once("finish", () => {
    if (response.statusCode !== 401) forgive();
  });
}

function bearerOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^Bearer +([\w.~+/=-]{1,500})$/i.exec(header)?.[1] ?? "");
}
