import { createHmac } from "node:crypto";

/** Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body` with the bytes that the secret spells in base64. */
export function standardHeaders(secret: string, id: string, nowMs: number, body: string) {
  const timestamp = String(Math.floor(nowMs / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** DingTalk: milliseconds; the secret is the key, and the time with the secret the text. Goes into the query. */
export function dingtalkUrl(url: string, secret: string | undefined, nowMs: number): string {
  if (secret === undefined) return url;
  const signed = new URL(url);
  signed.searchParams.set("timestamp", String(nowMs));
  signed.searchParams.set(
    "sign",
    createHmac("sha256", secret).update(`${nowMs}\n${secret}`).digest("base64"),
  );
  return signed.href;
}

/** Feishu: seconds; the time with the secret is the key, and the text is empty. Goes into the body. */
export function feishuSignature(secret: string | undefined, nowMs: number) {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(nowMs / 1000));
  return { timestamp, sign: createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64") };
}
