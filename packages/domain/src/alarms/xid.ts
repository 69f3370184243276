/**
 * XID codes that are known: what brings them about. A code of the application says that a program did something that
 * the accelerator refused; all others, and those that nobody knows, are taken for the hardware. Source: standards 5.4,
 * NVIDIA "XID errors" (the catalogue of the data center driver).
 */
import type { AcceleratorFault } from "@aidc/contract";

/** The card no longer answers on the bus. */
const offBus = 79;

/** Codes that people are told by name. */
export const knownXids = [
  ...[13, 31, 32, 38, 43, 45, 48, 61, 62, 63, 64, 68, 69, 74, 79, 92, 94, 95, 109, 119, 120, 121, 136, 137],
  ...[140, 143, 145, 149, 154],
] as const;
export type KnownXid = (typeof knownXids)[number];

const ofApplication: ReadonlySet<number> = new Set([13, 31, 43, 45, 68, 69, 109, 137]);

export const knownXidOf = (code: number): KnownXid | null =>
  knownXids.find((known) => known === code) ?? null;

/** Which fault a code is; null: none. */
export function faultOfXid(code: number): AcceleratorFault | null {
  if (!(code > 0)) return null;
  if (code === offBus) return "off_bus";
  return ofApplication.has(code) ? "xid_application" : "xid";
}
