import type { NoticeAddress } from "@aidc/contract";
import { dingtalkPayload, feishuPayload, mailOf, webhookPayload, wecomPayload } from "@aidc/domain";
import type { NoticeSender, Sending, SendOutcome } from "../usecases/notices/sender-port.ts";
import type { AddressPolicy, RefuseAddress } from "./address-policy.ts";
import { addressRule, refuseUrl } from "./address-policy.ts";
import { judgeAnswer, secretsOf, shown } from "./judge-answer.ts";
import type { SmtpSettings } from "./mailer.ts";
import { openMailer } from "./mailer.ts";
import { post } from "./post.ts";
import { dingtalkUrl, feishuSignature, standardHeaders } from "./sign.ts";

export interface SenderOptions {
  readonly policy: AddressPolicy;
  /** null: this server sends no mail. */
  readonly smtp: SmtpSettings | null;
  readonly clock: () => number;
}

type UrlAddress = Exclude<NoticeAddress, { kind: "email" }>;

export function openSender({ policy, smtp, clock }: SenderOptions): NoticeSender {
  const refuse = addressRule(policy);
  const mail = smtp && openMailer(smtp);
  return {
    mail: mail !== null,
    refuse(address) {
      if (address.kind !== "email") return refuseUrl(address.url, refuse);
      return mail === null ? noMail : null;
    },
    async send(sending) {
      const { address, content, id } = sending;
      if (address.kind !== "email") return postTo(address, requestOf(address, sending, clock()), refuse);
      if (mail === null) return { ok: false, status: null, answer: noMail, pauseMs: null };
      return mail({ id, to: address.to, ...mailOf(content) });
    },
    async hand({ id, address, mail: { subject, text }, files, payload }) {
      if (address.kind === "email") {
        if (mail === null) return { ok: false, status: null, answer: noMail, pauseMs: null };
        return mail({ id, to: address.to, subject, text, files });
      }
      const body = JSON.stringify(payload);
      const headers = standardHeaders(address.secret ?? "", id, clock(), body);
      return postTo(address, { url: address.url, body, headers }, refuse);
    },
  };
}

const noMail = "this server has no mail server: AIDC_SMTP_URL and AIDC_SMTP_FROM name one";

async function postTo(
  address: UrlAddress,
  request: { readonly url: string; readonly body: string; readonly headers: Record<string, string> },
  refuse: RefuseAddress,
): Promise<SendOutcome> {
  const secret = "secret" in address ? address.secret : undefined;
  const secrets = secretsOf(address.url, secret);
  try {
    const answer = await post({ ...request, refuse });
    return judgeAnswer(address.kind, answer, secrets);
  } catch (error) {
    return { ok: false, status: null, answer: shown(reasonOf(error), secrets), pauseMs: null };
  }
}

/** Signed anew at each try: a signature lasts an hour, and a message may wait for a day. */
function requestOf(address: UrlAddress, { id, content, madeAtMs }: Sending, nowMs: number) {
  const { url } = address;
  const headers = {};
  switch (address.kind) {
    case "webhook": {
      const body = JSON.stringify(webhookPayload(content, new Date(madeAtMs).toISOString()));
      return { url, body, headers: standardHeaders(address.secret ?? "", id, nowMs, body) };
    }
    case "wecom":
      return { url, body: JSON.stringify(wecomPayload(content)), headers };
    case "dingtalk":
      return {
        url: dingtalkUrl(url, address.secret, nowMs),
        body: JSON.stringify(dingtalkPayload(content)),
        headers,
      };
    case "feishu": {
      const signature = feishuSignature(address.secret, nowMs);
      return { url, body: JSON.stringify({ ...signature, ...feishuPayload(content) }), headers };
    }
  }
}

/** With every cause: `fetch failed` helps nobody. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
