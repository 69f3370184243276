import type { AlarmView, MapMetric, RackColumn, RackPlace, RackTable } from "@aidc/contract";
import { rackColumns, rackStates } from "@aidc/contract";
import type { MessageId } from "../../i18n/messages/en.ts";
import { rackHeld, rackInlet, rackShare, rackState, rackUtilisation } from "../../live/rack-board.ts";
import { encodeLook } from "../../ui/rack-map/rack-look.ts";

interface MetricFacts {
  readonly column: RackColumn;
  readonly read: (table: RackTable, row: number) => number | null;
  /** Where darkest and brightest are. Inlet: the allowable range of air-cooled classes, 15 to 40 °C. */
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly low: MessageId;
  readonly high: MessageId;
}

export const metricFacts: Readonly<Record<MapMetric, MetricFacts>> = {
  power: {
    column: "powerShareBp",
    read: rackShare,
    from: 0,
    to: 1,
    unit: "ratio",
    low: "wall.metric.power.low",
    high: "wall.metric.power.high",
  },
  inlet: {
    column: "inletCentiC",
    read: rackInlet,
    from: 15,
    to: 40,
    unit: "°C",
    low: "wall.metric.inlet.low",
    high: "wall.metric.inlet.high",
  },
  utilisation: {
    column: "utilisationBp",
    read: rackUtilisation,
    from: 0,
    to: 1,
    unit: "ratio",
    low: "wall.metric.share.low",
    high: "wall.metric.share.high",
  },
  occupancy: {
    column: "heldBp",
    read: rackHeld,
    from: 0,
    to: 1,
    unit: "ratio",
    low: "wall.metric.share.low",
    high: "wall.metric.share.high",
  },
};

const overLimit = encodeLook("live", 2);
const unknown = encodeLook("none", null);

/**
 * The look of a rack for a metric. Silence and alarms look the same on every map; what a rack does not tell is hatched.
 * Power keeps its own word for a rack without a limit.
 */
export function encodeMetric(metric: MapMetric, table: RackTable, row: number, isAlarmed: boolean): number {
  const state = rackState(table, row);
  if (isAlarmed && state !== "stale") return overLimit;
  const { read, from, to } = metricFacts[metric];
  if (metric === "power" || state === "stale" || state === "none")
    return encodeLook(state, rackShare(table, row));
  const value = read(table, row);
  if (state === "empty" && value === null) return encodeLook("empty", null);
  if (value === null) return unknown;
  const share = (value - from) / (to - from);
  return encodeLook("live", Math.min(1, Math.max(0, share)));
}

const stateColumn = rackColumns.indexOf("state");
const judged = new Map<MapMetric, Uint8Array>();

/**
 * The look of every rack, each second of thousands: racks of one state and one value look the same, so each such pair
 * is judged once and then looked up.
 * @param alarmed rows of racks with an alarm
 */
export function encodeRacks(
  metric: MapMetric,
  table: RackTable,
  alarmed: ReadonlySet<number>,
  looks: Uint8Array,
): void {
  const [states, values] = [table[stateColumn], table[rackColumns.indexOf(metricFacts[metric].column)]];
  if (!states || !values) return;
  // By state and 16 bits of value; 0 is not judged yet.
  const known = judged.get(metric) ?? new Uint8Array(rackStates.length << 16);
  judged.set(metric, known);
  for (let row = 0; row < looks.length; row++) {
    const pair = ((states[row] ?? 0) << 16) | ((values[row] ?? 0) & 0xffff);
    let look = known[pair];
    if (!look) {
      look = encodeMetric(metric, table, row, false) + 1;
      known[pair] = look;
    }
    looks[row] = look - 1;
  }
  for (const row of alarmed) looks[row] = encodeMetric(metric, table, row, true);
}

/** A guest sees how much each rack draws, and nothing of what is wrong. */
export function encodeForGuests(table: RackTable, row: number): number {
  const state = rackState(table, row);
  if (state === "empty") return encodeLook("empty", null);
  const share = rackShare(table, row);
  return state === "stale" || state === "none" || share === null
    ? unknown
    : encodeLook("live", Math.min(1, share));
}

/** Rows of racks with an alarm that needs somebody: of the rack, of what stands in it, or told by another system. */
export function alarmedRows(
  alarms: readonly Pick<AlarmView, "letter" | "severity" | "rack">[],
  places: readonly Pick<RackPlace, "id">[],
): ReadonlySet<number> {
  const urgent = alarms.filter(
    ({ letter, severity }) =>
      (letter === "B" || letter === "C") && (severity === "critical" || severity === "major"),
  );
  if (urgent.length === 0) return new Set();
  const racks = new Set(urgent.map(({ rack }) => rack));
  return new Set(places.flatMap(({ id }, row) => (racks.has(id) ? [row] : [])));
}

/** The racks that stand out on a map, highest first; what nobody tells is not among them. */
export function highestRacks(
  metric: MapMetric,
  table: RackTable,
  places: readonly RackPlace[],
  most: number,
): readonly { readonly name: string; readonly value: number }[] {
  const { read } = metricFacts[metric];
  return places
    .flatMap(({ name }, row) => {
      const value = rackState(table, row) === "stale" ? null : read(table, row);
      return value === null ? [] : [{ name, value }];
    })
    .sort((a, b) => b.value - a.value)
    .slice(0, most);
}
