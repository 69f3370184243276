import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import express from "express";
import { AppError } from "../usecases/app-error.ts";

const deepest = 32;
const anybodyLimitBytes = 64 * 1024;
/** A center document of 1,000 racks with 8,000 servers is about 4 MB. */
const adminLimitBytes = 32 * 1024 * 1024;

/** Reads JSON bodies; only who may import a document may send a large one. */
export function jsonBody(): RequestHandler {
  const options = { strict: false, type: "application/json", inflate: false, verify: checkRaw };
  const small = express.json({ ...options, limit: anybodyLimitBytes });
  const large = express.json({ ...options, limit: adminLimitBytes });
  return (request, response, next) => {
    if (!hasBody(request)) {
      // The contract library would otherwise go and look for a body itself, in any format its headers may claim.
      request.body = {};
      return next();
    }
    if (!request.is("application/json")) {
      throw new AppError("unsupported_media", "Send the body as application/json.");
    }
    const read = response.locals.identity.role === "admin" ? large : small;
    read(request, response, (error?: unknown) => {
      request.body ??= {};
      next(error);
    });
  };
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers["content-length"];
  return request.headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

/** What PostgreSQL could not store, or what would exhaust a recursive reader, is refused before it is parsed. */
function checkRaw(_request: IncomingMessage, _response: unknown, raw: Buffer): void {
  if (raw.includes(0) || raw.includes("\\u0000"))
    throw new AppError("bad_request", "The body holds a NUL character.");
  if (nesting(raw) > deepest)
    throw new AppError("bad_request", `The body is nested deeper than ${deepest} levels.`);
  if (/\\u[dD][89a-fA-F]/.test(raw.toString("latin1")) && !isWellFormed(raw)) {
    throw new AppError("bad_request", "The body holds half of a surrogate pair.");
  }
}

/** Deepest level of brackets outside strings. */
function nesting(raw: Buffer): number {
  const quote = 0x22;
  const backslash = 0x5c;
  let depth = 0;
  let max = 0;
  let inString = false;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at];
    if (inString) {
      if (byte === backslash) at++;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === 0x7b || byte === 0x5b) max = Math.max(max, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return max;
}

function isWellFormed(raw: Buffer): boolean {
  let whole = true;
  try {
    JSON.parse(raw.toString("utf8"), (key, value) => {
      if (!key.isWellFormed() || (typeof value === "string" && !value.isWellFormed())) whole = false;
      return undefined;
    });
  } catch {
    return true; // not JSON at all: the parser says so in its own words
  }
  return whole;
}
