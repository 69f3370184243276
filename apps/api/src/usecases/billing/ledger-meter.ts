import type { WindowMs } from "@aidc/contract";
import { localDayAt, localMonthAt } from "@aidc/domain";
import { systemActor } from "../caller.ts";
import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";
import { ledgerClockMs } from "./ledger-clock.ts";
import type { Metered } from "./meter-window.ts";
import { meterWindow } from "./meter-window.ts";

type MeterServices = Pick<
  Services,
  "billing" | "history" | "directory" | "telemetry" | "clock" | "inventory" | "intake"
>;

/** Late samples reach back this many local days by themselves; older ones when a statement is issued. */
const recheckedDays = 3;
const recheckEveryMs = 3_600_000;
/** A demo center gets its past while it already runs, so its month is gone over soon again. */
const recheckDemoEveryMs = 300_000;
/** Of one run, so that a center with a long past does not keep the others waiting. */
const daysPerRun = 31;
const dayMs = 86_400_000;

const nothing: Metered = { appended: 0, reversed: 0 };

interface Progress {
  /** Metered up to here, epoch ms. */
  toMs: number;
  recheckedAtMs: number;
  /** With what is assigned by them, as of the last run; a change may reach back. */
  leases: string;
  /** Samples that came in since this process started; a recording does not come in order of time. */
  accepted: number;
}

/**
 * Keeps the ledger of every center up to its clock. Knows nothing that the ledger does not: after a restart it goes
 * over the last days again, which changes nothing where nothing has changed.
 */
export class LedgerMeter {
  private readonly services: MeterServices;
  private readonly progress = new Map<string, Progress>();
  /** Asked for before the first run of a center, epoch ms. */
  private readonly asked = new Map<string, number>();
  /** Centers that are being removed. */
  private readonly leaving = new Set<string>();

  constructor(services: MeterServices) {
    this.services = services;
    services.directory.onRemoving(async (centerId) => {
      this.leaving.add(centerId);
      this.progress.delete(centerId);
      this.asked.delete(centerId);
    });
    services.directory.onChange((centerId) => this.leaving.delete(centerId));
  }

  /** The next run begins here at the latest: prices or leases have changed for time that was metered. */
  recheckFrom(centerId: string, fromMs: number): void {
    const known = this.progress.get(centerId);
    if (known) known.toMs = Math.min(known.toMs, fromMs);
    else this.asked.set(centerId, Math.min(fromMs, this.asked.get(centerId) ?? fromMs));
  }

  meteredTo(centerId: string): number | null {
    return this.progress.get(centerId)?.toMs ?? null;
  }

  async run(): Promise<Metered> {
    const sum = { appended: 0, reversed: 0 };
    for (const { id } of await this.services.inventory.listCenters()) {
      const { appended, reversed } = await this.runCenter(id);
      sum.appended += appended;
      sum.reversed += reversed;
    }
    return sum;
  }

  private async runCenter(centerId: string): Promise<Metered> {
    const { directory, telemetry, clock } = this.services;
    const view = await directory.find(centerId);
    const clockMs = view && ledgerClockMs(view, telemetry.latest, clock());
    if (!view || clockMs === null || this.leaving.has(centerId)) return nothing;
    const progress = await this.progressOf(view, clockMs);
    this.lookBack(view, progress, clockMs);
    const window = this.nextWindow(view, progress, clockMs);
    if (window === null) return nothing;
    const by = { actor: systemActor, requestId: null };
    const metered = await meterWindow(this.services, centerId, window, { by }).catch((error: unknown) => {
      if (this.progress.get(centerId) === progress) throw error;
      // The center was removed meanwhile, and what it was metered for with it.
      return nothing;
    });
    // Whoever asked for more meanwhile is heard in the next run.
    if (progress.toMs >= window.fromMs) progress.toMs = window.toMs;
    return metered;
  }

  /** Where a fresh start goes on: at what the ledger has, or with the month before this one. */
  private async progressOf(view: CenterView, clockMs: number): Promise<Progress> {
    const { id, timeZone } = view.document.center;
    const known = this.progress.get(id);
    if (known) return known;
    const reached = await this.services.billing.ledgerReach(id);
    const monthBefore = localMonthAt(localMonthAt(clockMs - 1, timeZone).fromMs - 1, timeZone).fromMs;
    const toMs = reached.length > 0 ? Math.min(...reached.map((tenant) => tenant.toMs)) : monthBefore;
    const made = {
      toMs: Math.min(Math.max(toMs, monthBefore), this.asked.get(id) ?? Number.POSITIVE_INFINITY),
      recheckedAtMs: Number.NEGATIVE_INFINITY,
      leases: leasesOf(view),
      accepted: this.acceptedOf(view),
    };
    this.progress.set(id, made);
    this.asked.delete(id);
    return made;
  }

  private lookBack(view: CenterView, progress: Progress, clockMs: number): void {
    const { timeZone } = view.document.center;
    const serverNowMs = this.services.clock();
    const isDemo = view.document.center.origin === "demo";
    if (serverNowMs - progress.recheckedAtMs >= (isDemo ? recheckDemoEveryMs : recheckEveryMs)) {
      progress.recheckedAtMs = serverNowMs;
      const daysBack = localDayAt(clockMs, timeZone).fromMs - recheckedDays * dayMs;
      const month = localMonthAt(clockMs - 1, timeZone).fromMs;
      progress.toMs = Math.min(progress.toMs, isDemo ? month : daysBack);
    }
    const leases = leasesOf(view);
    const accepted = this.acceptedOf(view);
    const isBackfilled = view.document.center.origin === "replay" && accepted !== progress.accepted;
    if (leases !== progress.leases || isBackfilled)
      progress.toMs = Math.min(progress.toMs, localMonthAt(clockMs - 1, timeZone).fromMs);
    progress.leases = leases;
    progress.accepted = accepted;
  }

  private acceptedOf({ document }: CenterView): number {
    const sources = this.services.intake.stats.list(document.center.id);
    return sources.reduce((sum, { acceptedSamples }) => sum + acceptedSamples, 0);
  }

  private nextWindow(view: CenterView, progress: Progress, clockMs: number): WindowMs | null {
    if (progress.toMs >= clockMs) return null;
    const fromMs = localDayAt(progress.toMs, view.document.center.timeZone).fromMs;
    return { fromMs, toMs: Math.min(clockMs, fromMs + daysPerRun * dayMs) };
  }
}

const leasesOf = ({ document }: CenterView): string =>
  JSON.stringify([document.leases, document.assignments, document.tenants]);
