import type { NoticeKind } from "@aidc/contract";
import { cutToBytes, noticeLimits } from "@aidc/domain";
import { z } from "zod";
import type { SendOutcome } from "../usecases/notices/sender-port.ts";
import type { Answer } from "./post.ts";

const longestAnswerBytes = 600;

/** Robots answer 200 whatever happens: the code in the body tells. Feishu has had two names for it. */
const robotAnswerSchema = z.union([
  z.object({ errcode: z.number() }).transform(({ errcode }) => errcode),
  z.object({ code: z.number() }).transform(({ code }) => code),
  z.object({ StatusCode: z.number() }).transform(({ StatusCode }) => StatusCode),
]);

/** "Too much": WeCom 45009, DingTalk 130101 and 410100, Feishu 11232 and 9499 with 99991400 of its gateway. */
const tooMuch: Partial<Readonly<Record<NoticeKind, readonly number[]>>> = {
  wecom: [45009, 45033],
  dingtalk: [130101, 410100],
  feishu: [11232, 99991400],
};

export function judgeAnswer(kind: NoticeKind, answer: Answer, secrets: readonly string[]): SendOutcome {
  const { status, body, retryAfterMs } = answer;
  const text = shown(body, secrets);
  const isSuccess = status >= 200 && status < 300;
  const pauseMs = retryAfterMs ?? (status === 429 ? noticeLimits[kind].pauseMs : null);
  if (kind === "webhook" || kind === "email" || !isSuccess)
    return { ok: isSuccess, status, answer: text, pauseMs: isSuccess ? null : pauseMs };
  const code = codeOf(body);
  if (code === 0) return { ok: true, status, answer: text, pauseMs: null };
  const isTooMuch = code !== null && tooMuch[kind]?.includes(code);
  const said = code === null ? `no code in the answer: ${text}` : text;
  return { ok: false, status, answer: said, pauseMs: isTooMuch ? noticeLimits[kind].pauseMs : pauseMs };
}

/** @returns null when this is no answer of a robot: then nobody said that the message was taken */
function codeOf(body: string): number | null {
  try {
    const parsed = robotAnswerSchema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The beginning, on one line, without what nobody may read in a log. */
export function shown(text: string, secrets: readonly string[]): string {
  const whole = secrets.reduce((safe, secret) => safe.replaceAll(secret, "***"), text);
  return cutToBytes(whole.replace(/[\p{Cc}\s]+/gu, " ").trim(), longestAnswerBytes);
}

/** Everything in an address that must not be told: itself, its path and query, and what signs. */
export function secretsOf(url: string, secret: string | undefined): string[] {
  const { pathname, search, searchParams } = new URL(url);
  const values = [...searchParams.values(), ...pathname.split("/")].filter((value) => value.length >= 8);
  return [url, ...(secret === undefined ? [] : [secret]), `${pathname}${search}`, ...values].filter(
    (text) => text.length >= 4,
  );
}
