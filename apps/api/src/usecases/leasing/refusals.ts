import type { Refusal } from "@aidc/domain";
import { AppError, badField, notFound } from "../app-error.ts";

/** @throws AppError with the sentence of the rule that refused */
export function accepted<T extends { readonly ok: true }>(outcome: T | Refusal): T {
  if (outcome.ok) return outcome;
  throw asError(outcome);
}

export function asError({ code, path, message }: Refusal): AppError {
  if (code === "not_found") return notFound(message);
  if (path === undefined) return new AppError(code, message);
  return code === "conflict" ? new AppError(code, message, [{ path, message }]) : badField(path, message);
}
