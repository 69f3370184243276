/**
 * What explains what: a lost source its silent inputs, a dead feed or a leaking loop all that hangs on it, a silent
 * hall, rack or server what stands in it, and last of all the farther bound the nearer one that the same reading is
 * beyond as well. The outermost cause is the root. A leak is never explained away by anything.
 * What a cause brought about stays explained by it after both have returned, until somebody acknowledges it. What is
 * critical is folded away only below what is critical, too, and began before it: else it stands for itself.
 * Source: standards 4.3 (group by root, never drop safety class), issue text "one alarm for a lost source".
 */
import type { AlarmRule } from "@aidc/contract";
import type { BranchNode } from "../topology/branches.ts";
import { branchOf } from "../topology/branches.ts";
import { hasBound, saysMoreThan } from "./farther-bound.ts";
import type { Occurrence } from "./life-cycle.ts";
import { awaits, hasReturned, isActive, isSilenced } from "./life-cycle.ts";
import type { AlarmRecord } from "./observe.ts";
import { subjectsOfSource } from "./source-subjects.ts";
import { hallOf, rackOf, serverOf } from "./subjects.ts";
import type { AlarmPlan } from "./watched.ts";

export interface RootScene {
  readonly plan: AlarmPlan;
  /** By the id of their key. */
  readonly sourceNames: ReadonlyMap<string, string>;
  readonly ruleOf: (ruleId: string) => Pick<AlarmRule, "condition" | "severity"> | undefined;
}

type RootKind = "source" | "feed" | "loop" | "silent" | "bound";

/** An alarm that may explain others: it lasts, or it has returned and nobody has acknowledged it. */
interface Cause extends Pick<AlarmRecord, "id" | "rule" | "subject"> {
  readonly kind: RootKind;
  readonly occurrence: Occurrence;
  readonly isActive: boolean;
  readonly waits: boolean;
  readonly isCritical: boolean;
}

/** By what is explained: the alarms that explain it, outermost cause first. */
type Explained = ReadonlyMap<string, readonly Cause[]>;
const nothing: Explained = new Map();
const keyOf = ({ subject }: Pick<AlarmRecord, "subject">): string => `${subject.kind}/${subject.id}`;

export class Roots {
  private readonly scene: RootScene;
  private explained: Readonly<Record<RootKind, Explained>> = {
    source: nothing,
    feed: nothing,
    loop: nothing,
    silent: nothing,
    bound: nothing,
  };
  private found = "";

  constructor(scene: RootScene) {
    this.scene = scene;
  }

  /** Call it before asking, when alarms have changed. */
  find(records: Iterable<AlarmRecord>): void {
    const all = [...records].flatMap((record) => this.causeOf(record) ?? []);
    const found = JSON.stringify(all);
    if (found === this.found) return;
    this.found = found;
    const { plan, sourceNames } = this.scene;
    const { feeds, loops } = plan.index.document;
    const causes = (kind: RootKind) => all.filter((cause) => cause.kind === kind);
    const silentInputs = (cause: Cause) =>
      subjectsOfSource(plan, sourceNames, cause.subject.id).map((subject) => keyOf({ subject }));
    this.explained = {
      source: listBelow(causes("source"), silentInputs),
      feed: explainedBelow(feeds, causes("feed")),
      loop: explainedBelow(loops, causes("loop")),
      silent: listBelow(causes("silent"), (cause) => [keyOf(cause)]),
      bound: listBelow(causes("bound"), (cause) => [keyOf(cause)]),
    };
  }

  /** @returns the id of the alarm that explains it; null: it stands for itself */
  of(record: AlarmRecord): string | null {
    return this.causeFor(record)?.id ?? null;
  }

  /**
   * Whether it is acknowledged together with its root: the root brought it about, and waits to be acknowledged. What
   * had been raised before the root began is told below it and is a matter of its own.
   */
  goesWithRoot(record: AlarmRecord): boolean {
    const cause = this.causeFor(record);
    return cause?.waits === true && awaits(record.life) && this.isBroughtAbout(record, cause);
  }

  private causeFor(record: AlarmRecord): Cause | null {
    if (this.conditionOf(record)?.kind === "leak") return null;
    return (
      this.causesAround(record).find(
        (cause) =>
          cause.id !== record.id &&
          (hasReturned(record.life) ? this.isBroughtAbout(record, cause) : cause.isActive) &&
          this.mayFold(record, cause),
      ) ?? null
    );
  }

  private mayFold(record: AlarmRecord, cause: Cause): boolean {
    if (!this.isCritical(record)) return true;
    return cause.isCritical && this.isBroughtAbout(record, cause);
  }

  private isCritical({ rule }: AlarmRecord): boolean {
    return this.scene.ruleOf(rule)?.severity === "critical";
  }

  private causesAround(record: AlarmRecord): readonly Cause[] {
    const { subject } = record;
    const own = keyOf(record);
    const { index } = this.scene.plan;
    const standsIn = rackOf(index, subject);
    const rack = `rack/${standsIn}`;
    const hall = standsIn === null ? null : hallOf(index, standsIn);
    const { source, feed, loop, silent, bound } = this.explained;
    // What a source no longer tells is held as it was; what another one tells has its own reason.
    const isUnheard = isActive(record.life) && record.condition.quality === "bad";
    return [
      isUnheard ? source.get(own) : undefined,
      feed.get(own) ?? feed.get(rack),
      loop.get(own) ?? loop.get(rack),
      silent.get(`hall/${hall}`),
      silent.get(rack),
      subject.kind === "accelerator" ? silent.get(`server/${serverOf(subject.id)}`) : silent.get(own),
      bound
        .get(own)
        ?.filter((cause) => this.saysMore(cause, record))
        .toSorted((a, b) => Number(this.saysMore(b, a)) - Number(this.saysMore(a, b))),
    ].flatMap((causes) => causes ?? []);
  }

  /** It lasted at a time with its cause, and began after it, or is of the same kind: a silent rack of a silent hall. */
  private isBroughtAbout(record: AlarmRecord, { kind, occurrence: cause }: Cause): boolean {
    const { occurrence } = record.life;
    if (occurrence === null) return false;
    const { raisedMs, clearedMs } = occurrence;
    const isTogether =
      raisedMs <= (cause.clearedMs ?? Number.POSITIVE_INFINITY) &&
      cause.onsetMs <= (clearedMs ?? Number.POSITIVE_INFINITY);
    const isAlike = kind !== "bound" && this.kindOf(record) === kind;
    return isTogether && (raisedMs >= cause.onsetMs || isAlike);
  }

  private saysMore(worse: Pick<AlarmRecord, "rule">, lesser: Pick<AlarmRecord, "rule">): boolean {
    const [a, b] = [worse, lesser].map(({ rule }) => this.scene.ruleOf(rule));
    return a !== undefined && b !== undefined && saysMoreThan(a, b);
  }

  private conditionOf({ rule }: AlarmRecord): AlarmRule["condition"] | undefined {
    return this.scene.ruleOf(rule)?.condition;
  }

  private causeOf(record: AlarmRecord): Cause | null {
    const { id, rule, subject, life } = record;
    const kind = this.kindOf(record);
    const waits = awaits(life);
    // Whoever silenced the farther bound has not said that the nearer one needs nobody.
    if (kind === "bound" && isSilenced(life)) return null;
    if (kind === null || life.occurrence === null || (!isActive(life) && !waits)) return null;
    const isCritical = this.isCritical(record);
    return {
      id,
      rule,
      subject,
      kind,
      occurrence: life.occurrence,
      isActive: isActive(life),
      waits,
      isCritical,
    };
  }

  private kindOf(record: AlarmRecord): RootKind | null {
    const condition = this.conditionOf(record);
    if (condition?.kind === "source_lost") return "source";
    if (condition?.kind === "silent") return "silent";
    if (condition?.kind === "leak" && record.subject.kind === "loop") return "loop";
    if (condition?.kind === "feed_dead") return "feed";
    return condition && hasBound(condition) ? "bound" : null;
  }
}

function listBelow(causes: readonly Cause[], keysOf: (cause: Cause) => readonly string[]): Explained {
  const pairs = causes.flatMap((cause) => keysOf(cause).map((key) => ({ key, cause })));
  const byKey = Map.groupBy(pairs, ({ key }) => key);
  return new Map([...byKey].map(([key, list]) => [key, list.map(({ cause }) => cause)]));
}

/** Branches and racks below, the larger branch first: it holds the smaller. */
function explainedBelow(nodes: readonly BranchNode[], causes: readonly Cause[]): Explained {
  const branches = new Map(causes.map((cause) => [cause, branchOf(nodes, cause.subject.id)]));
  const sizeOf = (cause: Cause) => branches.get(cause)?.length ?? 0;
  return listBelow(
    causes.toSorted((a, b) => sizeOf(b) - sizeOf(a)),
    (cause) =>
      (branches.get(cause) ?? []).flatMap(({ id, racks }) => [
        `${cause.subject.kind}/${id}`,
        ...racks.map((rack) => `rack/${rack}`),
      ]),
  );
}
