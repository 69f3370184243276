import type { PlaceOfPoints, PointBasis, PointFacts } from "@aidc/contract";
import { figureNames, meterRoles, placesWithPoints } from "@aidc/contract";
import { hallsOfFew, localDaysOver, pathsIn, roleInputs, waterInputs } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { Services } from "../services.ts";
import { activityPoints } from "./accelerator-figures.ts";
import { cardServers } from "./card-servers.ts";
import { correctionsNow, figureContext, parseWindow } from "./compute-figures.ts";
import type { FigureContext } from "./figure-context.ts";
import { pointsOfFigure, pointsOfInputs } from "./points-of-figure.ts";
import { basesOf, isOfFewTenants } from "./shared-figures.ts";
import type { ToldPoints } from "./tell-points.ts";
import { tellPoints } from "./tell-points.ts";

interface PointsQuery {
  readonly center: string;
  readonly basis: PointBasis;
  readonly from: string;
  readonly to: string;
  readonly within?: string | undefined;
  readonly offset: number;
}

/**
 * The points behind a figure, of the meters of a role, also of one that no figure of its own is made of, or behind a
 * step of the ladder: a page of those in a place, or in the center.
 * @param isOfWholes asked by somebody who may see no tenant
 */
export async function tellPointsBehind(
  services: Services,
  query: PointsQuery,
  isOfWholes: boolean,
): Promise<PointFacts> {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  const known = await correctionsNow(services, query.center);
  const context = figureContext(services, view, window, { known });
  const told = await pointsTold(services, query, { context, basis: query.basis, isOfWholes });
  const page = { within: query.within === undefined ? null : placeOf(query.within), offset: query.offset };
  return tellPoints(services, context, told, page);
}

function placeOf(text: string): PlaceOfPoints {
  const at = text.indexOf(":");
  const kind = placesWithPoints.find((one) => one === text.slice(0, at));
  if (!kind) throw badField("within", `is in none of ${placesWithPoints.join(", ")}`);
  return { kind, id: text.slice(at + 1) };
}

function pointsBehind(basis: PointBasis, context: FigureContext): readonly BoundPoint[] {
  const { document, points } = context;
  const figure = figureNames.find((name) => name === basis);
  if (figure) return pointsOfFigure(figure, context);
  const role = meterRoles.find((name) => name === basis);
  if (role === "water_intake") return pointsOfInputs(waterInputs(document, points));
  if (role) return pointsOfInputs(roleInputs(document, points, role));
  if (basis === "effective") return activityPoints(context);
  const { list } = cardServers(context);
  if (basis === "powered") return list.map(({ power }) => power);
  // A server without a fault code says nothing of health, whatever it draws.
  return list.flatMap(({ power, faults }) => (faults.length > 0 ? [power, ...faults] : []));
}

interface Asked {
  readonly context: FigureContext;
  readonly basis: PointBasis;
  readonly isOfWholes: boolean;
}

/**
 * Points of a basis as far as whoever asks may be told of them. Who sees no tenant is told of none where the number is
 * withheld, as their count would tell as much; else of none that is a tenant's own, nor of what cards do in a hall that
 * few tenants hold: those are counted.
 */
export async function pointsTold(
  services: Services,
  question: { readonly center: string; readonly from: string; readonly to: string },
  { context, basis, isOfWholes }: Asked,
): Promise<ToldPoints> {
  const all = pointsBehind(basis, context);
  if (!isOfWholes) return { named: all, unnamedCount: 0, isOfWholes };
  // Who holds accelerators is whose work they do.
  const bases = basis === "effective" ? (["leased"] as const) : basesOf(basis);
  if (bases.length > 0 && (await isOfFewTenants(services, question, bases)))
    return { named: [], unnamedCount: null, isOfWholes };
  const { document, window, timeZone } = context;
  const days = hallsOfFew(document, localDaysOver(window, timeZone));
  const few = new Set(days.flatMap(({ halls }) => [...halls]));
  const pathOf = pathsIn(document);
  const named = all.filter(({ subject, quantity }) => {
    if (subject.kind === "tenant") return false;
    return (
      subject.kind !== "accelerator" || quantity !== "utilisation" || !few.has(pathOf(subject).hall ?? "")
    );
  });
  return { named, unnamedCount: all.length - named.length, isOfWholes };
}
