/**
 * Ledger time gathered into statement lines: one line per rule, band, model, lease, team and state of commitment,
 * cut where the price version changes. Sums are integers, so order does not matter. Source: contract
 * nouns/statement, features 7 "rounding once, at the line".
 */
import type { Band, PriceVersion, WindowMs } from "@aidc/contract";
import type { RuleFound } from "./find-rule.ts";
import type { HeldSegment } from "./ledger.ts";

/** purchase: the fee of a commitment. used, unused, unmeasured: what became of it. usage: paid for as it is used. */
export const lineKinds = ["purchase", "used", "unused", "unmeasured", "usage"] as const;
export type LineKind = (typeof lineKinds)[number];

export interface LineKey {
  readonly kind: LineKind;
  readonly version: PriceVersion;
  readonly found: RuleFound;
  readonly band: Band | null;
  readonly resource: HeldSegment["resource"];
  readonly lease: string | null;
  readonly model: string | null;
  readonly team: string | null;
}

/** What one ledger entry gives to a line: 10^-9 of its resource x ms, within these bounds. */
export interface LinePart extends WindowMs {
  readonly entry: number;
  readonly heldMs: bigint;
}

export interface LineGroup extends LineKey, WindowMs {
  readonly id: string;
  readonly heldMs: bigint;
  readonly parts: ReadonlyMap<number, LinePart>;
}

interface OpenGroup extends LineKey {
  readonly id: string;
  fromMs: number;
  toMs: number;
  heldMs: bigint;
  readonly parts: Map<number, LinePart>;
}
export type LineGroups = Map<string, OpenGroup>;

export function addHeld(
  groups: LineGroups,
  key: LineKey,
  entry: number,
  piece: WindowMs,
  quantity: bigint,
): void {
  const id = lineIdOf(key);
  const { fromMs, toMs } = piece;
  const group = groups.get(id) ?? { ...key, id, fromMs, toMs, heldMs: 0n, parts: new Map() };
  groups.set(id, group);
  const heldMs = quantity * BigInt(toMs - fromMs);
  group.heldMs += heldMs;
  group.fromMs = Math.min(group.fromMs, fromMs);
  group.toMs = Math.max(group.toMs, toMs);
  const part = group.parts.get(entry);
  group.parts.set(
    entry,
    part
      ? {
          entry,
          heldMs: part.heldMs + heldMs,
          fromMs: Math.min(part.fromMs, fromMs),
          toMs: Math.max(part.toMs, toMs),
        }
      : { entry, heldMs, fromMs, toMs },
  );
}

/** Purchase, used and unused of the same commitment at the same price share this. */
export function commitmentOf({ version, found, band, lease }: LineKey): string {
  return [version.version, found.rule.id, band?.id ?? "-", lease ?? "-"].join("~");
}

/** Says what the line is, so that it stays the same while a month grows. Ids begin with a letter or digit, `-` not. */
function lineIdOf(key: LineKey): string {
  const { kind, version, found, band, model, lease, team } = key;
  const parts = [kind, `v${version.version}`, found.rule.id, band?.id, model, lease, team];
  return shortened(parts.map((part) => part ?? "-").join("~"));
}

/** Ids go into addresses of at most 300 characters; longer ones end in a hash (FNV-1a, 64 bit). */
function shortened(id: string): string {
  if (id.length <= 240) return id;
  let hash = 0xcbf29ce484222325n;
  for (const character of id)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return `${id.slice(0, 220)}~${hash.toString(16).padStart(16, "0")}`;
}
