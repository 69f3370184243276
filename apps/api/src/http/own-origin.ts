import type { RequestHandler } from "express";
import { AppError } from "../usecases/app-error.ts";
import { claimsSession } from "./session-cookie.ts";

/**
 * An Origin is ours when it is the public address, or the very host the request was sent to (a wall on the intranet
 * may use another name for this machine). A page of another site can choose neither.
 */
export function isOwnOrigin(publicUrl: string): (origin: string, host: string | undefined) => boolean {
  const publicOrigin = new URL(publicUrl).origin;
  return (origin, host) => {
    if (origin === publicOrigin) return true;
    if (!URL.canParse(origin) || host === undefined) return false;
    const { protocol, host: originHost } = new URL(origin);
    return (protocol === "http:" || protocol === "https:") && originHost === host.toLowerCase();
  };
}

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** A change that a browser's cookie would authorise must come from our own pages. Bearer secrets are not ambient. */
export function refuseForeignChanges(publicUrl: string): RequestHandler {
  const isOwn = isOwnOrigin(publicUrl);
  return (request, _response, next) => {
    if (reading.has(request.method)) return next();
    const { origin, host, cookie, authorization } = request.headers;
    const withCookie = claimsSession(cookie) && authorization === undefined;
    const foreign = origin === undefined ? withCookie : !isOwn(origin, host);
    if (foreign) throw new AppError("forbidden", "This change was not asked for by a page of this console.");
    next();
  };
}
