import type { CenterDocument } from "@aidc/contract";
import type { InventoryIndex, SeriesRules } from "@aidc/domain";
import { indexInventory, indexRules } from "@aidc/domain";
import type { BindingRule, HandBinding } from "@aidc/store";
import type { GateLimits, TimeBounds } from "./gate.ts";
import type { BindingPorts, LoadInventory } from "./ports.ts";
import type { RegistryLimits } from "./series/registry.ts";
import { SeriesRegistry } from "./series/registry.ts";

const dayMs = 86_400_000;

/** What the doors know of one center: its inventory by label, its series, how old its samples may be. */
export interface CenterIntake {
  readonly inventory: InventoryIndex;
  readonly rules: SeriesRules;
  readonly registry: SeriesRegistry;
  timeBounds(nowMs: number): TimeBounds;
}

/** Loads centers when their first sample comes and keeps them until they change. */
export class CenterIntakes {
  readonly #load: LoadInventory;
  readonly #said: Pick<BindingPorts, "listByHand" | "listRules">;
  readonly #limits: RegistryLimits & GateLimits & { readonly maxAheadMs: number };
  readonly #seed = crypto.getRandomValues(new Int32Array(1))[0] as number;
  readonly #open = new Map<string, Promise<CenterIntake | null>>();
  readonly #shut = new Set<string>();
  readonly #busy = new Map<string, Set<Promise<unknown>>>();

  constructor(
    load: LoadInventory,
    limits: RegistryLimits & GateLimits & { readonly maxAheadMs: number },
    said: Pick<BindingPorts, "listByHand" | "listRules">,
  ) {
    this.#load = load;
    this.#said = said;
    this.#limits = limits;
  }

  /** @returns null when there is no such center; a failed load is tried again by the next caller */
  get(centerId: string): Promise<CenterIntake | null> {
    const open = this.#open.get(centerId);
    if (open) return open;
    const loading = this.#load(centerId).then(async (document) => {
      if (!document) return null;
      const [byHand, rules] = await Promise.all([
        this.#said.listByHand(centerId),
        this.#said.listRules(centerId),
      ]);
      return this.#intakeOf(document, byHand, rules);
    });
    this.#open.set(centerId, loading);
    const drop = (): void => {
      if (this.#open.get(centerId) === loading) this.#open.delete(centerId);
    };
    loading.then((intake) => intake === null && drop(), drop);
    return loading;
  }

  /** Does something with a center that is not shut. @returns null when there is no such center, or it is shut */
  within<T>(centerId: string, work: (intake: CenterIntake) => Promise<T>): Promise<T | null> {
    if (this.#shut.has(centerId)) return Promise.resolve(null);
    const done = this.get(centerId).then((intake) => intake && work(intake));
    const busy = this.#busy.get(centerId) ?? new Set();
    this.#busy.set(centerId, busy.add(done));
    const leave = (): void => {
      busy.delete(done);
    };
    done.then(leave, leave);
    return done;
  }

  /** When everything that is on its way into this center now has come in, or failed. */
  async settled(centerId: string): Promise<void> {
    await Promise.allSettled(this.#busy.get(centerId) ?? []);
  }

  /**
   * Lets nothing more of this center in and waits for what is on its way: a sample stored after its center was
   * deleted would stay for ever. @returns opens it again
   */
  async shut(centerId: string): Promise<() => void> {
    const reopen = () => {
      this.#shut.delete(centerId);
    };
    this.#shut.add(centerId);
    await this.settled(centerId).catch((error: unknown) => {
      reopen();
      throw error;
    });
    return reopen;
  }

  /** Forgets series and inventory, so that both are read anew: after an import, or when a center was removed. */
  forget(centerId: string): void {
    this.#open.delete(centerId);
  }

  #intakeOf(
    document: CenterDocument,
    byHand: readonly HandBinding[],
    said: readonly BindingRule[],
  ): CenterIntake {
    const inventory = indexInventory(document);
    const rules = indexRules(said);
    const registry = new SeriesRegistry(inventory, rules, this.#limits, this.#seed);
    for (const { labels, match } of byHand) registry.bindByHand(labels, match, null);
    const { retentionDays } = document.center;
    const { maxAheadMs } = this.#limits;
    return {
      inventory,
      rules,
      registry,
      timeBounds: (nowMs) => ({
        // Time 0 is what a sender writes that knows no time.
        oldestMs: retentionDays === null ? 1 : nowMs - retentionDays * dayMs,
        newestMs: nowMs + maxAheadMs,
      }),
    };
  }
}
