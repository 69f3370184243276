import { createHash } from "node:crypto";

export type Labels = Readonly<Record<string, string>>;

/** SHA-256 over the labels sorted by name. Lengths are part of it, so no two sets of labels run together. */
export function hashLabels(labels: Labels): Buffer {
  const hash = createHash("sha256");
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name] as string;
    hash.update(`${Buffer.byteLength(name)}:${name}=${Buffer.byteLength(value)}:${value};`);
  }
  return hash.digest();
}
