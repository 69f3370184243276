import { randomUUID } from "node:crypto";
import type { ErrorBody, ErrorCode, Issue } from "@aidc/contract";
import type { Response } from "express";
import type { Tally } from "./tally.ts";

/** The reasons a person may read in a sender's log. A reason without words here is shown as it is. */
const words: Readonly<Record<string, string>> = {
  nan: "not a number",
  infinite: "infinite",
  sentinel: "an exporter's blank value",
  negative_power: "negative power where power cannot flow back",
  out_of_range: "outside what the quantity can be",
  too_far_ahead: "more than 10 minutes ahead of this server's clock",
  too_old: "older than the center keeps samples",
  conflict: "the same time with another value",
  labels_malformed: "labels cannot be read",
  labels_not_utf8: "labels are not UTF-8 text",
  label_name_empty: "a label without a name",
  label_duplicate: "a label name twice",
  metric_name_missing: "no metric name",
  labels_over_limit: "too many or too long labels",
  label_refs_invalid: "a label reference points nowhere",
  samples_and_histograms: "samples and histograms in one series",
  series_limit: "the center has as many series as it may have",
  new_series_limit: "too many new series in one request; send again",
  histograms_not_stored: "native histograms are not stored",
  exemplars_not_stored: "exemplars are not stored",
};

export interface Failure {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterS?: number;
  readonly issues?: readonly Issue[];
}

/** @returns the id under which the failure is logged */
export function answerFailure(response: Response, failure: Failure): string {
  const known: unknown = response.locals.requestId;
  const requestId = typeof known === "string" ? known : randomUUID();
  const body: ErrorBody = {
    code: failure.code,
    message: failure.message,
    requestId,
    ...(failure.issues ? { data: { issues: failure.issues } } : {}),
  };
  if (failure.retryAfterS !== undefined) response.setHeader("Retry-After", String(failure.retryAfterS));
  if (failure.status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  response.status(failure.status).json(body);
  return requestId;
}

/** What was kept out, as the failure of a request whose other part was written. */
export function refusal(refused: Tally, samplesWritten: number): Failure {
  const issues: Issue[] = [];
  for (const [reason, { count, example }] of refused.entries) {
    issues.push({ path: reason, message: `${count} x ${words[reason] ?? reason}, for example ${example}` });
  }
  const message = `${samplesWritten} samples written; kept out: ${issues.map((issue) => issue.message).join("; ")}`;
  return refused.has("new_series_limit")
    ? { status: 429, code: "rate_limited", message, issues, retryAfterS: 1 }
    : { status: 400, code: "bad_request", message, issues };
}
