import type { ErrorBody, ErrorCode, Issue } from "@aidc/contract";
import { StoreFull, StoreUnavailable } from "@aidc/store";
import type { ErrorRequestHandler, Response } from "express";
import { z } from "zod";
import { AppError } from "../usecases/app-error.ts";
import { databaseFault } from "../usecases/database-faults.ts";

/** The one place that knows which HTTP status a code has. */
export const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  outdated: 426,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/** What the JSON body parser and Express throw: errors with a status and a type of their own. */
const libraryErrorSchema = z.object({
  status: z.number().int().min(400).max(499),
  type: z.string().optional(),
});

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly issues?: readonly Issue[] | undefined;
}

const away: Failure = { code: "unavailable", message: "The database is away; try again in a few seconds." };

/** Turns anything thrown into what may be told: unknown errors say nothing of what happened inside. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message, issues: error.issues };
  if (error instanceof StoreUnavailable) return away;
  if (error instanceof StoreFull) {
    return { code: "rate_limited", message: "Too many samples wait to be written; slow down and try again." };
  }
  // Told apart by name: the store words it for the person who imports.
  if (error instanceof Error && error.name === "StoreConflict")
    return { code: "conflict", message: error.message };
  const fault = databaseFault(error);
  if (fault === "away") return away;
  if (fault === "conflict") return { code: "conflict", message: "This contradicts what is already stored." };
  const library = libraryErrorSchema.safeParse(error);
  if (library.success) return ofLibrary(library.data.status, library.data.type);
  return { code: "internal", message: "Something failed on our side; the request id finds it in the log." };
}

function ofLibrary(status: number, type: string | undefined): Failure {
  if (status === 413)
    return { code: "too_large", message: "The request body is larger than this endpoint takes." };
  if (status === 415)
    return { code: "unsupported_media", message: "Send JSON as application/json in UTF-8." };
  if (type === "entity.parse.failed")
    return { code: "bad_request", message: "The request body is not valid JSON." };
  if (status === 404) return { code: "not_found", message: "There is nothing at this address." };
  return { code: "bad_request", message: "The request is malformed." };
}

export function errorBody(failure: Failure, requestId: string): ErrorBody {
  const body = { code: failure.code, message: failure.message, requestId };
  return failure.issues ? { ...body, data: { issues: failure.issues } } : body;
}

/** Sends a failure in our shape. 503 and 429 say when to come back. */
function respondFailure(response: Response, failure: Failure): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (failure.code === "unavailable" || failure.code === "rate_limited")
    response.setHeader("retry-after", "5");
  response.status(statusOf[failure.code]).json(errorBody(failure, response.locals.requestId));
}

/** Last in line: everything that was thrown and not answered. */
export const errorResponder: ErrorRequestHandler = (error, _request, response, _next) => {
  const failure = toFailure(error);
  if (failure.code === "internal") response.locals.failure = error;
  response.locals.code = failure.code;
  respondFailure(response, failure);
};
