/**
 * Feeds and cooling loops hang on each other as trees: a node serves its own racks and those of every node below it.
 * A document that was imported has no cycles; one that has is walked once all the same.
 */

/** What feeds and loops have in common. */
export interface BranchNode {
  readonly id: string;
  readonly parent: string | null;
  readonly racks: readonly string[];
}

/** The node and everything below it, parents before children; empty when there is no such node. */
export function branchOf<N extends BranchNode>(nodes: readonly N[], id: string): N[] {
  const children = Map.groupBy(nodes, (node) => node.parent);
  const root = nodes.find((node) => node.id === id);
  const branch = new Set<N>(root ? [root] : []);
  // A set is walked in the order of insertion, with what is added on the way.
  for (const node of branch) for (const child of children.get(node.id) ?? []) branch.add(child);
  return [...branch];
}

/** Racks that a node serves itself or through nodes below it, each once. */
export function racksServedBy(nodes: readonly BranchNode[], id: string): string[] {
  return [...new Set(branchOf(nodes, id).flatMap((node) => node.racks))];
}
