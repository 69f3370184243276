import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { NotFound } from "./not-found.tsx";
import { PageFailed } from "./page-failed.tsx";
import { RootLayout } from "./root-layout.tsx";
import {
  opsSearch,
  rackSearch,
  racksSearch,
  rootSearch,
  signInSearch,
  sourcesSearch,
  wallSearch,
} from "./search.ts";

const rootRoute = createRootRoute({
  component: RootLayout,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
  validateSearch: rootSearch,
  search: { middlewares: [retainSearchParams(["lang", "theme"])] },
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: lazyRouteComponent(() => import("../features/entry/doors-page.tsx"), "DoorsPage"),
});
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("../features/entry/sign-in-page.tsx"), "SignInPage"),
});
const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports",
  component: lazyRouteComponent(() => import("../features/reports/reports-page.tsx"), "ReportsPage"),
});
const myRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my",
  component: lazyRouteComponent(() => import("../features/my/my-page.tsx"), "MyPage"),
});
const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/wall/$token",
  validateSearch: wallSearch,
  component: lazyRouteComponent(() => import("../features/wall/wall-page.tsx"), "WallPage"),
});

const opsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/ops",
  validateSearch: opsSearch,
  search: { middlewares: [retainSearchParams(["center", "range"])] },
  component: lazyRouteComponent(() => import("../features/ops/ops-layout.tsx"), "OpsLayout"),
});
const overviewRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/",
  component: lazyRouteComponent(() => import("../features/ops/overview/overview-page.tsx"), "OverviewPage"),
});
const racksRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/racks",
  validateSearch: racksSearch,
  component: lazyRouteComponent(() => import("../features/ops/racks/racks-page.tsx"), "RacksPage"),
});
const rackRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/racks/$center/$rack",
  validateSearch: rackSearch,
  component: lazyRouteComponent(() => import("../features/ops/rack/rack-page.tsx"), "RackPage"),
});
const sourcesRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/sources",
  validateSearch: sourcesSearch,
  component: lazyRouteComponent(() => import("../features/ops/sources/sources-page.tsx"), "SourcesPage"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    signInRoute,
    reportsRoute,
    myRoute,
    wallRoute,
    opsRoute.addChildren([overviewRoute, racksRoute, rackRoute, sourcesRoute]),
  ]),
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
