/**
 * Feeds and loops are trees whose racks and meters exist, and a rack hangs on each kind of loop once. On a path it may
 * have several outlets, as dense racks do, but none above another: a feed and an outlet of it are one supply.
 */
import type { CenterDocument, Issue } from "@aidc/contract";
import type { BranchNode } from "../topology/branches.ts";
import { branchOf } from "../topology/branches.ts";
import { unknownIn } from "./reference.ts";

export function checkBranches(document: CenterDocument): Issue[] {
  const meters = new Set(document.meters.map(({ id }) => id));
  return [
    ...checkTree("feeds", "feed", document.feeds, document),
    ...checkTree("loops", "loop", document.loops, document),
    ...document.feeds.flatMap(({ meter }, i) =>
      meter === null ? [] : unknownIn(meters, meter, `feeds.${i}.meter`, "meter"),
    ),
    ...checkOnce("feeds", document.feeds, ({ id, path }) =>
      path === null
        ? { key: "", words: "without a path", instead: "; give each of its feeds path A or B" }
        : { key: `${path} ${id}`, words: `on path ${path}`, instead: "; name it once" },
    ),
    ...checkOnce("loops", document.loops, ({ kind }) => ({
      key: kind,
      words: `cooled by ${kind}`,
      instead: "",
    })),
    ...checkOutletsBelow(document),
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

/** @param sideOf what may be there once only */
function checkOnce<N extends BranchNode>(
  list: string,
  nodes: readonly N[],
  sideOf: (node: N) => { readonly key: string; readonly words: string; readonly instead: string },
): Issue[] {
  const taken = new Map<string, string>();
  return nodes.flatMap((node, i) =>
    node.racks.flatMap((rack, j) => {
      const side = sideOf(node);
      const key = `${rack} ${side.key}`;
      const other = taken.get(key);
      taken.set(key, other ?? node.id);
      if (other === undefined) return [];
      const message = `rack "${rack}" is already ${side.words} through "${other}"${side.instead}`;
      return [{ path: `${list}.${i}.racks.${j}`, message }];
    }),
  );
}

/** A rack on a feed and on one below it: which of both is its outlet cannot be told, and its power would count twice. */
function checkOutletsBelow({ feeds }: CenterDocument): Issue[] {
  return feeds.flatMap((feed) =>
    branchOf(feeds, feed.id)
      .filter((below) => below !== feed && below.path !== null && below.path === feed.path)
      .flatMap((below) =>
        below.racks.flatMap((rack, j) => {
          if (!feed.racks.includes(rack)) return [];
          const message = `rack "${rack}" is on path ${feed.path} through "${feed.id}" above; keep it at its outlet only`;
          return [{ path: `feeds.${feeds.indexOf(below)}.racks.${j}`, message }];
        }),
      ),
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
