import type { ErrorCode, Issue } from "@aidc/contract";

/** An expected way to fail, worded for the person or program that asked. HTTP statuses are not its business. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly issues: readonly Issue[] | undefined;
  constructor(code: ErrorCode, message: string, issues?: readonly Issue[]) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

export function notFound(what: string): AppError {
  return new AppError("not_found", `${what} does not exist, or is not yours.`);
}

/** One fault of one field. */
export function badField(path: string, message: string): AppError {
  return new AppError("bad_request", `${path}: ${message}`, [{ path, message }]);
}
