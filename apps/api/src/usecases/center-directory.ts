import type { CenterDocument } from "@aidc/contract";
import type { BoundPoint, InventoryStore } from "@aidc/store";
import { notFound } from "./app-error.ts";

/** A center as the database has it: what stands in it, and which series tells what of it. */
export interface CenterView {
  readonly document: CenterDocument;
  readonly points: readonly BoundPoint[];
}

type Listener = (centerId: string) => void;
type LastWish = (centerId: string) => Promise<void>;

/**
 * Documents and bindings of the centers, read once and kept until somebody says that they changed. Every change
 * goes through this process, which owns its centers.
 */
export class CenterDirectory {
  private readonly inventory: InventoryStore;
  private readonly views = new Map<string, Promise<CenterView | null>>();
  private readonly listeners = new Set<Listener>();
  private readonly lastWishes = new Set<LastWish>();

  constructor(inventory: InventoryStore) {
    this.inventory = inventory;
  }

  /** @throws AppError not_found */
  async get(centerId: string): Promise<CenterView> {
    const view = await this.find(centerId);
    if (!view) throw notFound(`Center ${centerId}`);
    return view;
  }

  find(centerId: string): Promise<CenterView | null> {
    const known = this.views.get(centerId);
    if (known) return known;
    const loading = this.load(centerId);
    this.views.set(centerId, loading);
    const forget = () => {
      if (this.views.get(centerId) === loading) this.views.delete(centerId);
    };
    // What is absent, or could not be read, is asked for again next time.
    loading.then((view) => view ?? forget(), forget);
    return loading;
  }

  /** After an import, a removal, or new series: whoever holds something made from the old view makes it anew. */
  changed(centerId: string): void {
    this.views.delete(centerId);
    for (const listener of this.listeners) listener(centerId);
  }

  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Before a center is removed: whoever works on it ends that first. When one cannot, all take it up again. */
  async removing(centerId: string): Promise<void> {
    try {
      for (const lastWish of this.lastWishes) await lastWish(centerId);
    } catch (error) {
      this.changed(centerId);
      throw error;
    }
  }

  onRemoving(lastWish: LastWish): void {
    this.lastWishes.add(lastWish);
  }

  private async load(centerId: string): Promise<CenterView | null> {
    const document = await this.inventory.readDocument(centerId);
    return document && { document, points: await this.inventory.readPoints(centerId) };
  }
}
