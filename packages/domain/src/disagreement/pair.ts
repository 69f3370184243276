/** A thing that is measured twice: two sides, and how far they may lie apart. */
import type { ComparisonKind, CoolingLoop, Grade, Subject, Teller } from "@aidc/contract";
import type { EnergyInput, SelectablePoint } from "../energy/balance.ts";
import type { OpenInterval } from "../time/intervals.ts";
import type { Band } from "./bands.ts";
import { bandOf, errorOf } from "./bands.ts";

export type GradedPoint = SelectablePoint & { readonly grade: Grade };

/** One of the two figures, as what it is read from. */
export type Side<P> = { readonly teller: Teller } & (
  | { readonly kind: "power"; readonly inputs: readonly EnergyInput<P>[] }
  | {
      readonly kind: "heat";
      readonly flow: P;
      readonly supply: P;
      readonly return: P;
      readonly fluid: NonNullable<CoolingLoop["fluid"]>;
    }
  | { readonly kind: "level"; readonly point: P }
  /** How many of what is held at a moment read at least so much; a held one without a series makes it unknown. */
  | {
      readonly kind: "count";
      readonly held: readonly (OpenInterval & { readonly point: P | null })[];
      readonly atLeast: number;
    }
);

export interface MeasuredPair<P> {
  /** `<kind>/<subject kind>/<subject id>`: no two pairs have one subject. */
  readonly id: string;
  readonly kind: ComparisonKind;
  readonly subject: Subject;
  readonly first: Side<P>;
  readonly second: Side<P>;
  readonly unit: "W" | "count";
  readonly band: Band;
}

export function pairOf<P extends GradedPoint>(
  kind: ComparisonKind,
  subject: Subject,
  first: Side<P>,
  second: Side<P>,
  allowance?: Parameters<typeof bandOf>[3],
): MeasuredPair<P> {
  const unit = first.kind === "power" || first.kind === "heat" ? "W" : "count";
  const id = `${kind}/${subject.kind}/${subject.id}`;
  const band = bandOf(kind, unit, [sideError(first), sideError(second)], allowance);
  return { id, kind, subject, first, second, unit, band };
}

/** Of the worst of its instruments: errors of one make have one sign and do not cancel. */
function sideError<P extends GradedPoint>(side: Side<P>): number {
  const errors = pointsOfSide(side).map(({ subject, grade }) => errorOf(subject.kind, grade));
  return errors.reduce((worst, error) => Math.max(worst, error), 0);
}

/** Every point that a side is read from; of an input, its best gauge, without one its register. */
function pointsOfSide<P>(side: Side<P>): P[] {
  switch (side.kind) {
    case "power":
      return side.inputs.flatMap(({ gauges, counter }) => gauges[0] ?? counter ?? []);
    case "heat":
      return [side.flow, side.supply, side.return];
    case "level":
      return [side.point];
    case "count":
      return side.held.map(({ point }) => point).filter((point) => point !== null);
  }
}

/** Every point that either side may be read from, also the gauges that stand in for others. */
export function pointsOfPair<P>({ first, second }: Pick<MeasuredPair<P>, "first" | "second">): P[] {
  return [first, second].flatMap((side) =>
    side.kind === "power" ? side.inputs.flatMap(pointsOfInput) : pointsOfSide(side),
  );
}

function pointsOfInput<P>({ gauges, counter }: EnergyInput<P>): P[] {
  return gauges.length > 0 || !counter ? [...gauges] : [counter];
}
