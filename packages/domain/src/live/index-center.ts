/**
 * A center prepared for the live tick: who stands where and which signal tells what, as columns. Built once per
 * change of inventory or bindings; every tick then only reads the newest samples.
 */
import type {
  AcceleratorModel,
  Center,
  CenterDocument,
  Quantity,
  Rack,
  Server,
  SubjectKind,
  Tenant,
} from "@aidc/contract";
import { poweredAboveW } from "../capacity/card-time.ts";
import type { CardWorth } from "../capacity/card-worth.ts";
import { densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import type { EnergyInput } from "../energy/balance.ts";
import { facilityInputs, itInputs, roleInputs } from "../energy/balance.ts";
import type { UnmeteredHalls } from "../energy/halls-without-meter.ts";
import { hallsWithoutMeter } from "../energy/halls-without-meter.ts";
import { expectedTerms } from "../tenancy/expected-terms.ts";
import type { OpenInterval } from "../time/intervals.ts";
import type { Contracts } from "./contracts.ts";
import { indexContracts } from "./contracts.ts";
import type { LivePoint, Signals } from "./signals.ts";
import { makeSignals, noSignal } from "./signals.ts";

/**
 * Power signals to be added up: `first` counts, `second` where `first` was never seen, the register where there is neither.
 */
export interface PowerInputs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly register: Int32Array;
  readonly signs: Int8Array;
}

export interface RackIndex {
  readonly list: readonly Rack[];
  readonly rowById: ReadonlyMap<string, number>;
  /** NaN where there is no limit. */
  readonly limitsW: Float64Array;
  readonly power: Int32Array;
  readonly inlet: Int32Array;
  /** Servers of rack r are rows `firstServer[r]` to `firstServer[r + 1]` of the server index. */
  readonly firstServer: Int32Array;
}

/** Rows are sorted by rack. */
export interface ServerIndex {
  readonly list: readonly Server[];
  readonly power: Int32Array;
  readonly dcPower: Int32Array;
  readonly inlet: Int32Array;
  readonly utilisation: Int32Array;
  /** Power above which a server counts as switched on: 5 % of its rating, 0 without one. */
  readonly poweredAboveW: Float64Array;
  /** Accelerators of server s are rows `firstAccelerator[s]` to `firstAccelerator[s + 1]`, in slot order. */
  readonly firstAccelerator: Int32Array;
}

export interface AcceleratorIndex {
  readonly count: number;
  readonly utilisation: Int32Array;
  readonly power: Int32Array;
  readonly fault: Int32Array;
  /** Dense peak at the center's headline precision; NaN where none is known. */
  readonly peakTflops: Float64Array;
  readonly models: number;
  /** What a card is taken to be like that nobody names: those installed whose peak is known. */
  readonly sample: CardWorth;
}

export interface TenantIndex {
  readonly tenant: Tenant;
  readonly allocated: number;
  readonly active: number;
  /** When its counters are expected; null: at all times. */
  readonly expected: readonly OpenInterval[] | null;
}

export interface CenterIndex {
  readonly center: Center;
  readonly document: CenterDocument;
  readonly signals: Signals;
  /** Series of registers beside which nothing tells the power: they are followed from tick to tick. */
  readonly registers: readonly number[];
  readonly facility: PowerInputs;
  readonly it: PowerInputs;
  readonly unmetered: UnmeteredHalls | null;
  readonly ups: PowerInputs;
  readonly cooling: PowerInputs;
  readonly racks: RackIndex;
  readonly servers: ServerIndex;
  readonly accelerators: AcceleratorIndex;
  readonly tenants: readonly TenantIndex[];
  readonly contracts: Contracts;
  /** The signal of any point, for what is looked at one piece at a time. */
  readonly find: FindSignal;
}

/** A signal with its row number, so that the energy selection can be used unchanged. */
type NumberedPoint = LivePoint & { readonly signal: number };
export type FindSignal = (kind: SubjectKind, id: string, quantity: Quantity) => number;

export function indexCenter(document: CenterDocument, points: readonly LivePoint[]): CenterIndex {
  const bound = points.filter((point) => point.seriesId !== null);
  const numbered: NumberedPoint[] = bound.map((point, signal) => ({ ...point, signal }));
  const find = signalFinder(numbered);
  const servers = serversByRack(document);
  const firstAccelerator = offsets(servers.map((server) => server.accelerators?.count ?? 0));
  return {
    center: document.center,
    document,
    signals: makeSignals(bound),
    registers: registersAlone(bound, find),
    facility: powerInputs(facilityInputs(document, numbered)),
    it: powerInputs(itInputs(document, numbered)),
    unmetered: hallsWithoutMeter(document, bound),
    ups: powerInputs(roleInputs(document, numbered, "ups_output")),
    cooling: powerInputs(roleInputs(document, numbered, "cooling")),
    racks: indexRacks(document, find),
    servers: indexServers(servers, firstAccelerator, find),
    accelerators: indexAccelerators(document, servers, find),
    tenants: document.tenants.map((tenant) => ({
      tenant,
      allocated: find("tenant", tenant.id, "accelerators_allocated"),
      active: find("tenant", tenant.id, "accelerators_active"),
      expected: expectedTerms(document.leases, tenant.id),
    })),
    contracts: indexContracts(document, servers, firstAccelerator),
    find,
  };
}

/** The same center, whose points came in at other intervals than they state: so it is in a history. */
export function withCadences(index: CenterIndex, intervalsMs: Float64Array): CenterIndex {
  const signals = { ...index.signals, intervalsMs };
  return { ...index, signals };
}

/** One table per kind and quantity, so that no key is glued together for hundreds of thousands of accelerators. */
function signalFinder(points: readonly NumberedPoint[]): FindSignal {
  const tables = new Map<SubjectKind, Map<Quantity, Map<string, number>>>();
  for (const { subject, quantity, signal } of points) {
    const ofKind = tables.get(subject.kind) ?? new Map<Quantity, Map<string, number>>();
    const rows = ofKind.get(quantity) ?? new Map<string, number>();
    tables.set(subject.kind, ofKind.set(quantity, rows.set(subject.id, signal)));
  }
  return (kind, id, quantity) => tables.get(kind)?.get(quantity)?.get(id) ?? noSignal;
}

function registersAlone(points: readonly LivePoint[], find: FindSignal): number[] {
  return points.flatMap(({ subject: { kind, id }, quantity, seriesId }) => {
    if (quantity !== "energy" || seriesId === null) return [];
    const isAlone = find(kind, id, "power") === noSignal && find(kind, id, "dc_power") === noSignal;
    return isAlone ? [seriesId] : [];
  });
}

function powerInputs(inputs: readonly EnergyInput<NumberedPoint>[]): PowerInputs {
  return {
    first: Int32Array.from(inputs, (input) => input.gauges[0]?.signal ?? noSignal),
    second: Int32Array.from(inputs, (input) => input.gauges[1]?.signal ?? noSignal),
    register: Int32Array.from(inputs, (input) => input.counter?.signal ?? noSignal),
    signs: Int8Array.from(inputs, (input) => input.sign),
  };
}

/** Servers in the order of their racks; a server in an unknown rack is not shown anywhere. */
function serversByRack(document: CenterDocument): Server[] {
  const byRack = new Map<string, Server[]>(document.racks.map((rack) => [rack.id, []]));
  for (const server of document.servers) byRack.get(server.rack)?.push(server);
  return [...byRack.values()].flat();
}

function indexRacks(document: CenterDocument, find: FindSignal): RackIndex {
  const { racks } = document;
  const held = new Map<string, number>();
  for (const { rack } of document.servers) held.set(rack, (held.get(rack) ?? 0) + 1);
  return {
    list: racks,
    rowById: new Map(racks.map((rack, row) => [rack.id, row])),
    limitsW: Float64Array.from(racks, (rack) => rack.powerLimitW ?? Number.NaN),
    power: Int32Array.from(racks, (rack) => find("rack", rack.id, "power")),
    inlet: Int32Array.from(racks, (rack) => find("rack", rack.id, "inlet_temperature")),
    firstServer: offsets(racks.map((rack) => held.get(rack.id) ?? 0)),
  };
}

function indexServers(list: readonly Server[], firstAccelerator: Int32Array, find: FindSignal): ServerIndex {
  const column = (quantity: Quantity) =>
    Int32Array.from(list, (server) => find("server", server.id, quantity));
  return {
    list,
    power: column("power"),
    dcPower: column("dc_power"),
    inlet: column("inlet_temperature"),
    utilisation: column("utilisation"),
    poweredAboveW: Float64Array.from(list, poweredAboveW),
    firstAccelerator,
  };
}

function indexAccelerators(
  document: CenterDocument,
  servers: readonly Server[],
  find: FindSignal,
): AcceleratorIndex {
  const precision = headlinePrecision[document.center.computeClass];
  const slots = servers.flatMap((server) =>
    Array.from({ length: server.accelerators?.count ?? 0 }, (_, slot) => ({
      id: acceleratorId(server.id, slot),
      model: server.accelerators?.model ?? "",
    })),
  );
  const column = (quantity: Quantity) =>
    Int32Array.from(slots, ({ id }) => find("accelerator", id, quantity));
  const peaks = peaksOf(new Set(slots.map((slot) => slot.model)), document.catalogue, precision);
  const peakTflops = Float64Array.from(slots, ({ model }) => peaks.get(model) ?? Number.NaN);
  const known = peakTflops.filter((peak) => !Number.isNaN(peak));
  const tflops = known.reduce((sum, peak) => sum + peak, 0);
  return {
    count: slots.length,
    utilisation: column("utilisation"),
    power: column("power"),
    fault: column("fault_code"),
    peakTflops,
    models: peaks.size,
    sample: { cards: known.length, knownCards: known.length, tflops },
  };
}

function peaksOf(
  models: ReadonlySet<string>,
  own: readonly AcceleratorModel[],
  precision: "fp32" | "fp16" | "fp64",
) {
  return new Map([...models].map((model) => [model, densePeakOf(findModel(model, own), precision)]));
}

/** Accelerators are called `<server>:<slot>`, slots from 0. */
export function acceleratorId(serverId: string, slot: number): string {
  return `${serverId}:${slot}`;
}

/** Counts as n + 1 offsets: rows of item i are `result[i]` to `result[i + 1]`. */
function offsets(counts: readonly number[]): Int32Array {
  const result = new Int32Array(counts.length + 1);
  for (const [i, count] of counts.entries()) result[i + 1] = (result[i] ?? 0) + count;
  return result;
}
