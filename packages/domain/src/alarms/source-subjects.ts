/** What a source tells of. */
import { rackOf } from "./subjects.ts";
import { feedsBySource } from "./watch-senders.ts";
import type { AlarmPlan, AlarmSubject } from "./watched.ts";

/**
 * Everything a source tells of, and the racks around it, each once.
 * @param sourceNames by the id of their key
 */
export function subjectsOfSource(
  plan: AlarmPlan,
  sourceNames: ReadonlyMap<string, string>,
  name: string,
): AlarmSubject[] {
  const fed = new Map<string, AlarmSubject>();
  const take = (subject: AlarmSubject) => void fed.set(`${subject.kind}/${subject.id}`, subject);
  for (const [key, signals] of feedsBySource(plan)) {
    if (sourceNames.get(key) !== name) continue;
    for (const signal of signals) {
      const subject = plan.points[signal]?.subject;
      if (!subject) continue;
      take(subject);
      const rack = rackOf(plan.index, subject);
      if (rack) take({ kind: "rack", id: rack });
    }
  }
  return [...fed.values()];
}
