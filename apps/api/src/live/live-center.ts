import type { AlarmBoard, RackState, TenantState, Topic, WallState } from "@aidc/contract";
import { emptyRackTable, topics } from "@aidc/contract";
import type {
  AlarmPlan,
  CenterIndex,
  ExternalAlert,
  LatestLookup,
  RackReadings,
  ScreenReport,
} from "@aidc/domain";
import {
  centerNowMs,
  changedBlocks,
  emptyRackReadings,
  freshnessOf,
  RegisterReadings,
  rackPlaces,
  readRacks,
  reduceRack,
  reduceRacks,
  reduceTenant,
  reduceWall,
} from "@aidc/domain";
import type { CenterAlarms } from "../usecases/alarms/center-alarms.ts";
import type { CenterView } from "../usecases/center-directory.ts";
import { indexOf } from "../usecases/center-index.ts";
import type { Intake } from "../usecases/services.ts";
import type { WallFacts } from "../usecases/wall-facts.ts";
import { noWallFacts } from "../usecases/wall-facts.ts";
import type { Hub } from "./hub.ts";
import { copyTable, deltaFrame, isSameTable, keyFrame } from "./rack-frames.ts";
import { WatchedPictures } from "./watched-pictures.ts";

/** What a tick sees of the world outside the center. */
export interface TickInput {
  readonly latest: LatestLookup;
  readonly serverNowMs: number;
  /** Server clock: since when there was no pause. Absent: since the start. */
  readonly listeningSinceMs?: number;
  readonly stats: Pick<Intake["stats"], "read" | "list">;
  readonly storage: WallState["storage"];
  readonly build: string;
  /** Every screen that shows a wall, of whatever center. */
  readonly screens: readonly ScreenReport[];
  /** What other rule engines told of a center; null: not read yet. */
  readonly alerts: (centerId: string) => readonly ExternalAlert[] | null;
}

/** The tick with the center's own clock. */
type Moment = TickInput & { readonly nowMs: number };

/**
 * A topic of which nothing changed is told all the same in every third tick: who watches no other hears within its
 * patience of four seconds that the line lives and what our clock says. The wall is told in every tick.
 */
const quietTicks = 2;
/** What of the board changes all the time and hurries nobody. It travels with the rest, or with the third tick. */
const unhurried: ReadonlySet<string> = new Set(["nowMs", "pending"]);

/** The live pictures of one center. Everything in here is made again when its inventory or bindings change. */
export class LiveCenter {
  readonly id: string;
  facts: WallFacts = noWallFacts;
  /** Of meters that send nothing else; whoever makes the center anew hands them on. */
  registers = new RegisterReadings();
  private readonly hub: Hub;
  private readonly index: CenterIndex;
  private readonly readings: RackReadings;
  private readonly table: Int16Array[];
  private readonly previousTable: Int16Array[];
  private readonly racksWatched: WatchedPictures<Moment, RackState>;
  private readonly tenantsWatched: WatchedPictures<Moment, TenantState>;
  private wall: WallState | null = null;
  private readonly alarms: CenterAlarms | null;
  private readonly alarmPlan: AlarmPlan;
  private board: AlarmBoard | null = null;
  /** Server clock of the last tick. */
  private tickedMs: number | null = null;
  private racksPublished = false;
  /** Ticks since the topic was told last. */
  private readonly quiet = { racks: 0, alarms: 0 };

  /** @param alarms null: nobody judges them here */
  constructor(view: CenterView, hub: Hub, alarms: CenterAlarms | null = null) {
    this.alarms = alarms;
    this.id = view.document.center.id;
    this.hub = hub;
    this.index = indexOf(view);
    this.readings = emptyRackReadings(this.index);
    this.table = emptyRackTable(this.index.racks.list.length);
    this.previousTable = emptyRackTable(this.index.racks.list.length);
    // What somebody did is on every screen within the second: a tick alone may take as long.
    alarms?.onDeed(() => this.tellBoard(alarms));
    const { index } = this;
    this.alarmPlan = { index, points: view.points.filter(({ seriesId }) => seriesId !== null) };
    this.racksWatched = new WatchedPictures(hub, topics.rack(this.id, ""), (rackId, { latest, nowMs }) =>
      reduceRack(index, latest, nowMs, rackId),
    );
    this.tenantsWatched = new WatchedPictures(hub, topics.tenant(this.id, ""), (tenantId, moment) =>
      reduceTenant({ index, ...moment }, tenantId),
    );
  }

  nowMs(latest: LatestLookup, serverNowMs: number): number {
    return centerNowMs(this.index, latest, serverNowMs);
  }

  /** Reads the newest samples once and publishes every picture that somebody may look at. */
  tick(told: TickInput): void {
    const input = { ...told, latest: this.registers.follow(this.index.registers, told.latest) };
    const nowMs = this.nowMs(input.latest, input.serverNowMs);
    readRacks(this.index, input.latest, nowMs, this.readings);
    const tellings = [this.drawWall(input, nowMs), this.drawRacks(input.serverNowMs, nowMs)];
    try {
      tellings.push(this.drawAlarms(input, nowMs));
    } finally {
      // All at once, with nothing to work out in between: a screen draws them together, and a line that still carries
      // the first of them is not taken for a slow one.
      for (const tell of tellings) tell();
      this.racksWatched.tick({ ...input, nowMs }, input.serverNowMs);
      this.tenantsWatched.tick({ ...input, nowMs }, input.serverNowMs);
    }
  }

  /** Starts the picture of one rack or tenant. @returns false when the center has no such thing */
  open(topic: Extract<Topic, { kind: "rack" | "tenant" }>, input: TickInput): boolean {
    const moment = { ...input, nowMs: this.nowMs(input.latest, input.serverNowMs) };
    return topic.kind === "rack"
      ? this.racksWatched.open(topic.rackId, moment, input.serverNowMs)
      : this.tenantsWatched.open(topic.tenantId, moment, input.serverNowMs);
  }

  /** @returns what tells it */
  private drawWall(input: TickInput, nowMs: number): () => void {
    const { latest, stats, storage, build, serverNowMs } = input;
    const wall = reduceWall({
      index: this.index,
      latest,
      nowMs,
      readings: this.readings,
      build,
      lastReceivedAtMs: lastReceived(stats.list(this.id)),
      pueToday: this.facts.pueToday,
      ...this.facts.year.values,
      sources: this.sourceStrip(input),
      itPowerTrend: this.facts.itPowerTrend,
      itPowerDay: this.facts.day.points,
      storage,
    });
    // After a change of inventory the picture before is another object's: then every block is new.
    const changes: Partial<WallState> = this.wall ? (changedBlocks(this.wall, wall) ?? {}) : wall;
    this.wall = wall;
    return () => this.hub.publish(topics.wall(this.id), { at: serverNowMs, changes, snapshot: () => wall });
  }

  /** @returns what tells it */
  private drawAlarms(input: TickInput, nowMs: number): () => void {
    if (!this.alarms) return () => {};
    const { latest, serverNowMs, listeningSinceMs = 0, stats, screens, alerts } = input;
    const { readings, facts } = this;
    const isRead = facts !== noWallFacts;
    const sources = facts.sources.map(({ id, name, revokedAtMs }) => ({
      id,
      name,
      isRevoked: revokedAtMs !== null,
      heardAtMs: stats.read(id)?.lastReceivedAtMs ?? null,
    }));
    this.alarms.tick(this.alarmPlan, {
      latest,
      nowMs,
      serverNowMs,
      readings,
      startedMs: Math.max(this.alarms.startedMs, listeningSinceMs),
      sources: isRead ? sources : null,
      walls: isRead ? facts.walls : null,
      screens: screens.filter(({ centerId }) => centerId === this.id),
      alerts: alerts(this.id),
    });
    this.tickedMs = serverNowMs;
    return this.drawBoard(this.alarms.board(), serverNowMs);
  }

  private tellBoard(alarms: CenterAlarms): void {
    if (this.tickedMs !== null && alarms.isJudged) this.drawBoard(alarms.board(), this.tickedMs)();
  }

  /** @returns what tells it */
  private drawBoard(board: AlarmBoard, serverNowMs: number): () => void {
    const changes: Partial<AlarmBoard> = this.board ? (changedBlocks(this.board, board) ?? {}) : board;
    const state = { at: serverNowMs, snapshot: () => board };
    const isUrgent = Object.keys(changes).some((block) => !unhurried.has(block));
    if (!isUrgent && this.quiet.alarms < quietTicks) {
      this.quiet.alarms++;
      return () => this.hub.renew(topics.alarms(this.id), state);
    }
    this.quiet.alarms = 0;
    this.board = board;
    return () => this.hub.publish(topics.alarms(this.id), { ...state, changes });
  }

  private sourceStrip({ stats, serverNowMs }: TickInput): WallState["sources"] {
    const cadenceMs = this.index.center.defaultIntervalS * 1000;
    const working = this.facts.sources.filter(({ revokedAtMs }) => revokedAtMs === null);
    return working.map(({ id, name, lastSampleAtMs, lastReceivedAtMs }) => {
      const own = stats.read(id);
      return {
        id,
        name,
        freshness: freshnessOf(
          own?.lastReceivedAtMs ?? lastReceivedAtMs ?? lastSampleAtMs,
          serverNowMs,
          cadenceMs,
        ),
        lastSampleAtMs: own?.lastSampleAtMs ?? lastSampleAtMs,
        samplesPerSecond: Math.round((own?.samplesPerSecond ?? 0) * 10) / 10,
      };
    });
  }

  /** @returns what tells it */
  private drawRacks(at: number, nowMs: number): () => void {
    const { hub, quiet } = this;
    const topic = topics.racks(this.id);
    copyTable(this.table, this.previousTable);
    reduceRacks(this.index, this.readings, this.table);
    const state = {
      at,
      snapshot: () => ({ racks: rackPlaces(this.index, nowMs), frame: keyFrame(this.table) }),
    };
    if (!this.racksPublished) {
      this.racksPublished = true;
      return () => hub.replace(topic, state);
    }
    if (quiet.racks < quietTicks && isSameTable(this.previousTable, this.table)) {
      quiet.racks++;
      return () => hub.renew(topic, state);
    }
    quiet.racks = 0;
    // Nobody listens: nothing to pack. A later subscriber gets a keyframe.
    const changes = hub.hasSubscribers(topic) ? { frame: deltaFrame(this.previousTable, this.table) } : {};
    return () => hub.publish(topic, { ...state, changes });
  }
}

function lastReceived(sources: readonly { readonly lastReceivedAtMs: number }[]): number | null {
  return sources.length > 0 ? Math.max(...sources.map(({ lastReceivedAtMs }) => lastReceivedAtMs)) : null;
}
