import type { Lease, WindowMs } from "@aidc/contract";
import { intervalOf } from "@aidc/domain";
import type { TimelineRow } from "./timeline-model.ts";

/** @returns the lease an arrow key leads to from `current`; null when the key moves nothing */
export function moveBar(
  rows: readonly TimelineRow[],
  current: string | null,
  key: string,
  window: WindowMs,
): string | null {
  const lines = rows.flatMap((row) => (row.kind === "contract" ? [row.leases] : []));
  const line = lines.findIndex((leases) => leases.some(({ id }) => id === current));
  const inLine = lines[line];
  const place = inLine?.findIndex(({ id }) => id === current) ?? -1;
  const lease = inLine?.[place];
  if (!inLine || !lease) return null;
  if (key === "ArrowRight") return inLine[place + 1]?.id ?? null;
  if (key === "ArrowLeft") return inLine[place - 1]?.id ?? null;
  if (key === "ArrowDown") return nearest(lines[line + 1], lease, window);
  if (key === "ArrowUp") return nearest(lines[line - 1], lease, window);
  if (key === "Home") return lines[0]?.[0]?.id ?? null;
  return key === "End" ? (lines.at(-1)?.at(-1)?.id ?? null) : null;
}

/** The interval of the other line whose middle, as far as it is seen, lies closest. */
function nearest(leases: readonly Lease[] | undefined, lease: Lease, window: WindowMs): string | null {
  if (!leases) return null;
  const from = middleOf(lease, window);
  const distance = (other: Lease) => Math.abs(middleOf(other, window) - from);
  return leases.toSorted((a, b) => distance(a) - distance(b))[0]?.id ?? null;
}

function middleOf(lease: Lease, window: WindowMs): number {
  const { fromMs, toMs } = intervalOf(lease);
  const clip = (atMs: number) => Math.min(window.toMs, Math.max(window.fromMs, atMs));
  return (clip(fromMs) + clip(toMs ?? window.toMs)) / 2;
}
