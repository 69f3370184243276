/** Points with a series by what they belong to. */
import type { Quantity, Subject } from "@aidc/contract";
import type { EnergyInput, SelectablePoint } from "../energy/balance.ts";

export interface PointFinder<P> {
  readonly point: (kind: Subject["kind"], id: string, quantity: Quantity) => P | null;
  /** Its power, AC before DC, and its register; null when it has neither. */
  readonly power: (kind: Subject["kind"], id: string) => EnergyInput<P> | null;
}

export function pointsByPlace<P extends SelectablePoint>(points: readonly P[]): PointFinder<P> {
  const byKey = new Map<string, P>();
  for (const point of points) {
    if (point.seriesId === null) continue;
    byKey.set(`${point.subject.kind}/${point.quantity}/${point.subject.id}`, point);
  }
  const point: PointFinder<P>["point"] = (kind, id, quantity) =>
    byKey.get(`${kind}/${quantity}/${id}`) ?? null;
  return {
    point,
    power: (kind, id) => {
      const gauges = [point(kind, id, "power"), point(kind, id, "dc_power")].filter((one) => one !== null);
      const counter = point(kind, id, "energy");
      if (gauges.length === 0 && !counter) return null;
      return { subject: { kind, id }, sign: 1, role: null, counter, gauges };
    },
  };
}

/** All or nothing: a sum with a part missing says nothing about the whole. */
export function allOf<T>(found: readonly (T | null)[]): T[] | null {
  const known = found.filter((one) => one !== null);
  return known.length === found.length && known.length > 0 ? known : null;
}
