/** What the racks of a loop draw becomes heat, and the loop carries it away. Source: standards 6. */
import type { CenterDocument } from "@aidc/contract";
import { airAllowance, liquidAllowance } from "./bands.ts";
import type { GradedPoint, MeasuredPair } from "./pair.ts";
import { pairOf } from "./pair.ts";
import type { PointFinder } from "./points-by-place.ts";
import { allOf } from "./points-by-place.ts";

/** Only loops with a fluid, as the heat of others is not known, and air only where it is the racks' only loop. */
export function coolingPairs<P extends GradedPoint>(
  { loops, servers }: CenterDocument,
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  const filled = new Set(servers.map(({ rack }) => rack));
  const wet = new Set(loops.flatMap(({ kind, racks }) => (kind === "liquid" ? racks : [])));
  return loops.flatMap(({ id, kind, racks, fluid }) => {
    const flow = find.point("loop", id, "flow");
    const supply = find.point("loop", id, "supply_temperature");
    const back = find.point("loop", id, "return_temperature");
    const drawing = racks.filter((rack) => filled.has(rack) || find.power("rack", rack));
    const power = allOf(drawing.map((rack) => find.power("rack", rack)));
    if (!flow || !supply || !back || !fluid || !power) return [];
    if (kind === "air" && racks.some((rack) => wet.has(rack))) return [];
    return [
      pairOf<P>(
        "loop_heat",
        { kind: "loop", id },
        { teller: "rack_meters", kind: "power", inputs: power },
        { teller: "coolant", kind: "heat", flow, supply, return: back, fluid },
        kind === "liquid" ? liquidAllowance : airAllowance,
      ),
    ];
  });
}
