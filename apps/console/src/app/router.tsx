import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { RootLayout } from "./root-layout.tsx";
import { rootSearch, wallSearch } from "./search.ts";

const rootRoute = createRootRoute({
  component: RootLayout,
  validateSearch: rootSearch,
  search: { middlewares: [retainSearchParams(["lang", "theme"])] },
});
const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/wall/$token",
  validateSearch: wallSearch,
  component: lazyRouteComponent(() => import("../features/wall/wall-page.tsx"), "WallPage"),
});

export const router = createRouter({ routeTree: rootRoute.addChildren([wallRoute]), defaultPreload: false });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
