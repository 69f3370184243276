/**
 * Feeds and loops are trees whose racks and meters exist, and a rack hangs on each path and each kind of loop once: two
 * plugs on path A are one supply, and would be counted as two.
 */
import type { CenterDocument, Issue } from "@aidc/contract";
import type { BranchNode } from "../topology/branches.ts";
import { unknownIn } from "./reference.ts";

export function checkBranches(document: CenterDocument): Issue[] {
  const meters = new Set(document.meters.map(({ id }) => id));
  return [
    ...checkTree("feeds", "feed", document.feeds, document),
    ...checkTree("loops", "loop", document.loops, document),
    ...document.feeds.flatMap(({ meter }, i) =>
      meter === null ? [] : unknownIn(meters, meter, `feeds.${i}.meter`, "meter"),
    ),
    ...checkOnce("feeds", document.feeds, ({ path }) =>
      path === null ? "without a path" : `on path ${path}`,
    ),
    ...checkOnce("loops", document.loops, ({ kind }) => `cooled by ${kind}`),
    ...checkPathOfParent(document),
  ];
}

function checkTree(
  list: "feeds" | "loops",
  noun: string,
  nodes: readonly BranchNode[],
  { racks }: CenterDocument,
): Issue[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const ids = new Set(known.keys());
  const rackIds = new Set(racks.map(({ id }) => id));
  return nodes.flatMap((node, i) => {
    const { parent } = node;
    const missing = parent === null ? [] : unknownIn(ids, parent, `${list}.${i}.parent`, noun);
    const circular =
      missing.length === 0 && hangsOnItself(node, known)
        ? [{ path: `${list}.${i}.parent`, message: `"${node.id}" hangs on itself through "${parent}"` }]
        : [];
    const strangers = node.racks.flatMap((rack, j) =>
      unknownIn(rackIds, rack, `${list}.${i}.racks.${j}`, "rack"),
    );
    return [...missing, ...circular, ...strangers];
  });
}

function hangsOnItself(node: BranchNode, known: ReadonlyMap<string, BranchNode>): boolean {
  const seen = new Set<string>();
  let above = node.parent;
  while (above !== null && !seen.has(above)) {
    if (above === node.id) return true;
    seen.add(above);
    above = known.get(above)?.parent ?? null;
  }
  return false;
}

/** @param sideOf what may be there once only, in words */
function checkOnce<N extends BranchNode>(
  list: string,
  nodes: readonly N[],
  sideOf: (node: N) => string,
): Issue[] {
  const taken = new Map<string, string>();
  return nodes.flatMap((node, i) =>
    node.racks.flatMap((rack, j) => {
      const key = `${rack} ${sideOf(node)}`;
      const other = taken.get(key);
      taken.set(key, other ?? node.id);
      if (other === undefined) return [];
      const message = `rack "${rack}" is already ${sideOf(node)} through "${other}"`;
      return [{ path: `${list}.${i}.racks.${j}`, message }];
    }),
  );
}

/** What hangs below path A is path A: otherwise both plugs of a rack may lead to one breaker. */
function checkPathOfParent({ feeds }: CenterDocument): Issue[] {
  const paths = new Map(feeds.map(({ id, path }) => [id, path]));
  return feeds.flatMap(({ parent, path }, i) => {
    const above = parent === null ? null : (paths.get(parent) ?? null);
    if (above === null || above === path) return [];
    return [
      { path: `feeds.${i}.path`, message: `hangs on "${parent}" of path ${above}, so its path is ${above}` },
    ];
  });
}
