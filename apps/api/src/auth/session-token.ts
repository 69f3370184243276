import { createHmac, timingSafeEqual } from "node:crypto";

/** `__Host-` binds the cookie to this host and https; on plain http browsers would refuse that prefix. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-aidc_session" : "aidc_session";
}

/**
 * The session token of a Cookie header, if we signed it. The form is the sign-in library's: the token, a dot and the
 * base64 of its HMAC-SHA-256, percent-encoded. Read here because every request asks, most of them without a session.
 */
export function readSessionToken(header: string | undefined, name: string, secret: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const signed = /^([\w-]{16,100})\.([A-Za-z0-9+/]{43}=)$/.exec(decoded(part.slice(at + 1).trim()));
    if (!signed?.[1] || !signed[2]) continue;
    const wanted = createHmac("sha256", secret).update(signed[1]).digest();
    const given = Buffer.from(signed[2], "base64");
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return signed[1];
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
