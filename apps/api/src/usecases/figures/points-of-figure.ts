import type { FigureName } from "@aidc/contract";
import type { EnergyInput } from "@aidc/domain";
import { facilityInputs, itInputs, roleInputs } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { activityPoints, tenantPoints } from "./accelerator-figures.ts";
import type { FigureContext } from "./figure-context.ts";
import { rackFeeds } from "./rack-feeds.ts";

export const pointsOfInputs = (inputs: readonly EnergyInput<BoundPoint>[]) =>
  inputs.flatMap(({ counter, gauges }) => [counter, ...gauges].filter((point) => point !== null));
const it = (context: FigureContext) => pointsOfInputs(itInputs(context.document, context.points));
const facility = (context: FigureContext) => pointsOfInputs(facilityInputs(context.document, context.points));
const racks = (context: FigureContext) => [...rackFeeds(context.document, context.points).values()].flat();
const allocated = (context: FigureContext) => tenantPoints(context, "accelerators_allocated");
const active = (context: FigureContext) => {
  const counted = tenantPoints(context, "accelerators_active");
  return counted.length > 0 ? counted : activityPoints(context);
};
const none = () => [];

/** The points a figure may draw on; figures of contracts and inventory have none. */
const pointsByName: Readonly<Record<FigureName, (context: FigureContext) => BoundPoint[]>> = {
  it_energy: it,
  facility_energy: facility,
  pue: (context) => [...facility(context), ...it(context)],
  it_power_peak: it,
  rack_occupancy_count: racks,
  rack_occupancy_u: none,
  rack_occupancy_power: it,
  rack_power_utilisation: racks,
  accelerators_installed: none,
  accelerator_hours_leased: none,
  accelerator_hours_allocated: allocated,
  accelerator_hours_active: active,
  occupancy: none,
  allocation: allocated,
  utilisation: (context) => [...active(context), ...allocated(context)],
  capacity_pflops: none,
  energy_cost: (context) => pointsOfInputs(roleInputs(context.document, context.points, "grid_import")),
};

export function pointsOfFigure(name: FigureName, context: FigureContext): BoundPoint[] {
  return pointsByName[name](context);
}
