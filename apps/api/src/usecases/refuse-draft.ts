import type { Issue } from "@aidc/contract";
import { AppError } from "./app-error.ts";

const mostTold = 100;

/**
 * For documents that are sent as `draft`: what is wrong is told by the names of the request.
 * @throws AppError bad_request when there is anything
 */
export function refuseDraft(faults: readonly Issue[]): void {
  const issues = faults.map(({ path, message }) => ({ path: `draft.${path}`, message }));
  const [first] = issues;
  if (first) throw new AppError("bad_request", `${first.path}: ${first.message}`, issues.slice(0, mostTold));
}
