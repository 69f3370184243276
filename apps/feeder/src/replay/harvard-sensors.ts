import type { Row } from "./csv.ts";
import { numberIn } from "./csv.ts";
import type { Node, ServerPoint, ServerQuantity } from "./harvard-nodes.ts";
import { chassisMeter } from "./harvard-nodes.ts";
import type { RawSamples, RecordedSeries } from "./recording.ts";
import { tidy } from "./recording.ts";

/** Sensors of a whole server by the names its BMC gives them. Parts (CPU, memory, GPU board, fans) are left out. */
const quantityOf: Readonly<Record<string, ServerQuantity>> = {
  "Sys Power": "power",
  "Pwr Consumption": "power",
  "Ambient Temp": "inlet_temperature",
  "Inlet Temp": "inlet_temperature",
};
const metricOf = {
  power: "aidc_server_power_watts",
  inlet_temperature: "aidc_server_inlet_celsius",
} as const;

const chassisPower = "Chassis Power";
const psuPower = "PSU Power";
/** One byte in steps of 100 W from 50 and of 10 W from 5: what the byte 255 means, which is an overflow. */
const endOfByteW: Readonly<Record<string, number>> = { [chassisPower]: 25_550, [psuPower]: 2_555 };

interface Shared {
  readonly chassis: string;
  readonly power: Map<number, number>;
  readonly psu: Map<number, number>;
}

interface SortedReadings {
  readonly series: readonly RecordedSeries[];
  /** Readings that cannot be true, as NaN: the convention for "read, and not a number one may use". */
  readonly impossible: readonly RecordedSeries[];
  /** What was read of which server. */
  readonly points: readonly ServerPoint[];
  /** With a meter of their own. */
  readonly chassis: readonly string[];
  readonly remarks: readonly string[];
}

/** Takes the rows of the files one by one and keeps times and values only, whatever the files weigh. */
export class ReadingSorter {
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #servers = new Map<string, ServerPoint & { readonly samples: RawSamples }>();
  readonly #shared = new Map<string, Shared>();
  #silent = 0;

  constructor(nodes: readonly Node[]) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
  }

  /** @throws on a server that nodes.csv does not list, on a time or value that cannot be read */
  take(row: Row): void {
    const sensor = row("sensor");
    const quantity = quantityOf[sensor];
    if (quantity === undefined && sensor !== chassisPower && sensor !== psuPower) return;
    if (row("value") === "") {
      this.#silent++;
      return;
    }
    const node = this.#nodes.get(row("node"));
    if (node === undefined) throw new Error(`nodes.csv does not list ${row("node")}`);
    const timeMs = instantIn(row);
    const value = numberIn(row, "value");
    if (quantity === undefined) this.#takeShared(node, sensor, timeMs, value);
    else this.#takeServer(node, quantity, timeMs, value);
  }

  #takeServer({ id: server }: Node, quantity: ServerQuantity, timeMs: number, value: number): void {
    const key = `${quantity} ${server}`;
    const known = this.#servers.get(key) ?? { quantity, server, samples: { timesMs: [], values: [] } };
    this.#servers.set(key, known);
    known.samples.timesMs.push(timeMs);
    known.samples.values.push(value);
  }

  #takeShared({ id, chassis }: Node, sensor: string, timeMs: number, value: number): void {
    if (chassis === "") throw new Error(`${id} reads ${sensor} and its name tells no chassis`);
    const known = this.#shared.get(id) ?? { chassis, power: new Map(), psu: new Map() };
    this.#shared.set(id, known);
    (sensor === chassisPower ? known.power : known.psu).set(timeMs, value);
  }

  sorted(): SortedReadings {
    const servers = [...this.#servers.values()].map(({ quantity, server, samples }) =>
      seriesOf({ __name__: metricOf[quantity], server }, samples),
    );
    const speakers = speakersOf(this.#shared);
    const sides = speakers.flatMap((one) => [chassisSide(one), psuSide(one)]);
    const present = (series: RecordedSeries) => series.timesMs.length > 0;
    const impossible = sides.map((side) => side.impossible).filter(present);
    const lost = impossible.reduce((sum, one) => sum + one.timesMs.length, 0);
    return {
      series: [...servers, ...sides.map((side) => side.possible).filter(present)],
      impossible,
      points: [...this.#servers.values()].map(({ server, quantity }) => ({ server, quantity })),
      chassis: speakers.map((one) => one.chassis),
      remarks: [
        `${this.#silent} readings of power and inlet were 'no reading' of the BMC and are not sent`,
        `${speakers.length} chassis are read through one server each; ${this.#shared.size - speakers.length} others repeat them and are left out`,
        `${lost} chassis readings cannot be true; they go to the quarantine`,
      ],
    };
  }
}

/** Of the servers that repeat one chassis the first by name speaks for it. */
function speakersOf(shared: ReadonlyMap<string, Shared>): Shared[] {
  const speakers = new Map<string, Shared>();
  for (const id of [...shared.keys()].sort()) {
    const one = shared.get(id);
    if (one && !speakers.has(one.chassis)) speakers.set(one.chassis, one);
  }
  return [...speakers.values()].sort((a, b) => (a.chassis < b.chassis ? -1 : 1));
}

const chassisSide = ({ chassis, power }: Shared) =>
  split({ __name__: "aidc_meter_power_watts", meter: chassisMeter(chassis) }, power, (watts) =>
    isImpossible(chassisPower, watts),
  );

/** No quantity here is a supply's own power: the series stays unmatched, kept and in no sum. */
const psuSide = ({ chassis, power, psu }: Shared) =>
  split({ __name__: "ipmi_power_watts", name: psuPower, chassis }, psu, (watts, timeMs) =>
    isImpossible(psuPower, watts, power.get(timeMs)),
  );

/** @param wholeW what contains it, read in the same poll: a part above its whole is not true */
export function isImpossible(sensor: string, watts: number, wholeW = Number.POSITIVE_INFINITY): boolean {
  return watts >= (endOfByteW[sensor] ?? Number.POSITIVE_INFINITY) || watts > wholeW;
}

function split(
  labels: RecordedSeries["labels"],
  readings: ReadonlyMap<number, number>,
  isFalse: (watts: number, timeMs: number) => boolean,
) {
  const possible: RawSamples = { timesMs: [], values: [] };
  const impossible: RawSamples = { timesMs: [], values: [] };
  for (const [timeMs, watts] of readings) {
    const wrong = isFalse(watts, timeMs);
    const into = wrong ? impossible : possible;
    into.timesMs.push(timeMs);
    into.values.push(wrong ? Number.NaN : watts);
  }
  return { possible: seriesOf(labels, possible), impossible: seriesOf(labels, impossible) };
}

function seriesOf(labels: RecordedSeries["labels"], samples: RawSamples): RecordedSeries {
  const { timesMs, values } = tidy(samples);
  return { labels, timesMs, values };
}

function instantIn(row: Row): number {
  const timeMs = Date.parse(row("ts"));
  if (Number.isNaN(timeMs) || !row("ts").endsWith("Z"))
    throw new Error(`"${row("ts")}" is not a time in UTC`);
  return timeMs;
}
