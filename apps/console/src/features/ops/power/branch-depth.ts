/** How far below its root each node stands; parents come before children. */
export function depthsOf(
  nodes: readonly { readonly id: string; readonly parent: string | null }[],
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const { id, parent } of nodes) {
    const above = parent === null ? undefined : depths.get(parent);
    depths.set(id, above === undefined ? 0 : above + 1);
  }
  return depths;
}
