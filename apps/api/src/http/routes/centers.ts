import { explainFigure } from "../../usecases/explain-figure.ts";
import { computeFigures } from "../../usecases/figures/compute-figures.ts";
import { tellPointsBehind } from "../../usecases/figures/points-behind.ts";
import { seesOnlyWholes, withNeighbourPrivacy } from "../../usecases/figures/shared-figures.ts";
import { importDocument } from "../../usecases/import-document.ts";
import { readHistory } from "../../usecases/read-history.ts";
import { readRack } from "../../usecases/read-rack.ts";
import { removeCenter } from "../../usecases/remove-center.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function centerRoutes(services: Services) {
  const { centers } = api;
  return {
    list: centers.list.handler(() => services.inventory.listCenters()),
    importDocument: centers.importDocument.handler(({ input, context }) =>
      importDocument(services, context, input),
    ),
    exportDocument: centers.exportDocument.handler(
      async ({ input }) => (await services.directory.get(input.center)).document,
    ),
    remove: centers.remove.handler(({ input, context }) => removeCenter(services, context, input.center)),
    figures: centers.figures.handler(async ({ input, context }) => {
      const figures = await computeFigures(services, input);
      return seesOnlyWholes(context.identity) ? withNeighbourPrivacy(services, input, figures) : figures;
    }),
    explain: centers.explain.handler(({ input, context }) =>
      explainFigure(services, input, seesOnlyWholes(context.identity)),
    ),
    points: centers.points.handler(({ input, context }) =>
      tellPointsBehind(services, input, seesOnlyWholes(context.identity)),
    ),
    rack: centers.rack.handler(({ input }) => readRack(services, input.center, input.rack)),
    history: centers.history.handler(({ input }) => readHistory(services, input)),
  };
}
