/** Which device a stored point speaks for under a rule about silence, and who has to go on without it. */
import type { AlarmRule, CenterDocument, Subject } from "@aidc/contract";
import { acceleratorId } from "../live/index-center.ts";
import { serverOf } from "./subjects.ts";
import { missingAfter } from "./watch-faults.ts";
import type { AlarmSubject } from "./watched.ts";

interface Point {
  readonly subject: Subject;
  readonly sourceId: string | null;
}

export interface PastDevices {
  /** null: the point says nothing that the rule counts by. */
  groupOf(point: Point): string | null;
  deviceOf(point: Point): AlarmSubject | null;
  /** How many cadences of its point a sample speaks for it. */
  readonly cadences: number;
  /** Devices that are told of although they never sent, by the group that has to go on without them. */
  readonly expected: ReadonlyMap<string, readonly AlarmSubject[]>;
}

/** @returns null for a rule that is not about silence, or about that of a hall, which is counted as it happens */
export function pastDevices(
  condition: AlarmRule["condition"],
  { servers }: Pick<CenterDocument, "servers">,
): PastDevices | null {
  if (condition.kind === "fault" && condition.of === "missing") return cardsOf(servers);
  if (condition.kind !== "silent" || condition.subjectKind === "hall") return null;
  const { subjectKind, cadences } = condition;
  const rackByServer = new Map(servers.map(({ id, rack }) => [id, rack]));
  const idOf = ({ kind, id }: Subject): string | null => {
    if (kind === subjectKind) return id;
    const server = kind === "server" ? id : kind === "accelerator" ? serverOf(id) : null;
    if (server === null || subjectKind === "meter") return null;
    return subjectKind === "server" ? server : (rackByServer.get(server) ?? null);
  };
  return {
    groupOf: ({ sourceId }) => sourceId,
    deviceOf({ subject, sourceId }) {
      const id = sourceId === null ? null : idOf(subject);
      return id === null ? null : { kind: subjectKind, id };
    },
    cadences,
    expected: new Map(),
  };
}

/** A card is missing beside the others of its server. */
function cardsOf(servers: CenterDocument["servers"]): PastDevices {
  const several = servers.filter(({ accelerators }) => (accelerators?.count ?? 0) > 1);
  const cards = several.map(({ id, accelerators }) => {
    const slots = Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => acceleratorId(id, slot));
    return [id, slots.map((card): AlarmSubject => ({ kind: "accelerator", id: card }))] as const;
  });
  const expected = new Map(cards);
  return {
    groupOf({ subject }) {
      const server = subject.kind === "accelerator" ? serverOf(subject.id) : null;
      return server !== null && expected.has(server) ? server : null;
    },
    deviceOf: ({ subject }) => (subject.kind === "accelerator" ? subject : null),
    cadences: missingAfter,
    expected,
  };
}
