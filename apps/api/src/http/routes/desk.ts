import { searchThings } from "../../usecases/desk/search-things.ts";
import { readWallAt } from "../../usecases/desk/wall-at.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function deskRoutes(services: Services) {
  const { desk } = api;
  return {
    search: desk.search.handler(({ input }) => searchThings(services, input)),
    wallAt: desk.wallAt.handler(({ input }) => readWallAt(services, input)),
    links: desk.links.handler(async ({ input }) => {
      await services.directory.get(input.center);
      return services.links;
    }),
  };
}
