/**
 * Which rules are judged moment by moment over stored samples, and by which points: those that look at many points at
 * once. A rack without a meter of its own is the sum of its servers, one without a sensor is as warm as the warmest.
 */
import type { AlarmRule, CenterDocument, Quantity, SubjectKind } from "@aidc/contract";
import { pointsOfPair } from "../disagreement/pair.ts";
import { pairsOf } from "../disagreement/pairs.ts";
import { condensationQuantities } from "./watch-loops.ts";
import type { AlarmPlan } from "./watched.ts";

type Condition = AlarmRule["condition"];
interface Point {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly quantity: Quantity;
}

/** What a rack's reading is made of: its own point, else others beside it, and with them its servers' or another's. */
interface MadeOf {
  readonly own: Quantity;
  readonly beside: readonly Quantity[];
  readonly servers: readonly Quantity[];
  readonly others: readonly Quantity[];
}
const madeOf = {
  power: { own: "power", beside: [], servers: ["power", "dc_power"], others: [] },
  inlet: { own: "inlet_temperature", beside: [], servers: ["inlet_temperature"], others: [] },
  dewPoint: {
    own: "dew_point",
    beside: ["relative_humidity"],
    servers: ["inlet_temperature"],
    others: ["inlet_temperature"],
  },
} as const satisfies Record<string, MadeOf>;

/** @returns null: the rule looks at points one by one */
function reading(condition: Condition): MadeOf | null {
  switch (condition.kind) {
    case "rack_share":
      return madeOf.power;
    case "feed_share":
      return condition.of === "alone" ? madeOf.power : null;
    case "limit":
      if (condition.subjectKind !== "rack") return null;
      if (condition.quantity === "power") return madeOf.power;
      return condition.quantity === "inlet_temperature" ? madeOf.inlet : null;
    case "envelope":
      if (condition.of === "dew_point") return madeOf.dewPoint;
      return condition.of === "temperature" ? madeOf.inlet : null;
    default:
      return null;
  }
}

const wideKinds: ReadonlySet<Condition["kind"]> = new Set(["source_lost", "disagreement", "condensation"]);

/** Whether a rule is judged by moments and not point by point. */
export function needsMoments(
  condition: Condition,
  { racks, servers }: Pick<CenterDocument, "racks" | "servers">,
  points: readonly Point[],
): boolean {
  if (condition.kind === "silent") return condition.subjectKind === "hall";
  if (wideKinds.has(condition.kind)) return true;
  if (condition.kind === "feed_share") return condition.of === "alone";
  const made = reading(condition);
  if (made === null) return false;
  const told = new Set(points.map(({ subject, quantity }) => `${subject.kind}/${subject.id}/${quantity}`));
  const rackOf = new Map(servers.map(({ id, rack }) => [id, rack]));
  const byServers = new Set(
    points
      .filter(({ subject, quantity }) => subject.kind === "server" && isOneOf(made.servers, quantity))
      .map(({ subject }) => rackOf.get(subject.id)),
  );
  return racks.some(({ id }) => {
    const isTold = (one: Quantity) => told.has(`rack/${id}/${one}`);
    if (isTold(made.own) || !made.beside.every(isTold)) return false;
    return byServers.has(id) || made.others.some(isTold);
  });
}

/** Rows of the plan's points that the rule looks at. */
export function rowsOfRule({ points, index }: AlarmPlan, condition: Condition): number[] {
  const made = reading(condition);
  if (made !== null) {
    const ofRack = [made.own, ...made.beside, ...made.others];
    return points.flatMap(({ subject, quantity }, row) => {
      const isRead =
        (subject.kind === "rack" && isOneOf(ofRack, quantity)) ||
        (subject.kind === "server" && isOneOf(made.servers, quantity));
      return isRead ? [row] : [];
    });
  }
  if (condition.kind === "condensation")
    return points.flatMap(({ quantity }, row) => (isOneOf(condensationQuantities, quantity) ? [row] : []));
  if (condition.kind !== "disagreement") return [...points.keys()];
  const read = new Set(pairsOf(index.document, points).flatMap(pointsOfPair));
  return points.flatMap((point, row) => (read.has(point) ? [row] : []));
}

const isOneOf = (some: readonly Quantity[], quantity: Quantity): boolean => some.includes(quantity);
