import type { Issue } from "@aidc/contract";
import { worded } from "@aidc/contract";
import { ORPCError, ValidationError } from "@orpc/server";
import type { Response } from "express";
import { AppError } from "../usecases/app-error.ts";
import type { Failure } from "./error-responder.ts";
import { errorBody, statusOf, toFailure } from "./error-responder.ts";

/** An error of a contract endpoint as an answer in our shape; what was unexpected goes to the log of the request. */
export function apiErrorAnswer(error: unknown, response: Response) {
  const failure = toFailure(translate(error));
  response.locals.code = failure.code;
  if (failure.code === "internal") response.locals.failure = withIssues(error, response);
  const headers = retryLater(failure) ? { "retry-after": "5" } : {};
  return { status: statusOf[failure.code], headers, body: errorBody(failure, response.locals.requestId) };
}

function retryLater(failure: Failure): boolean {
  return failure.code === "unavailable" || failure.code === "rate_limited";
}

/** The contract library's own errors: input that does not fit the schema, or a body it could not read. */
function translate(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== "BAD_REQUEST") return error;
  if (!(error.cause instanceof ValidationError))
    return new AppError("bad_request", "The request is malformed.");
  const issues = error.cause.issues.slice(0, 50).map(toIssue);
  const [first] = issues;
  const more = error.cause.issues.length > 1 ? ` (and ${error.cause.issues.length - 1} more)` : "";
  return new AppError(
    "bad_request",
    `${first?.path || "input"}: ${first?.message ?? "is wrong"}${more}`,
    issues,
  );
}

type StandardIssue = ValidationError["issues"][number];

function toIssue(issue: StandardIssue): Issue {
  const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  return { path, message: worded(issue.message) };
}

/** An answer that does not fit its own schema is our defect: the log must say where. */
function withIssues(error: unknown, response: Response): unknown {
  const cause = error instanceof ORPCError ? error.cause : undefined;
  if (!(cause instanceof ValidationError)) return error;
  response.locals.facts = { ...response.locals.facts, outputIssues: cause.issues.slice(0, 5).map(toIssue) };
  return cause;
}
