import type { AlarmBoard, AlarmView } from "@aidc/contract";
import type {
  AlarmEvent,
  AlarmMoment,
  AlarmPicture,
  AlarmPlan,
  AlarmRecord,
  Annunciation,
  FloodState,
  Observed,
  RuleWatch,
  TenantsHit,
} from "@aidc/domain";
import {
  countStale,
  drawBoard,
  instantsBetween,
  isJudgedBetween,
  isListed,
  isPristine,
  newRecord,
  nextFlood,
  observe,
  retire,
  setSuppressed,
  viewAlarm,
} from "@aidc/domain";
import type { AlarmStore, StoredRule } from "@aidc/store";
import { AppError } from "../app-error.ts";
import type { AlarmDeed } from "./alarm-deeds.ts";
import { decidedAgain } from "./alarm-deeds.ts";
import { AlarmQueue, linesOf } from "./alarm-queue.ts";
import type { ActiveOn, Surroundings } from "./board-scene.ts";
import { BoardScene } from "./board-scene.ts";
import { FirstTick } from "./first-tick.ts";
import { PlannedSilence } from "./planned-silence.ts";
import type { KnownRule } from "./rule-watches.ts";
import { RuleWatches } from "./rule-watches.ts";

/** An alarm in words. */
export interface AlarmNames extends Pick<AlarmView, "place" | "limit" | "unit"> {
  readonly name: string;
  readonly nameZh: string | null;
}

export interface CenterAlarmsOptions {
  readonly centerId: string;
  readonly store: Pick<AlarmStore, "write" | "writtenEvents">;
  readonly rules: readonly StoredRule[];
  readonly records: readonly AlarmRecord[];
  readonly flood: FloodState;
  readonly surroundings: Surroundings;
  /** Server clock. */
  readonly startedMs: number;
  readonly log: (message: string, facts: object) => void;
}

/**
 * The alarms of one center: judged each second in memory, written behind in the order in which it happened. What a
 * person does is written before it is answered. When the database is away the lines wait; when too many wait, judging
 * stops until they are written, so that nothing is ever left out of the journal.
 */
export class CenterAlarms {
  readonly startedMs: number;
  private readonly options: CenterAlarmsOptions;
  private readonly records: Map<string, AlarmRecord>;
  private readonly queue: AlarmQueue;
  private readonly watches: RuleWatches;
  private scene: BoardScene | null = null;
  private surroundings: Surroundings;
  private readonly silence = new PlannedSilence();
  private flood: FloodState;
  private nowMs: number;
  /** On the center's clock; null: not since the start. */
  private judgedMs: number | null = null;
  private drawn: AlarmPicture | null = null;
  private stalePoints = 0;
  /** Annunciations since the last tick. */
  private sounded = 0;
  private readonly firstTick = new FirstTick();
  private isPaused = false;
  private isClosed = false;
  private tellDeed: (() => void) | null = null;

  constructor(options: CenterAlarmsOptions) {
    this.options = options;
    this.startedMs = options.startedMs;
    this.nowMs = options.startedMs;
    this.watches = new RuleWatches(options.rules);
    this.flood = options.flood;
    this.surroundings = options.surroundings;
    this.records = new Map(options.records.filter((one) => !isPristine(one)).map((one) => [one.id, one]));
    this.queue = new AlarmQueue(options.centerId, options.store);
  }

  /** Judges every rule at this moment. */
  tick(plan: AlarmPlan, moment: AlarmMoment): void {
    if (this.isClosed) return;
    this.nowMs = moment.nowMs;
    this.watch(plan, moment);
    if (!this.mustWait()) {
      this.catchUp(plan, moment);
      this.judgeAll(plan, moment);
    }
    this.firstTick.tell();
  }

  /** Whether anything can be said yet: after a start, or a new center, the first tick comes within seconds. */
  get isJudged(): boolean {
    return this.scene !== null;
  }

  /** Resolves with the next tick that judges, or when the time is over; at once where something can be said. */
  async whenJudged(withinMs: number): Promise<void> {
    if (this.isJudged || this.isClosed) return;
    await this.firstTick.wait(withinMs);
  }

  /** @throws AppError unavailable while nothing is judged yet */
  board(): AlarmBoard {
    const { scene, nowMs, flood } = this;
    if (!scene) throw new AppError("unavailable", "The alarms of this center are not judged yet.");
    if (this.drawn === null) {
      scene.findRoots(this.records);
      this.drawn = drawBoard(this.records.values(), scene);
    }
    return { nowMs, ...this.drawn, stalePoints: this.stalePoints, flood: flood.flood };
  }

  /** Whoever draws the board hears of what a person did before the next tick; the last one who asks is told. */
  onDeed(tell: () => void): void {
    this.tellDeed = tell;
  }

  /** What a person does. Resolves when it is written. @throws AppError not_found, conflict or bad_request */
  act(alarmId: string, deed: AlarmDeed): Promise<AlarmView> {
    return this.queue.inTurn(async () => {
      const record = this.recordOf(alarmId);
      const before = this.view(record);
      const own = this.decided(record, deed.decide, deed.words);
      if (own.events.length === 0) return before;
      const along = this.doneAlong(record, deed);
      const done = [own, ...along];
      await this.queue.writeDeed({ done, audit: deed.audit(before, along.length) });
      for (const { record: next, events } of done) this.put(next, events);
      this.tellDeed?.();
      return this.view(own.record);
    });
  }

  /** What a deed makes of an alarm, with its lines for the journal. @throws AppError when the rules refuse */
  private decided(before: AlarmRecord, decide: AlarmDeed["decide"], words: AlarmDeed["words"]) {
    const { life, events } = decide(before.life, this.nowMs);
    const record = { ...before, life };
    const happened = { watch: this.watches.ruleOf(record.rule), events, nowMs: this.nowMs, ...words };
    const settle = (later: AlarmRecord["life"]) => decidedAgain(decide, later, this.nowMs);
    return { record, events, lines: linesOf(record, happened), settle };
  }

  /** What the deed does to others. */
  private doneAlong({ id }: AlarmRecord, { decideAlong, words }: AlarmDeed) {
    const { scene } = this;
    if (!decideAlong) return [];
    return [...this.records.values()].flatMap((one) => {
      if (one.id === id || one.life.occurrence === null) return [];
      const isBroughtAbout = scene?.goesWithRoot(one) === true && scene.rootOf(one) === id;
      const decide = decideAlong(one.life.occurrence, isBroughtAbout);
      const done = decide && this.decided(one, decide, words);
      return done && done.events.length > 0 ? [done] : [];
    });
  }

  /** Writes what waits. @throws what the database said; the lines wait on */
  flush(): Promise<void> {
    return this.queue.flush((alarmId, settle) => {
      const record = this.records.get(alarmId);
      if (!record) return null;
      const next = { ...record, life: settle(record.life) };
      this.put(next);
      return next;
    });
  }

  waiting(): number {
    return this.queue.length();
  }

  replaceRules(rules: readonly StoredRule[]): void {
    this.watches.replace(rules);
  }

  /** Prices or planned work have changed. */
  setSurroundings(surroundings: Surroundings): void {
    this.surroundings = surroundings;
    this.scene = null;
    this.silence.lookAgain();
  }

  /** What people call an alarm, also one that is normal again; null: nobody knows it. */
  namesOf(alarmId: string): AlarmNames | null {
    const record = this.records.get(alarmId);
    return record && this.scene ? this.scene.namesOf(record) : null;
  }

  /** Ids of the tenants that hold any of what an alarm is about, or may; null: nobody knows the alarm. */
  tenantsHit(alarmId: string): TenantsHit | null {
    const record = this.records.get(alarmId);
    return record && this.scene ? this.scene.exposures.tenantsHit(record.subject) : null;
  }

  /** What is active on what the tenant holds any of, and may; null: nothing is judged yet. */
  activeOn(tenant: string): ActiveOn | null {
    return this.scene?.activeOn(tenant, this.records.values()) ?? null;
  }

  /** What of all that sounded another one brought about; before the first tick nobody can say it of any. */
  broughtAboutAmong(annunciations: readonly Annunciation[]): ReadonlySet<Annunciation> {
    return this.scene?.broughtAboutAmong(annunciations, this.records) ?? new Set();
  }

  rulesInForce(): readonly StoredRule[] {
    return this.watches.stored();
  }

  /** Nothing is judged or written any more, when it resolves. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.firstTick.tell();
    await this.queue.inTurn(async () => {});
  }

  private judgeAll(plan: AlarmPlan, moment: AlarmMoment): void {
    this.judgeSome(this.watches.all(), plan, moment);
    this.stalePoints = countStale(plan.index.signals, moment.latest, moment.nowMs);
    this.judgedMs = moment.nowMs;
  }

  /** Who fell silent while recorded time jumped. After a start with alarms nobody knows where it jumped from. */
  private catchUp(plan: AlarmPlan, moment: AlarmMoment): void {
    if (this.judgedMs === null && this.records.size > 0) return;
    const watches = this.watches.all().filter(({ rule }) => isJudgedBetween(rule));
    for (const instant of instantsBetween(plan, moment, this.judgedMs)) {
      this.nowMs = instant.nowMs;
      this.judgeSome(watches, plan, instant, (record) => !record.condition.active);
    }
    this.nowMs = moment.nowMs;
  }

  private judgeSome(
    watches: readonly RuleWatch[],
    plan: AlarmPlan,
    moment: AlarmMoment,
    isJudged: (record: AlarmRecord) => boolean = () => true,
  ): void {
    this.suppress(plan, moment.nowMs);
    for (const watch of watches) this.judge(watch, moment, isJudged);
    this.flood = nextFlood(this.flood, moment.nowMs, this.sounded);
    this.sounded = 0;
  }

  private judge(watch: RuleWatch, moment: AlarmMoment, isJudged: (record: AlarmRecord) => boolean): void {
    for (let row = 0; row < watch.ids.length; row++) {
      const id = watch.ids[row] as string;
      const value = watch.valueOf(row, moment);
      const reading = watch.judge(value, row);
      const known = this.records.get(id);
      if ((!known && reading.beyond !== "raise") || this.queue.isBusy(id)) continue;
      if (known && !isJudged(known)) continue;
      const record = this.silence.coming(
        known ?? newRecord(id, watch.rule.id, watch.subjects[row] ?? { kind: "center", id: "" }),
        watch,
      );
      const observed = observe(record, watch.rule, { reading, value, nowMs: moment.nowMs });
      if (observed) this.take(observed, watch, "");
    }
  }

  /** Where a maintenance begins, changes or ends: alarms of its places fall silent, or are looked at again. */
  private suppress(plan: AlarmPlan, nowMs: number): void {
    if (!this.silence.turn(plan.index, this.surroundings.maintenance, nowMs)) return;
    for (const record of this.records.values()) {
      if (this.queue.isBusy(record.id)) {
        this.silence.lookAgain();
        continue;
      }
      const rule = this.watches.ruleOf(record.rule);
      const suppression = this.silence.of(record, rule);
      const { life, events } = setSuppressed(record.life, suppression, nowMs);
      const why = suppression ?? record.life.suppression;
      if (events.length > 0) this.take({ record: { ...record, life }, events }, rule, why?.reason ?? "");
    }
  }

  private take({ record, events }: Observed, watch: KnownRule | undefined, note: string): void {
    this.put(record, events);
    this.queue.add(record, linesOf(record, { watch, events, nowMs: this.nowMs, by: null, note }));
  }

  private put(record: AlarmRecord, events: readonly AlarmEvent[] = []): void {
    this.drawn = null;
    this.sounded += events.filter((event) => event === "annunciate").length;
    if (isPristine(record)) this.records.delete(record.id);
    else this.records.set(record.id, record);
  }

  /** Prepares rules and places anew after a change of inventory, rules, sources or walls. */
  private watch(plan: AlarmPlan, moment: AlarmMoment): void {
    const isKnown = this.watches.isOf(plan, moment);
    if (isKnown && this.scene?.isOf(plan, moment)) return;
    const { prices } = this.surroundings;
    this.scene = new BoardScene(plan, moment, { prices, watchOf: (rule) => this.watches.ruleOf(rule) });
    this.drawn = null;
    if (isKnown) return;
    this.watches.prepare(plan, moment);
    this.retireUnwatched(moment);
  }

  private retireUnwatched(moment: AlarmMoment): void {
    const watched = new Set(this.watches.all().flatMap(({ ids }) => ids));
    for (const record of this.records.values()) {
      const watch = this.watches.get(record.rule);
      if (watched.has(record.id) || (watch && !isListed(watch, moment)) || this.queue.isBusy(record.id))
        continue;
      const retired = retire(record, moment.nowMs);
      if (retired) this.take(retired, this.watches.ruleOf(record.rule), "no longer watched");
    }
  }

  private mustWait(): boolean {
    const waits = this.queue.isFull();
    if (waits !== this.isPaused) {
      this.isPaused = waits;
      const facts = { centerId: this.options.centerId, waiting: this.queue.length() };
      this.options.log(
        waits ? "alarms are not judged until their lines are written" : "alarms are judged again",
        facts,
      );
    }
    return waits;
  }

  /** Also one that was never raised: any alarm may be shelved or taken out of service. */
  private recordOf(alarmId: string): AlarmRecord {
    return this.records.get(alarmId) ?? this.watches.freshRecord(alarmId);
  }

  private view(record: AlarmRecord): AlarmView {
    if (!this.scene) throw new AppError("unavailable", "The alarms of this center are not judged yet.");
    this.scene.findRoots(this.records);
    return viewAlarm(record, this.scene);
  }
}
