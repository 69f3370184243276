import type { Drawn } from "@aidc/contract";
import type { ScreenReport } from "@aidc/domain";
import type { Identity } from "../usecases/identity.ts";

/** How a socket ends whose page hangs: nobody closed it. */
const hangs = new Set(["ping timeout", "transport error"]);
/** A screen that hung and never came back is remembered for a day: somebody has to look at it. */
const rememberedMs = 86_400_000;

/**
 * What each screen that shows a wall last said. One whose page hangs loses its socket, and is kept as it was until its
 * wall draws again; one that was closed is gone.
 */
export class Screens {
  private readonly reports = new Map<string, ScreenReport>();
  private readonly hung = new Map<string, ScreenReport>();

  connected(socketId: string, identity: Identity, atMs: number): void {
    if (identity.role !== "wall") return;
    const { id: wallId, centerId } = identity;
    const silent = { build: "", framesPerSecond: 0, heapBytes: null, seqBehind: null };
    this.reports.set(socketId, { wallId, centerId, drawnAtMs: atMs, ...silent });
  }

  drew(
    socketId: string,
    identity: Identity,
    report: Drawn & { readonly receivedAtMs: number; readonly seqBehind: number | null },
  ): void {
    if (identity.role !== "wall") return;
    const { build, framesPerSecond, heapBytes = null, seqBehind, receivedAtMs } = report;
    const drawn = { build, framesPerSecond, heapBytes, seqBehind, drawnAtMs: receivedAtMs };
    this.reports.set(socketId, { wallId: identity.id, centerId: identity.centerId, ...drawn });
    this.hung.delete(identity.id);
  }

  left(socketId: string, reason: string): void {
    const report = this.reports.get(socketId);
    this.reports.delete(socketId);
    if (report && hangs.has(reason)) this.hung.set(report.wallId, report);
  }

  list(nowMs = Date.now()): ScreenReport[] {
    for (const [wallId, { drawnAtMs }] of this.hung)
      if (nowMs - drawnAtMs > rememberedMs) this.hung.delete(wallId);
    return [...this.reports.values(), ...this.hung.values()];
  }
}
