import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** What a secret is for shows in its first letters, so that a leaked one is recognised. */
export type SecretKind = "ing" | "wall" | "sig" | "ten" | "cal";

export interface NewSecret {
  /** Handed out once and stored nowhere. */
  readonly text: string;
  /** Public part that finds the row. */
  readonly prefix: string;
  readonly sha256: Buffer;
}

const prefixLength = 8;

/** 256 random bits; that much needs no slow hash at rest. */
export function createSecret(kind: SecretKind): NewSecret {
  const prefix = randomBytes(6).toString("base64url");
  const text = `aidc_${kind}_${prefix}_${randomBytes(32).toString("base64url")}`;
  return { text, prefix, sha256: sha256(text) };
}

/** @returns the public part, or null when the text cannot be a secret of this kind */
export function prefixOf(kind: SecretKind, text: string): string | null {
  const head = `aidc_${kind}_`;
  const shaped = text.startsWith(head) && /^[\w-]{8}_[\w-]{43}$/.test(text.slice(head.length));
  return shaped ? text.slice(head.length, head.length + prefixLength) : null;
}

export function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** In the same time wherever the two differ. */
export function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
