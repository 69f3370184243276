import { randomUUID } from "node:crypto";
import type { NoticeAttempt, NoticeKind, NoticeSettings } from "@aidc/contract";
import { isoOf, nextTryMs, noticeLimits, takeToken } from "@aidc/domain";
import type { AttemptDraft, ClaimedMessage } from "@aidc/store";
import { AppError, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { Services } from "../services.ts";
import type { Sending, SendOutcome } from "./sender-port.ts";

/** Longer than any try may take. */
const leaseMs = 60_000;
const atOnce = 8;

/** A sealed address opens only for the target that it was sealed for. */
export const sealPlace = (centerId: string, targetId: string): string => `${centerId}/${targetId}`;

/** Sends the messages whose time has come. @returns how many arrived and how many did not */
export async function sendDue(services: Services): Promise<{ sent: number; failed: number }> {
  const claimed = await services.notices.claimDue(services.clock(), leaseMs, atOnce);
  const outcomes = await Promise.all(claimed.map((message) => sendOne(services, message)));
  const sent = outcomes.filter((ok) => ok).length;
  return { sent, failed: outcomes.length - sent };
}

async function sendOne(services: Services, message: ClaimedMessage): Promise<boolean> {
  const { centerId, target, digest, madeAtMs, tries } = message;
  const { attempt, pauseMs } = await tryOnce(services, {
    centerId,
    targetId: target.id,
    target,
    madeAtMs,
    id: message.id,
    digest,
    number: tries + 1,
    isTest: false,
  });
  const nowMs = services.clock();
  if (attempt.ok) {
    await services.notices.record(message, attempt, { nextAtMs: null, bucket: target.bucket });
    return true;
  }
  // The next try needs a token too.
  const { bucket, waitMs } = takeToken(target.bucket, noticeLimits[target.kind], nowMs);
  const notBeforeMs = nowMs + Math.max(waitMs, pauseMs ?? 0);
  const nextAtMs = nextTryMs({ tries: attempt.number, madeAtMs, nowMs, chance: Math.random(), notBeforeMs });
  await services.notices.record(message, attempt, { nextAtMs, bucket });
  return false;
}

/** Sends a message that says that it is one, and tells what the other side answered. */
export async function sendTest(
  services: Services,
  caller: Caller,
  { center, target: id }: { readonly center: string; readonly target: string },
): Promise<NoticeAttempt> {
  await services.directory.get(center);
  const nowMs = services.clock();
  const isThere = await services.notices.bookToken(center, id, (bucket, kind) => {
    const taken = takeToken(bucket, noticeLimits[kind], nowMs);
    if (taken.waitMs > 0)
      throw new AppError(
        "rate_limited",
        `This target takes no more messages for ${Math.ceil(taken.waitMs / 1000)} s.`,
      );
    return taken.bucket;
  });
  const target = isThere ? await services.notices.readSealed(center, id) : null;
  if (target === null) throw notFound(`Notice target ${id}`);
  const { attempt } = await tryOnce(services, {
    centerId: center,
    targetId: id,
    target,
    digest: null,
    madeAtMs: nowMs,
    id: randomUUID(),
    number: 1,
    isTest: true,
  });
  await services.notices.recordTest(center, id, attempt, changeBy(caller));
  const { atMs, messageId, ...told } = attempt;
  return { ...told, at: isoOf(atMs), message: messageId };
}

interface Try {
  readonly centerId: string;
  readonly targetId: string;
  readonly target: { readonly kind: NoticeKind; readonly settings: NoticeSettings; readonly sealed: string };
  readonly id: string;
  readonly digest: Sending["content"]["digest"];
  readonly madeAtMs: number;
  readonly number: number;
  readonly isTest: boolean;
}

async function tryOnce(
  services: Services,
  one: Try,
): Promise<{ attempt: AttemptDraft; pauseMs: number | null }> {
  const startedMs = services.clock();
  const outcome = await deliver(services, one);
  const { ok, status, answer, pauseMs } = outcome;
  return {
    attempt: {
      messageId: one.id,
      number: one.number,
      atMs: startedMs,
      isTest: one.isTest,
      ok,
      status,
      answer,
      events: one.digest?.count ?? 0,
      durationMs: Math.max(0, services.clock() - startedMs),
    },
    pauseMs,
  };
}

async function deliver(services: Services, one: Try): Promise<SendOutcome> {
  const { centerId, targetId, target, id, digest, madeAtMs } = one;
  const address = services.noticeSeal.open(target.sealed, sealPlace(centerId, targetId));
  if (address === null) return unreadable;
  const view = await services.directory.find(centerId);
  const { name, timeZone } = view?.document.center ?? { name: centerId, timeZone: "UTC" };
  const scene = {
    language: target.settings.language,
    center: { id: centerId, name, timeZone },
    url: `${services.publicUrl}/ops/alarms?center=${encodeURIComponent(centerId)}`,
  };
  return services.noticeSender.send({ id, madeAtMs, address, content: { digest, scene } });
}

const unreadable: SendOutcome = {
  ok: false,
  status: null,
  answer: "The stored address cannot be read with the key in the data folder; set the address again.",
  pauseMs: null,
};
