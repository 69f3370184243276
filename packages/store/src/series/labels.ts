import { hash } from "node:crypto";

export type Labels = Readonly<Record<string, string>>;

/** SHA-256 over the labels sorted by name, as hex. Lengths are part of it, so no two sets of labels run together. */
export function hashLabels(labels: Labels): string {
  let text = "";
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name] as string;
    text += `${Buffer.byteLength(name)}:${name}=${Buffer.byteLength(value)}:${value};`;
  }
  return hash("sha256", text, "hex");
}
