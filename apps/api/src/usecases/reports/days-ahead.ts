import type { ReportPeriod } from "@aidc/domain";
import { localDayAt, monthNameAt, nothingKnown, periodSoFar, previousPeriod, reachOf } from "@aidc/domain";
import type { AheadStep, DaysAheadStore } from "@aidc/store";
import { ledgerClockMs } from "../billing/ledger-clock.ts";
import type { CenterView } from "../center-directory.ts";
import { cardServers } from "../figures/card-servers.ts";
import { figureContext } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import { asOf } from "./as-of.ts";
import { effectivePoints } from "./effective-days.ts";
import { comparedWith } from "./of-periods.ts";
import { periodOf } from "./read-inputs.ts";

type AheadServices = Pick<Services, "directory" | "inventory" | "telemetry" | "history" | "clock">;

/** Roll-ups are written by packing, which says so; a restore does not. */
const lookAnewMs = 5 * 60_000;

/** It looks so long for something to do before it gives way. */
const looksForMs = 50;

interface Question {
  readonly of: "cards" | "activity";
  readonly ask: () => Promise<AheadStep>;
}

type Questions = () => readonly Question[];

interface Done {
  readonly days: number;
}

/**
 * Finds the days of the ladder before somebody asks for a report, a little at a time: what the running month, quarter
 * and year and those before them would ask for. It keeps nothing but what the store keeps in this process, so that a
 * start begins anew with the newest, and any number of servers may do it beside each other.
 */
export class DaysAhead {
  private readonly services: AheadServices;
  private readonly store: DaysAheadStore;
  /** When roll-ups were last written by this process, as far as it tells. */
  private readonly writtenAtMs: () => number | null;
  private round: AsyncGenerator<Done, void> | null = null;
  private begun: { readonly atMs: number; readonly writtenAtMs: number | null } | null = null;
  private isChanged = true;
  /** Days of the last round that are not kept, by question. */
  private left = new Map<string, number>();
  /** Made of a view as it was on a day; goes with the view. */
  private readonly plans = new WeakMap<
    CenterView,
    { readonly dayMs: number; readonly periods: Questions[] }
  >();

  constructor(services: AheadServices, store: DaysAheadStore, writtenAtMs: () => number | null) {
    this.services = services;
    this.store = store;
    this.writtenAtMs = writtenAtMs;
    services.directory.onChange(() => {
      this.isChanged = true;
    });
  }

  /** Days that are known to wait. */
  get waiting(): number {
    return [...this.left.values()].reduce((sum, days) => sum + days, 0);
  }

  /** One step, which is bounded however much there is to do. @returns undefined when it found nothing to do */
  async run(): Promise<{ readonly days: number; readonly left: number } | undefined> {
    if (this.round === null && !this.isDue()) return undefined;
    this.round ??= this.begin();
    const startedMs = performance.now();
    try {
      do {
        const { done, value } = await this.round.next();
        if (done) this.round = null;
        else if (value.days > 0) return { days: value.days, left: this.waiting };
      } while (this.round !== null && performance.now() - startedMs < looksForMs);
    } catch (error) {
      // What is due stays due, and is looked at with the next round.
      this.round = null;
      throw error;
    }
    return undefined;
  }

  private isDue(): boolean {
    const { begun } = this;
    if (begun === null || this.isChanged || this.writtenAtMs() !== begun.writtenAtMs) return true;
    return this.services.clock() - begun.atMs >= lookAnewMs;
  }

  private begin(): AsyncGenerator<Done, void> {
    this.begun = { atMs: this.services.clock(), writtenAtMs: this.writtenAtMs() };
    this.isChanged = false;
    return this.overAll();
  }

  private async *overAll(): AsyncGenerator<Done, void> {
    const left = new Map<string, number>();
    for (const { id } of await this.services.inventory.listCenters()) {
      const view = await this.services.directory.find(id);
      if (view !== null) yield* this.over(view, left);
    }
    this.left = left;
  }

  /** Gives way after each step that found something and after each period. */
  private async *over(view: CenterView, left: Map<string, number>): AsyncGenerator<Done, void> {
    const full = new Set<Question["of"]>();
    for (const [at, questions] of this.periodsOf(view).entries()) {
      for (const [which, { of, ask }] of questions().entries())
        for (let isOpen = !full.has(of); isOpen; ) {
          const step = await ask();
          const key = `${view.document.center.id} ${at} ${which}`;
          left.set(key, step.left);
          this.left.set(key, step.left);
          if (!step.hasRoom) full.add(of);
          isOpen = step.hasRoom && step.left > 0;
          if (step.days > 0) yield step;
        }
      yield { days: 0 };
    }
  }

  private periodsOf(view: CenterView): readonly Questions[] {
    const { timeZone } = view.document.center;
    const { telemetry, clock } = this.services;
    const clockMs = ledgerClockMs(view, telemetry.latest, clock());
    if (clockMs === null) return [];
    const dayMs = localDayAt(clockMs, timeZone).fromMs;
    const known = this.plans.get(view);
    if (known?.dayMs === dayMs) return known.periods;
    const periods = periodsAt(clockMs, timeZone).map((period) =>
      whenAsked(() => this.questionsOf(view, period)),
    );
    this.plans.set(view, { dayMs, periods });
    return periods;
  }

  /** The same as a report of the period asks. */
  private questionsOf(view: CenterView, period: ReportPeriod): Question[] {
    const { timeZone } = view.document.center;
    const document = asOf(view.document, reachOf(period, timeZone));
    const context = figureContext(this.services, { ...view, document }, period.window, {
      known: nothingKnown,
    });
    const { list } = cardServers(context);
    const { current, previous, lastYear } = comparedWith(period, timeZone);
    const windows = [current, previous, ...(lastYear.name === previous.name ? [] : [lastYear])];
    return windows.flatMap(({ window }): Question[] => {
      const groups = whenAsked(() => effectivePoints(context, window));
      return [
        { of: "cards", ask: () => this.store.cardDaysAhead(list, window) },
        { of: "activity", ask: () => this.store.sumDaysAhead(groups(), window) },
      ];
    });
  }
}

/** What thousands of accelerators are asked takes a while to make: each in its turn, so that nothing else waits for all. */
function whenAsked<T>(make: () => T): () => T {
  let made: { readonly it: T } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

/** Those that run, as far as they have come, and those before them; the shortest first. */
function periodsAt(clockMs: number, timeZone: string): ReportPeriod[] {
  const month = monthNameAt(clockMs, timeZone);
  const [year = "", number] = month.split("-");
  const names = [month, `${year}-Q${Math.ceil(Number(number) / 3)}`, year];
  return names.flatMap((name) => {
    const whole = periodOf(name, timeZone);
    return [periodSoFar(whole, clockMs, timeZone), previousPeriod(whole, timeZone)];
  });
}
