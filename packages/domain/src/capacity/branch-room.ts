/**
 * Power or cooling that is left along the branches of a tree: what is taken at a node is taken at every node above it,
 * and the narrowest of them decides. Source: standards 2.3.
 */
export interface Branch {
  readonly id: string;
  readonly parent: string | null;
  /** What it carries at most, W; null is not known and does not bind. */
  readonly limitW: number | null;
}

export class BranchRoom {
  private readonly parents: ReadonlyMap<string, string | null>;
  private readonly left = new Map<string, number>();

  constructor(branches: readonly Branch[]) {
    this.parents = new Map(branches.map(({ id, parent }) => [id, parent]));
    for (const { id, limitW } of branches) if (limitW !== null) this.left.set(id, limitW);
  }

  /** @returns what may still be added at a branch; null when nothing on the way up is known */
  roomAt(id: string): number | null {
    let room: number | null = null;
    for (const step of this.wayUp([id])) {
      const left = this.left.get(step);
      if (left !== undefined) room = Math.min(room ?? left, left);
    }
    return room;
  }

  /** Once at every node above these, however many of them lie below it. @param powerW null: what is left is not known */
  take(ids: readonly string[], powerW: number | null): void {
    for (const step of this.wayUp(ids)) {
      const left = this.left.get(step);
      if (powerW === null) this.left.delete(step);
      else if (left !== undefined) this.left.set(step, left - powerW);
    }
  }

  private wayUp(ids: readonly string[]): Set<string> {
    const way = new Set(ids);
    // A set is walked in the order of insertion, with what is added on the way.
    for (const id of way) {
      const parent = this.parents.get(id);
      if (parent != null) way.add(parent);
    }
    return way;
  }
}
