import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { AttemptLimit } from "../usecases/attempt-limit.ts";
import { signInLimit } from "../usecases/sign-in-limit.ts";

/**
 * Turns a flood of sign-ins of one address away before anything is done for it: its body is not read, and it is told
 * to the log once a minute instead of once a request. What passes is counted again in the database.
 */
export function signInGate(log: Logger): RequestHandler {
  const attempts = new AttemptLimit(signInLimit.ofAddress);
  const told = new AttemptLimit({ most: 1, windowMs: signInLimit.ofAddress.windowMs });
  return (request, response, next) => {
    if (request.method !== "POST" || !request.url.startsWith("/api/auth/sign-in/")) return next();
    const address = request.ip ?? "";
    if (attempts.take(address)) return next();
    if (told.take(address)) log.warn({ address }, "sign-ins refused: too many attempts");
    const requestId = randomUUID();
    const body = { code: "rate_limited", message: "Too many attempts; wait a minute.", requestId };
    response
      .writeHead(429, {
        "content-type": "application/json; charset=utf-8",
        "cache-control": "no-store",
        "retry-after": "60",
        "x-content-type-options": "nosniff",
        "x-request-id": requestId,
      })
      .end(JSON.stringify(body));
  };
}
