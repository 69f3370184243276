import type { Sender, VerifyKey } from "./ports.ts";

/** How long a good key is believed: a revoked one is refused within this time. */
const believedMs = 1000;
const mostBelieved = 1000;
const keyShape = /^aidc_ing_[A-Za-z0-9_-]{8}_[A-Za-z0-9_-]{43}$/;

/**
 * Puts a short memory before the store's check, so that a sender of 1,000 requests a second costs one query.
 * Refusals are not remembered, and text that cannot be a key is refused without a query.
 */
export function rememberGoodKeys(verifyKey: VerifyKey, now: () => number): VerifyKey {
  const believed = new Map<string, { sender: Sender; untilMs: number }>();
  return async (key) => {
    if (!keyShape.test(key)) return null;
    const known = believed.get(key);
    if (known && now() < known.untilMs) return known.sender;
    believed.delete(key);
    const sender = await verifyKey(key);
    if (sender) {
      if (believed.size >= mostBelieved) believed.clear();
      believed.set(key, { sender, untilMs: now() + believedMs });
    }
    return sender;
  };
}

/** @returns the key of `Authorization: Bearer <key>`, or null; keys in the URL or a cookie are not looked at */
export function bearerKey(header: string | undefined): string | null {
  return /^Bearer ([\w-]{1,200})$/i.exec(header ?? "")?.[1] ?? null;
}
