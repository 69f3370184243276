import type { Drawn } from "@aidc/contract";
import type { ScreenReport } from "@aidc/domain";
import type { Identity } from "../usecases/identity.ts";

/** How a socket ends whose page hangs: nobody closed it. */
const hangs = new Set(["ping timeout", "transport error"]);
/** A screen that hung and never came back is remembered for a day: somebody has to look at it. */
const rememberedMs = 86_400_000;

interface Screen {
  readonly report: ScreenReport;
  /** Of what stood on it: the clock alone makes each report another one, so the same twice is a picture that stands. */
  readonly digest: string;
}

/**
 * What each screen that shows a wall last said. One whose page hangs loses its socket, and is kept as it was until its
 * wall draws again; of those that were closed the last one of each wall is kept with the time.
 */
export class Screens {
  private readonly screens = new Map<string, Screen>();
  private readonly hung = new Map<string, ScreenReport>();
  private readonly closed = new Map<string, ScreenReport>();

  connected(socketId: string, identity: Identity, atMs: number): void {
    if (identity.role !== "wall") return;
    const { id: wallId, centerId } = identity;
    const silent = { build: "", framesPerSecond: 0, heapBytes: null, seqBehind: null, leftAtMs: null };
    this.screens.set(socketId, { report: { wallId, centerId, drawnAtMs: atMs, ...silent }, digest: "" });
  }

  drew(
    socketId: string,
    identity: Identity,
    drawn: Drawn & { readonly seqBehind: number | null },
    atMs: number,
  ): void {
    if (identity.role !== "wall") return;
    const { build, framesPerSecond, heapBytes = null, seqBehind, digest } = drawn;
    const { id: wallId, centerId } = identity;
    const before = this.screens.get(socketId);
    const drawnAtMs = before?.digest === digest ? before.report.drawnAtMs : atMs;
    const told = { build, framesPerSecond, heapBytes, seqBehind };
    this.screens.set(socketId, { report: { wallId, centerId, drawnAtMs, ...told, leftAtMs: null }, digest });
    this.hung.delete(wallId);
  }

  left(socketId: string, reason: string, atMs: number): void {
    const report = this.screens.get(socketId)?.report;
    this.screens.delete(socketId);
    if (!report) return;
    if (hangs.has(reason)) this.hung.set(report.wallId, report);
    else this.closed.set(report.wallId, { ...report, leftAtMs: atMs });
  }

  list(nowMs = Date.now()): ScreenReport[] {
    for (const [wallId, { drawnAtMs }] of this.hung)
      if (nowMs - drawnAtMs > rememberedMs) this.hung.delete(wallId);
    const there = [...this.screens.values()].map(({ report }) => report);
    return [...there, ...this.hung.values(), ...this.closed.values()];
  }
}
