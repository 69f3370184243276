import { parseTopic, topics } from "@aidc/contract";
import type { Services } from "../usecases/services.ts";
import { noWallFacts, readWallFacts } from "../usecases/wall-facts.ts";
import type { FactsReason } from "./facts-due.ts";
import { FactsDue } from "./facts-due.ts";
import type { Hub } from "./hub.ts";
import type { TickInput } from "./live-center.ts";
import { LiveCenter } from "./live-center.ts";

/** A first contact of many series changes a center all the time: reading it anew takes at most this share of it. */
const reloadShare = 0.1;
/** However slow a machine reads: new bindings are seen after this. */
const longestRestMs = 5_000;

export interface LiveOptions {
  readonly services: Services;
  readonly hub: Hub;
  readonly storage: () => TickInput["storage"];
  readonly log: (message: string, facts: object) => void;
}

/** The live pictures of all centers: which there are, and when each has to be made anew. */
export class LiveCenters {
  private readonly options: LiveOptions;
  private readonly centers = new Map<string, LiveCenter>();
  private readonly outdated = new Set<string>();
  private readonly loading = new Map<string, Promise<void>>();
  /** On the clock of `performance`, by center. */
  private readonly notBeforeMs = new Map<string, number>();
  private readonly factsDue: FactsDue;
  private readonly stopListening: () => void;

  constructor(options: LiveOptions) {
    this.options = options;
    this.factsDue = new FactsDue((centerId) => options.services.intake.stats.takeOldest(centerId));
    this.stopListening = options.services.directory.onChange((centerId) => this.outdated.add(centerId));
  }

  /** Loads every center there is. */
  async start(): Promise<void> {
    const centers = await this.options.services.inventory.listCenters();
    await Promise.all(centers.map(({ id }) => this.load(id)));
  }

  ids(): string[] {
    return [...this.centers.keys()];
  }

  stop(): void {
    this.stopListening();
  }

  tick(): void {
    for (const centerId of this.outdated) if (this.mayReload(centerId)) void this.load(centerId);
    const input = this.input();
    for (const center of this.centers.values()) {
      try {
        center.tick(input);
      } catch (error) {
        // One center that cannot be drawn must not darken the others.
        this.options.log("live tick failed", { centerId: center.id, error });
      }
    }
  }

  /** Brings a topic to life. @returns false when there is no such center, rack or tenant */
  async openTopic(name: string): Promise<boolean> {
    const topic = parseTopic(name);
    if (!topic) return false;
    if (!this.centers.has(topic.centerId) || this.outdated.has(topic.centerId))
      await this.load(topic.centerId);
    const center = this.centers.get(topic.centerId);
    if (!center) return false;
    if (topic.kind === "rack" || topic.kind === "tenant") return center.open(topic, this.input());
    return this.options.hub.snapshot(name) !== null;
  }

  /** Reads again what changes slowly, where it is time; one center after the other, because each reads much. */
  async refreshFacts(): Promise<void> {
    for (const [centerId, { facts }] of [...this.centers]) {
      const reason = this.factsDue.reasonFor(centerId, facts.year.toMs);
      if (reason) await this.refreshFactsOf(centerId, reason);
    }
  }

  private mayReload(centerId: string): boolean {
    return performance.now() >= (this.notBeforeMs.get(centerId) ?? 0);
  }

  private load(centerId: string): Promise<void> {
    const running = this.loading.get(centerId);
    if (running) return running;
    this.outdated.delete(centerId);
    const startedMs = performance.now();
    const work = this.reload(centerId)
      .catch((error: unknown) => {
        this.outdated.add(centerId);
        this.options.log("center could not be loaded", { centerId, error });
      })
      .finally(() => {
        const tookMs = performance.now() - startedMs;
        const restMs = Math.min(longestRestMs, tookMs / reloadShare - tookMs);
        if (this.centers.has(centerId)) this.notBeforeMs.set(centerId, startedMs + tookMs + restMs);
        this.loading.delete(centerId);
      });
    this.loading.set(centerId, work);
    return work;
  }

  private async reload(centerId: string): Promise<void> {
    const { services, hub } = this.options;
    const view = await services.directory.find(centerId);
    if (!view) {
      await services.alarms.forget(centerId);
      this.centers.delete(centerId);
      this.factsDue.forget(centerId);
      this.notBeforeMs.delete(centerId);
      this.forgetTopics(centerId);
      return;
    }
    const before = this.centers.get(centerId);
    const center = new LiveCenter(view, hub, await services.alarms.open(centerId));
    if (before) {
      center.facts = before.facts;
      center.registers = before.registers;
      this.factsDue.regroup(centerId);
    }
    this.centers.set(centerId, center);
    center.tick(this.input());
    if (!before) void this.refreshFactsOf(centerId, "grown");
  }

  private async refreshFactsOf(centerId: string, reason: FactsReason): Promise<void> {
    const { services, log } = this.options;
    const center = this.centers.get(centerId);
    const isOver = this.factsDue.begin(centerId, reason);
    let isRead = false;
    try {
      const view = await services.directory.find(centerId);
      if (!center || !view) return;
      const facts = await readWallFacts(
        services,
        view,
        center.nowMs(services.telemetry.latest, services.clock()),
        reason === "grown" ? noWallFacts : center.facts,
      );
      const current = this.centers.get(centerId);
      if (current) current.facts = facts;
      isRead = true;
    } catch (error) {
      log("wall facts could not be read", { centerId, error });
    } finally {
      isOver(isRead);
    }
  }

  private forgetTopics(centerId: string): void {
    const { hub } = this.options;
    const own = [topics.wall(centerId), topics.racks(centerId), topics.alarms(centerId)];
    const watched = [topics.rack(centerId, ""), topics.tenant(centerId, "")];
    for (const name of hub.topicNames()) {
      if (own.includes(name) || watched.some((prefix) => name.startsWith(prefix))) hub.forget(name);
    }
  }

  private input(): TickInput {
    const { services, storage } = this.options;
    const serverNowMs = services.clock();
    return {
      latest: services.telemetry.latest,
      serverNowMs,
      listeningSinceMs: services.listening.tick(serverNowMs),
      stats: services.intake.stats,
      storage: storage(),
      build: services.build,
      screens: services.screens(),
      alerts: (centerId) => services.alerts.of(centerId),
    };
  }
}
