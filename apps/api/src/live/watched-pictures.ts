import { changedBlocks } from "@aidc/domain";
import type { Hub } from "./hub.ts";

/** A picture of one thing among many, computed only while somebody looks. */
type Draw<Input, Picture> = (id: string, input: Input) => Picture | null;

/**
 * The topics of one kind and center, for example its racks: brought to life by the first watcher, drawn again each
 * tick, forgotten when nobody looks or the thing is gone.
 */
export class WatchedPictures<Input, Picture extends object> {
  private readonly hub: Hub;
  private readonly prefix: string;
  private readonly draw: Draw<Input, Picture>;
  private readonly last = new Map<string, Picture>();

  /** @param prefix what all topics of this kind and center begin with; the id follows */
  constructor(hub: Hub, prefix: string, draw: Draw<Input, Picture>) {
    this.hub = hub;
    this.prefix = prefix;
    this.draw = draw;
  }

  /** @returns false when there is no such thing */
  open(id: string, input: Input, at: number): boolean {
    const picture = this.draw(id, input);
    if (!picture) return false;
    if (!this.hub.snapshot(this.prefix + id)) this.publish(id, picture, at);
    return true;
  }

  tick(input: Input, at: number): void {
    for (const name of this.hub.topicNames()) {
      if (!name.startsWith(this.prefix)) continue;
      const id = name.slice(this.prefix.length);
      const picture = this.hub.hasSubscribers(name) ? this.draw(id, input) : null;
      if (picture) this.publish(id, picture, at);
      else {
        this.hub.forget(name);
        this.last.delete(id);
      }
    }
  }

  private publish(id: string, picture: Picture, at: number): void {
    const before = this.last.get(id);
    const changes: Partial<Picture> = before ? (changedBlocks(before, picture) ?? {}) : picture;
    this.last.set(id, picture);
    this.hub.publish(this.prefix + id, { at, changes, snapshot: () => picture });
  }
}
