/** From rules to what they look at. */
import type { AlarmRule } from "@aidc/contract";
import { judgedUnit } from "./judged-unit.ts";
import { watchEnvelope, watchLeaks } from "./watch-air.ts";
import { claimedWords, watchAlerts } from "./watch-alerts.ts";
import type { Watching } from "./watch-equipment.ts";
import { watchDisagreement, watchLimit, watchRackShare } from "./watch-equipment.ts";
import { watchFaults } from "./watch-faults.ts";
import { watchFeeds } from "./watch-feeds.ts";
import { watchCondensation } from "./watch-loops.ts";
import { watchSilence, watchSources, watchWalls } from "./watch-senders.ts";
import type { AlarmMoment, AlarmPlan, RuleInForce, RuleWatch } from "./watched.ts";
import { alarmIdOf } from "./watched.ts";

type Lists = Pick<AlarmMoment, "sources" | "walls" | "alerts">;

export function watchRules(plan: AlarmPlan, rules: readonly RuleInForce[], lists: Lists): RuleWatch[] {
  const claimed = claimedWords(rules.map(({ rule }) => rule));
  return rules.map(({ rule, version }) => {
    const watching =
      rule.condition.kind === "external"
        ? watchAlerts(lists, rule.condition, claimed)
        : watchCondition(plan, rule.condition, lists);
    return {
      rule,
      version,
      ...watching,
      unit: judgedUnit(rule.condition),
      ids: watching.subjects.map((subject) => alarmIdOf(rule.id, subject)),
    };
  });
}

function watchCondition(
  plan: AlarmPlan,
  condition: Exclude<AlarmRule["condition"], { kind: "external" }>,
  lists: Lists,
): Watching {
  switch (condition.kind) {
    case "limit":
      return watchLimit(plan, condition);
    case "rack_share":
      return watchRackShare(plan, condition);
    case "fault":
      return watchFaults(plan, condition);
    case "leak":
      return watchLeaks(plan);
    case "feed_dead":
    case "feed_share":
      return watchFeeds(plan, condition);
    case "envelope":
      return watchEnvelope(plan, condition);
    case "condensation":
      return watchCondensation(plan, condition);
    case "disagreement":
      return watchDisagreement(plan, condition);
    case "source_lost":
      return watchSources(plan, lists, condition.cadences);
    case "silent":
      return watchSilence(plan, condition);
    case "wall_frozen":
      return watchWalls(lists);
  }
}

/** Whether the lists that these rules need are known: what is not listed is then gone, and not just unread. */
export function isListed({ rule }: RuleInForce, lists: Lists): boolean {
  if (rule.condition.kind === "source_lost") return lists.sources !== null;
  if (rule.condition.kind === "external") return (lists.alerts ?? null) !== null;
  return rule.condition.kind !== "wall_frozen" || lists.walls !== null;
}
