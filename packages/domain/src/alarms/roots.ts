/**
 * What explains what: a lost source its silent inputs, a dead feed or a leaking loop all that hangs on it, a silent
 * hall, rack or server what stands in it. The outermost cause is the root. A leak is never explained away by anything.
 * Source: standards 4.3 (group by root, never drop safety class), issue text "one alarm for a lost source".
 */
import type { AlarmRule } from "@aidc/contract";
import type { BranchNode } from "../topology/branches.ts";
import { branchOf } from "../topology/branches.ts";
import { isActive } from "./life-cycle.ts";
import type { AlarmRecord } from "./observe.ts";
import { subjectsOfSource } from "./source-subjects.ts";
import { hallOf, rackOf, serverOf } from "./subjects.ts";
import type { AlarmPlan } from "./watched.ts";

interface RootScene {
  readonly plan: AlarmPlan;
  /** By the id of their key. */
  readonly sourceNames: ReadonlyMap<string, string>;
  readonly ruleOf: (ruleId: string) => Pick<AlarmRule, "condition"> | undefined;
}

type Explained = ReadonlyMap<string, string>;
type RootKind = "source" | "feed" | "loop" | "silent";
const nothing: Explained = new Map();
const keyOf = ({ subject }: Pick<AlarmRecord, "subject">): string => `${subject.kind}/${subject.id}`;

export class Roots {
  private readonly scene: RootScene;
  /** By what is explained: the alarm that explains it, outermost cause first. */
  private explained: Readonly<Record<RootKind, Explained>> = {
    ...{ source: nothing, feed: nothing, loop: nothing, silent: nothing },
  };
  private found = "";

  constructor(scene: RootScene) {
    this.scene = scene;
  }

  /** Call it before asking, when alarms have changed. */
  find(records: Iterable<AlarmRecord>): void {
    const causes: Record<RootKind, AlarmRecord[]> = { source: [], feed: [], loop: [], silent: [] };
    for (const record of records) {
      const kind = isActive(record.life) ? this.causeOf(record) : null;
      if (kind) causes[kind].push(record);
    }
    const found = Object.values(causes)
      .flatMap((list) => list.map(({ id }) => id))
      .join("\n");
    if (found === this.found) return;
    this.found = found;
    const { plan, sourceNames } = this.scene;
    const { feeds, loops } = plan.index.document;
    this.explained = {
      source: new Map(
        causes.source.flatMap((record) =>
          subjectsOfSource(plan, sourceNames, record.subject.id).map(
            (subject) => [keyOf({ subject }), record.id] as const,
          ),
        ),
      ),
      feed: explainedBelow(feeds, causes.feed),
      loop: explainedBelow(loops, causes.loop),
      silent: new Map(causes.silent.map((record) => [keyOf(record), record.id])),
    };
  }

  /** @returns the id of the alarm that explains it; null: it stands for itself */
  of(record: AlarmRecord): string | null {
    if (this.conditionOf(record)?.kind === "leak") return null;
    const { subject } = record;
    const own = keyOf(record);
    const { index } = this.scene.plan;
    const standsIn = rackOf(index, subject);
    const rack = `rack/${standsIn}`;
    const hall = standsIn === null ? null : hallOf(index, standsIn);
    const { source, feed, loop, silent } = this.explained;
    // What a source no longer tells is held as it was; what another one tells has its own reason.
    const isUnheard = isActive(record.life) && record.condition.quality === "bad";
    const roots = [
      isUnheard ? source.get(own) : undefined,
      feed.get(own) ?? feed.get(rack),
      loop.get(own) ?? loop.get(rack),
      silent.get(`hall/${hall}`),
      silent.get(rack),
      subject.kind === "accelerator" ? silent.get(`server/${serverOf(subject.id)}`) : silent.get(own),
    ];
    return roots.find((root) => root !== undefined && root !== record.id) ?? null;
  }

  private conditionOf({ rule }: AlarmRecord): AlarmRule["condition"] | undefined {
    return this.scene.ruleOf(rule)?.condition;
  }

  private causeOf(record: AlarmRecord): RootKind | null {
    const condition = this.conditionOf(record);
    const { kind } = record.subject;
    if (condition?.kind === "source_lost") return "source";
    if (condition?.kind === "silent") return "silent";
    if (condition?.kind === "leak" && kind === "loop") return "loop";
    return condition?.kind === "feed_dead" ? "feed" : null;
  }
}

/** Branches and racks below, by the outermost cause. */
function explainedBelow(nodes: readonly BranchNode[], causes: readonly AlarmRecord[]): Explained {
  const below = new Map<string, string>();
  const branches = causes.map((cause) => ({ cause, branch: branchOf(nodes, cause.subject.id) }));
  // The larger branch holds the smaller: what it explains is written last.
  branches.sort((a, b) => a.branch.length - b.branch.length);
  for (const { cause, branch } of branches) {
    for (const node of branch) {
      below.set(`${cause.subject.kind}/${node.id}`, cause.id);
      for (const rack of node.racks) below.set(`rack/${rack}`, cause.id);
    }
  }
  return below;
}
