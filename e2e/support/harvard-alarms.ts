import type { AlarmEventLine } from "@aidc/contract";
import { alarmBoardSchema, alarmEventSchema } from "@aidc/contract";
import type { Api } from "./api.ts";
import type { OutageDay } from "./harvard.ts";

/** What is silent when recorded time has come to `beforeMs`: three polls behind the newest that anybody told. */
export function silentBefore(day: OutageDay, beforeMs: number) {
  const lastOf = new Map(
    [...day.heard].flatMap(([server, times]) => {
      const last = times.findLast((timeMs) => timeMs < beforeMs);
      return last === undefined ? [] : [[server, last] as const];
    }),
  );
  const nowMs = Math.max(...lastOf.values());
  const isSilent = (lastMs: number) => nowMs - lastMs >= 3 * 60_000;
  const racks = Map.groupBy(lastOf.keys(), (server) => day.rackOf.get(server) ?? "");
  return {
    nowMs,
    servers: [...lastOf].filter(([, lastMs]) => isSilent(lastMs)).map(([server]) => server),
    racks: [...racks]
      .filter(([, servers]) => servers.every((server) => isSilent(lastOf.get(server) ?? Number.NaN)))
      .map(([rack]) => rack),
    /** Of which anything was ever heard. */
    racksHeard: racks.size,
  };
}

/** When a server became silent: the first instant at which somebody told something three polls after its last word. */
export function silentSince(day: OutageDay, server: string, beforeMs: number): number {
  const last = (day.heard.get(server) ?? []).findLast((timeMs) => timeMs < beforeMs) ?? Number.NaN;
  const later = [...day.heard.values()].flatMap(
    (times) => times.find((timeMs) => timeMs >= last + 180_000) ?? [],
  );
  return Math.min(...later);
}

export const boardOf = async (api: Api, center: string) =>
  alarmBoardSchema.parse(await api.call("GET", `/centers/${center}/alarms`));

/** The whole journal, oldest first. */
export async function journalOf(api: Api, center: string): Promise<AlarmEventLine[]> {
  const lines: AlarmEventLine[] = [];
  for (;;) {
    const before = lines.length > 0 ? `?before=${lines.at(-1)?.seq}` : "";
    const answer = await api.call("GET", `/centers/${center}/alarm-journal${before}`);
    const events = alarmEventSchema.array().parse(Object(answer).events);
    if (events.length === 0) return lines.reverse();
    lines.push(...events);
  }
}

/** Subjects of a rule whose alarm sounded and has not cleared, by the journal. */
export function stillRaised(lines: readonly AlarmEventLine[], rule: string): string[] {
  const raised = new Set<string>();
  for (const { rule: of, event, alarm } of lines) {
    if (of !== rule) continue;
    const id = alarm.split("/").slice(2).join("/");
    if (event === "annunciate") raised.add(id);
    if (event === "clear") raised.delete(id);
  }
  return [...raised].sort();
}
