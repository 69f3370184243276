import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { NoticeAddress } from "@aidc/contract";
import { noticeAddressSchema } from "@aidc/contract";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Keeps addresses and their secrets unreadable in the database; the key lies in the data folder. */
export interface Seal {
  seal(address: NoticeAddress, place: string): string;
  /** @returns null when it was sealed with another key, or for another place */
  open(sealed: string, place: string): NoticeAddress | null;
}

/** @param secret of this installation, 256 random bits as text */
export function openSeal(secret: string): Seal {
  const key = createHash("sha256").update(`notice addresses\n${secret}`).digest();
  return {
    seal(address, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(address), "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64");
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, "base64");
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(place));
        decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return noticeAddressSchema.parse(JSON.parse(text.toString("utf8")));
      } catch {
        return null;
      }
    },
  };
}
