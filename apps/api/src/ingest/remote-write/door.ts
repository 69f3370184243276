import { StoreFull, StoreUnavailable } from "@aidc/store";
import type { RequestHandler, Response } from "express";
import type { Failure } from "../answers.ts";
import { answerFailure, refusal } from "../answers.ts";
import type { ByteBudget } from "../byte-budget.ts";
import { bearerKey } from "../key-check.ts";
import type { IngestLimits } from "../limits.ts";
import type { Log, Sender, VerifyKey } from "../ports.ts";
import type { BodyOutcome } from "../read-body.ts";
import { readBody } from "../read-body.ts";
import type { Taken, TakeSamplesDeps } from "../take-samples.ts";
import { takeSamples } from "../take-samples.ts";
import type { MessageVersion } from "./negotiate.ts";
import { negotiate } from "./negotiate.ts";
import { RequestDecoder } from "./request-decoder.ts";
import { WireFault } from "./wire-fault.ts";

export interface RemoteWriteDeps extends TakeSamplesDeps {
  readonly limits: IngestLimits;
  readonly verifyKey: VerifyKey;
  readonly budget: ByteBudget;
  readonly log: Log;
}

const written = "X-Prometheus-Remote-Write";

/**
 * `POST /api/v1/write`: Prometheus remote write 1.0 and 2.0. Mount it without a body parser before it.
 * 204 only after the store has committed; 400, 401, 413 and 415 are final; 429 and 503 ask to come again.
 */
export function remoteWriteDoor(deps: RemoteWriteDeps): RequestHandler {
  const decoder = new RequestDecoder(deps.limits);
  return async (request, response) => {
    try {
      const sender = await identify(deps, request.headers.authorization);
      if (!sender) return fail(deps, response, wrongKey);
      const { headers } = request;
      const message = negotiate(headers["content-type"], headers["content-encoding"]);
      if ("unsupported" in message) {
        return fail(
          deps,
          response,
          { status: 415, code: "unsupported_media", message: message.unsupported },
          sender,
        );
      }
      stateWritten(response, 0);
      const body = await readBody(request, deps.limits.maxPackedBytes, deps.budget);
      if (body.kind === "aborted") return;
      if (body.kind !== "body") return fail(deps, response, bodyFailures[body.kind], sender);
      try {
        await write(deps, decoder, sender, message.version, body, response);
      } finally {
        body.release();
      }
    } catch (error) {
      fail(deps, response, failureOf(error), undefined, error);
    }
  };
}

async function identify(deps: RemoteWriteDeps, authorization: string | undefined): Promise<Sender | null> {
  const key = bearerKey(authorization);
  return key === null ? null : deps.verifyKey(key);
}

async function write(
  deps: RemoteWriteDeps,
  decoder: RequestDecoder,
  sender: Sender,
  version: MessageVersion,
  body: Extract<BodyOutcome, { kind: "body" }>,
  response: Response,
): Promise<void> {
  const { decoded } = decoder;
  let taken: Taken | null;
  let unstored = { histograms: 0, exemplars: 0 };
  try {
    taken = await takeSamples(deps, sender, decoded, () => {
      decoder.decode(version, body.bytes);
      unstored = { histograms: decoded.histogramCount, exemplars: decoded.exemplarCount };
    });
  } catch (error) {
    return fail(deps, response, failureOf(error), sender, error);
  }
  if (!taken) return fail(deps, response, wrongKey, sender);
  const { histograms, exemplars } = unstored;
  if (histograms > 0) taken.refused.add("histograms_not_stored", histograms, () => "send the classic form");
  // 2.0 counts exemplars among what must be written for a 2xx; 1.0 does not know them.
  if (exemplars > 0 && version === "2.0") {
    taken.refused.add("exemplars_not_stored", exemplars, () => "set send_exemplars: false");
  }
  stateWritten(response, taken.samplesWritten);
  if (taken.refused.isEmpty) response.status(204).end();
  else fail(deps, response, refusal(taken.refused, taken.samplesWritten), sender);
}

function stateWritten(response: Response, samples: number): void {
  response.setHeader(`${written}-Samples-Written`, String(samples));
  response.setHeader(`${written}-Histograms-Written`, "0");
  response.setHeader(`${written}-Exemplars-Written`, "0");
}

const wrongKey: Failure = {
  status: 401,
  code: "unauthenticated",
  message: "an ingest key is needed: Authorization: Bearer <key>",
};
const bodyFailures: Readonly<Record<"too_large" | "no_room", Failure>> = {
  too_large: { status: 413, code: "too_large", message: "the request body is larger than this server takes" },
  no_room: { status: 429, code: "rate_limited", message: "too much is waiting to be stored", retryAfterS: 1 },
};

/** A transient trouble must never look permanent, or the sender throws data away; nor the other way round. */
function failureOf(error: unknown): Failure {
  if (error instanceof WireFault) {
    const { message } = error;
    return error.kind === "too_large"
      ? { status: 413, code: "too_large", message }
      : { status: 400, code: "bad_request", message };
  }
  if (error instanceof StoreFull) return bodyFailures.no_room;
  if (error instanceof StoreUnavailable) {
    return { status: 503, code: "unavailable", message: "the database is away; send again", retryAfterS: 5 };
  }
  return { status: 500, code: "internal", message: "the request could not be stored" };
}

function fail(
  deps: RemoteWriteDeps,
  response: Response,
  failure: Failure,
  sender?: Sender,
  error?: unknown,
): void {
  if (response.headersSent || response.destroyed) return;
  const requestId = answerFailure(response, failure);
  const { status, code, message } = failure;
  deps.log("remote write turned away", {
    ...sender,
    requestId,
    status,
    code,
    reason: message,
    ...(status === 500 ? { error } : {}),
  });
}
