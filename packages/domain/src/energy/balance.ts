/**
 * Which points make up facility energy, IT energy and cooling. Facility = grid import + generator + PV - grid
 * export (each at the boundary); IT is measured where the center declares its boundary. The AC and DC side of a
 * server are two views of one energy and never added. Source: standards 1.2.
 */
import type { CenterDocument, Meter, MeterRole, Quantity, Subject } from "@aidc/contract";

/** What this selection needs to know of a point; the store's bound points fit. */
export interface SelectablePoint {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly seriesId: number | null;
}

/** One metered thing and the points that tell its energy. Only points with a series are listed. */
export interface EnergyInput<P> {
  readonly subject: Subject;
  readonly sign: 1 | -1;
  readonly role: MeterRole | null;
  /** Energy register, preferred. */
  readonly counter: P | null;
  /** Power, best first (AC before DC); use the first that covers anything in the window, never two. */
  readonly gauges: readonly P[];
}

export const facilitySigns: Partial<Record<MeterRole, 1 | -1>> = {
  grid_import: 1,
  generator: 1,
  pv: 1,
  grid_export: -1,
};

/** Every kWh of the facility is one of the grid. */
export function isGridOnly({ meters }: Pick<CenterDocument, "meters">): boolean {
  return meters.every(({ role }) => role === "grid_import" || facilitySigns[role] === undefined);
}

/** Empty when no meter supplies the facility: an export meter alone tells nothing. */
export function facilityInputs<P extends SelectablePoint>(
  document: CenterDocument,
  points: readonly P[],
): EnergyInput<P>[] {
  const find = meterFinder(points);
  const inputs = document.meters.flatMap((meter) => {
    const sign = facilitySigns[meter.role];
    return sign ? [meterInput(meter, sign, find)] : [];
  });
  return inputs.some((input) => input.sign === 1) ? inputs : [];
}

/** Every meter of one role. */
export function roleInputs<P extends SelectablePoint>(
  document: CenterDocument,
  points: readonly P[],
  role: MeterRole,
): EnergyInput<P>[] {
  const find = meterFinder(points);
  return document.meters.filter((meter) => meter.role === role).map((meter) => meterInput(meter, 1, find));
}

/** Registers of the water that is brought in: litres, which no sum of energy may take up. */
export function waterInputs<P extends SelectablePoint>(
  document: CenterDocument,
  points: readonly P[],
): EnergyInput<P>[] {
  const find = meterFinder(points);
  return document.meters
    .filter(({ role }) => role === "water_intake")
    .map((meter) => ({
      ...meterInput(meter, 1, find),
      counter: find("meter", meter.id, "volume"),
      gauges: [],
    }));
}

/**
 * IT inputs at the declared boundary: the meters of that role; without such meters the racks (PDU output) or the
 * servers (IT input). An input without any series is listed, because its silence lowers the coverage.
 */
export function itInputs<P extends SelectablePoint>(
  document: CenterDocument,
  points: readonly P[],
): EnergyInput<P>[] {
  const boundary = document.center.itBoundary;
  const meters = roleInputs(document, points, boundary);
  if (meters.length > 0 || boundary === "ups_output") return meters;
  const find = pointFinder(points);
  const assets = boundary === "it_input" ? document.servers : racksThatDraw(document, find);
  const kind = boundary === "it_input" ? "server" : "rack";
  const inputs = assets.map(({ id }) => assetInput({ kind, id }, find));
  return inputs.some((input) => input.counter !== null || input.gauges.length > 0) ? inputs : [];
}

type Find<P> = (kind: Subject["kind"], id: string, quantity: Quantity) => P | null;

/** Accelerators are left out: there are many, and their power is inside that of their servers. */
const energyKinds: readonly Subject["kind"][] = ["meter", "rack", "server"];

/** A report asks for its meters role by role, and most points are none. */
function meterFinder<P extends SelectablePoint>(points: readonly P[]): Find<P> {
  return pointFinder(points, ["meter"]);
}

function pointFinder<P extends SelectablePoint>(points: readonly P[], kinds = energyKinds): Find<P> {
  const byKey = new Map<string, P>();
  for (const point of points) {
    const { kind, id } = point.subject;
    if (point.seriesId === null || !kinds.includes(kind) || !energyQuantities.has(point.quantity)) continue;
    byKey.set(`${kind}/${point.quantity}/${id}`, point);
  }
  return (kind, id, quantity) => byKey.get(`${kind}/${quantity}/${id}`) ?? null;
}

const energyQuantities: ReadonlySet<Quantity> = new Set<Quantity>(["energy", "power", "dc_power", "volume"]);

function meterInput<P>(meter: Meter, sign: 1 | -1, find: Find<P>): EnergyInput<P> {
  return { ...assetInput({ kind: "meter", id: meter.id }, find), sign, role: meter.role };
}

function assetInput<P>(subject: Subject, find: Find<P>): EnergyInput<P> {
  const counter = find(subject.kind, subject.id, "energy");
  const sides = [find(subject.kind, subject.id, "power"), find(subject.kind, subject.id, "dc_power")];
  return { subject, sign: 1, role: null, counter, gauges: sides.filter((point) => point !== null) };
}

function racksThatDraw<P>(document: CenterDocument, find: Find<P>): { id: string }[] {
  const filled = new Set(document.servers.map((server) => server.rack));
  return document.racks.filter(
    ({ id }) => filled.has(id) || find("rack", id, "power") !== null || find("rack", id, "energy") !== null,
  );
}
