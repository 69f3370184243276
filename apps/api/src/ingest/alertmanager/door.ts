import { worded } from "@aidc/contract";
import { StoreUnavailable } from "@aidc/store";
import type { RequestHandler } from "express";
import type { Failure } from "../answers.ts";
import { answerFailure } from "../answers.ts";
import type { ByteBudget } from "../byte-budget.ts";
import { bearerKey } from "../key-check.ts";
import type { Log, Sender, VerifyKey } from "../ports.ts";
import { readBody } from "../read-body.ts";
import type { ToldAlert } from "./payload.ts";
import { alertmanagerPayloadSchema, alertsOf } from "./payload.ts";

export interface AlertmanagerDeps {
  readonly verifyKey: VerifyKey;
  readonly budget: ByteBudget;
  readonly now: () => number;
  readonly log: Log;
  /** Resolves when they are stored. @returns false when the center would have too many */
  readonly takeAlerts: (sender: Sender, alerts: readonly ToldAlert[]) => Promise<boolean>;
}

const mostBytes = 8 * 1024 * 1024;

/**
 * `POST /api/v1/alertmanager`: the receiver of Alertmanager's `webhook_configs`, with an ingest key as bearer. 200 when
 * everything is stored. Alertmanager tries again after 429 and 5xx, and gives up after other 4xx.
 */
export function alertmanagerDoor(deps: AlertmanagerDeps): RequestHandler {
  return async (request, response) => {
    const key = bearerKey(request.headers.authorization);
    let sender: Sender | null = null;
    const fail = (failure: Failure, error?: unknown): void => {
      if (response.headersSent || response.destroyed) return;
      const requestId = answerFailure(response, failure);
      const { status, message: reason } = failure;
      const facts = { ...sender, requestId, status, reason, ...(status === 500 ? { error } : {}) };
      deps.log("alerts turned away", facts);
    };
    try {
      sender = key === null ? null : await deps.verifyKey(key);
      if (sender === null) return fail(wrongKey);
      if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) return fail(notJson);
      const body = await readBody(request, mostBytes, deps.budget);
      if (body.kind === "aborted") return;
      if (body.kind !== "body") return fail(bodyFailures[body.kind]);
      const read = readPayload(body.bytes, body.release);
      if ("failure" in read) return fail(read.failure);
      const alerts = alertsOf(read.payload, deps.now());
      if (!(await deps.takeAlerts(sender, alerts))) return fail(tooMany);
      const firing = alerts.filter(({ endsAtMs }) => endsAtMs === null).length;
      response.json({
        firing,
        resolved: alerts.length - firing,
        truncated: read.payload.truncatedAlerts,
      });
    } catch (error) {
      fail(error instanceof StoreUnavailable ? away : internal, error);
    }
  };
}

function readPayload(bytes: Uint8Array, release: () => void) {
  let json: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\u0000") || text.includes("\\u0000")) return { failure: bad("holds a NUL character") };
    json = JSON.parse(text);
  } catch {
    return { failure: bad("is not JSON in UTF-8") };
  } finally {
    release();
  }
  const parsed = alertmanagerPayloadSchema.safeParse(json);
  if (parsed.success) return { payload: parsed.data };
  const issues = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: path.join("."), message: worded(message) }));
  const [first] = issues;
  return { failure: { ...bad(`is no alert of Alertmanager: ${first?.path} ${first?.message}`), issues } };
}

const bad = (what: string): Failure => ({
  status: 400,
  code: "bad_request",
  message: `The body ${what}`,
});
const wrongKey: Failure = {
  status: 401,
  code: "unauthenticated",
  message: "an ingest key is needed: Authorization: Bearer <key>",
};
const notJson: Failure = {
  status: 415,
  code: "unsupported_media",
  message: "Send the body as application/json.",
};
const tooMany: Failure = {
  status: 429,
  code: "rate_limited",
  retryAfterS: 60,
  message: "the center has as many alerts of other systems as it may have",
};
const bodyFailures: Readonly<Record<"too_large" | "no_room", Failure>> = {
  too_large: { status: 413, code: "too_large", message: "the body is larger than 8 MB" },
  no_room: { status: 429, code: "rate_limited", message: "too much is waiting to be stored", retryAfterS: 1 },
};
const away: Failure = {
  status: 503,
  code: "unavailable",
  message: "the database is away; send again",
  retryAfterS: 5,
};
const internal: Failure = { status: 500, code: "internal", message: "the alerts could not be stored" };
