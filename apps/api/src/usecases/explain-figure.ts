import type { FigureName } from "@aidc/contract";
import { methodOfFigure, methods } from "@aidc/domain";
import {
  correctionsNow,
  figureContext,
  makeOneFigure,
  parseWindow,
  requireOfTenant,
  requireTenant,
  stoodThen,
} from "./figures/compute-figures.ts";
import { pointsTold } from "./figures/points-behind.ts";
import { withNeighbourPrivacy } from "./figures/shared-figures.ts";
import { tellPoints } from "./figures/tell-points.ts";
import { readStates } from "./reports/read-plans.ts";
import type { Services } from "./services.ts";

export interface ExplainQuery {
  readonly center: string;
  readonly name: FigureName;
  readonly from: string;
  readonly to: string;
  readonly tenant?: string | undefined;
}

/**
 * Where a number comes from: its formula, its points, when each last reported and where each is silent.
 * @param isOfWholes asked by somebody who may see no tenant
 * @throws AppError not_found for an unknown center or tenant, bad_request for a figure that no tenant has
 */
export async function explainFigure(services: Services, query: ExplainQuery, isOfWholes: boolean) {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  requireTenant(view, query.tenant);
  if (query.tenant !== undefined) requireOfTenant(query.name);
  const known = await correctionsNow(services, query.center);
  const tariffs = await services.tariffs.list(query.center);
  const states = await readStates(services, query.center, { window });
  const { rackLines, absences } = await stoodThen(services, query.center, [query.name]);
  const context = figureContext(services, view, window, {
    tenant: query.tenant,
    known,
    tariffs,
    states,
    rackLines,
    absences,
    sums: services.daySums,
  });
  const points = await pointsTold(services, query, { context, basis: query.name, isOfWholes });
  const figure = await makeOneFigure(query.name, context);
  const told = isOfWholes ? await withNeighbourPrivacy(services, query, { [query.name]: figure }) : {};
  const { formula, standard } = methods[methodOfFigure[query.name]];
  return {
    figure: told[query.name] ?? figure,
    formula,
    standard,
    ...(await tellPoints(services, context, points)),
  };
}
