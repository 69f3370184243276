import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { Skeleton } from "../ui/skeleton.tsx";
import { parseSearch, stringifySearch } from "./address-text.ts";
import { fetchPart } from "./fetch-part.ts";
import { NotFound } from "./not-found.tsx";
import { PageFailed } from "./page-failed.tsx";
import { RootLayout } from "./root-layout.tsx";
import {
  alarmsSearch,
  auditSearch,
  energySearch,
  leasesSearch,
  mySearch,
  opsRequestsSearch,
  opsSearch,
  pricesSearch,
  rackSearch,
  racksSearch,
  regionSearch,
  replaySearch,
  reportsSearch,
  requestsSearch,
  rootSearch,
  schedulesSearch,
  shiftSearch,
  signInSearch,
  sourcesSearch,
  statementSearch,
  statementsSearch,
  usageSearch,
  wallSearch,
} from "./search.ts";

const lazyPage: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => fetchPart(load), name);

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
  component: lazyPage(() => import("../features/entry/doors-page.tsx"), "DoorsPage"),
});
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyPage(() => import("../features/entry/sign-in-page.tsx"), "SignInPage"),
});
const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports",
  validateSearch: reportsSearch,
  component: lazyPage(() => import("../features/reports/reports-page.tsx"), "ReportsPage"),
});
const regionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/region",
  validateSearch: regionSearch,
  component: lazyPage(() => import("../features/reports/region/region-page.tsx"), "RegionPage"),
});
const schedulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/schedules",
  validateSearch: schedulesSearch,
  component: lazyPage(() => import("../features/reports/schedules/schedules-page.tsx"), "SchedulesPage"),
});
const basisRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/basis",
  validateSearch: schedulesSearch,
  component: lazyPage(() => import("./basis-of-reports.tsx"), "BasisOfReports"),
});
const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyPage(() => import("../features/entry/account-page.tsx"), "AccountPage"),
});

const myIndexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my",
  component: lazyPage(() => import("../features/my/my-index-page.tsx"), "MyIndexPage"),
});
const myRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/my/$center/$tenant",
  validateSearch: mySearch,
  component: lazyPage(() => import("../features/my/my-layout.tsx"), "MyLayout"),
});
const allocationRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/",
  component: lazyPage(() => import("../features/my/allocation/allocation-page.tsx"), "AllocationPage"),
});
const usageRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/usage",
  validateSearch: usageSearch,
  component: lazyPage(() => import("../features/my/usage/usage-page.tsx"), "UsagePage"),
});
const chargesRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/charges",
  component: lazyPage(() => import("../features/my/charges/charges-page.tsx"), "ChargesPage"),
});
const statementRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/charges/$month",
  validateSearch: statementSearch,
  component: lazyPage(() => import("../features/my/statement/statement-page.tsx"), "StatementPage"),
});
const myPricesRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/prices",
  component: lazyPage(() => import("../features/my/prices/prices-page.tsx"), "PricesPage"),
});
const requestsRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/requests",
  validateSearch: requestsSearch,
  component: lazyPage(() => import("../features/my/requests/requests-page.tsx"), "RequestsPage"),
});
const energyRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/energy",
  validateSearch: energySearch,
  component: lazyPage(() => import("../features/my/energy/energy-page.tsx"), "EnergyPage"),
});
const statusRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/status",
  component: lazyPage(() => import("../features/my/status/status-page.tsx"), "StatusPage"),
});
const teamRoute = createRoute({
  getParentRoute: () => myRoute,
  path: "/team",
  component: lazyPage(() => import("../features/my/team/team-page.tsx"), "TeamPage"),
});

const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/wall/$token",
  validateSearch: wallSearch,
  component: lazyPage(() => import("../features/wall/wall-page.tsx"), "WallPage"),
});

const opsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/ops",
  validateSearch: opsSearch,
  search: { middlewares: [retainSearchParams(["center", "range"])] },
  component: lazyPage(() => import("../features/ops/ops-layout.tsx"), "OpsLayout"),
});
const overviewRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/",
  component: lazyPage(() => import("../features/ops/overview/overview-page.tsx"), "OverviewPage"),
});
const alarmsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/alarms",
  validateSearch: alarmsSearch,
  component: lazyPage(() => import("../features/ops/alarms/alarms-page.tsx"), "AlarmsPage"),
});
const alarmRulesRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/alarms/rules",
  component: lazyPage(() => import("../features/ops/alarm-rules/alarm-rules-page.tsx"), "AlarmRulesPage"),
});
const racksRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/racks",
  validateSearch: racksSearch,
  component: lazyPage(() => import("../features/ops/racks/racks-page.tsx"), "RacksPage"),
});
const rackRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/racks/$center/$rack",
  validateSearch: rackSearch,
  component: lazyPage(() => import("../features/ops/rack/rack-page.tsx"), "RackPage"),
});
const powerRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/power",
  component: lazyPage(() => import("../features/ops/power/power-page.tsx"), "PowerPage"),
});
const sourcesRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/sources",
  validateSearch: sourcesSearch,
  component: lazyPage(() => import("../features/ops/sources/sources-page.tsx"), "SourcesPage"),
});
const noticesRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/notices",
  component: lazyPage(() => import("../features/ops/notices/notices-page.tsx"), "NoticesPage"),
});
const wallsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/walls",
  component: lazyPage(() => import("../features/ops/walls/walls-page.tsx"), "WallsPage"),
});

const wallSettingsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/walls/$wall",
  component: lazyPage(
    () => import("../features/ops/wall-settings/wall-settings-page.tsx"),
    "WallSettingsPage",
  ),
});

const tenantsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/tenants",
  component: lazyPage(() => import("../features/ops/tenants/tenants-page.tsx"), "TenantsPage"),
});
const tenantRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/tenants/$center/$tenant",
  component: lazyPage(() => import("../features/ops/tenants/tenant-page.tsx"), "TenantPage"),
});
const leasesRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/leases",
  validateSearch: leasesSearch,
  component: lazyPage(() => import("../features/ops/leases/leases-page.tsx"), "LeasesPage"),
});
const opsRequestsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/requests",
  validateSearch: opsRequestsSearch,
  component: lazyPage(() => import("../features/ops/requests/requests-page.tsx"), "RequestsPage"),
});
const incidentsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/incidents",
  component: lazyPage(() => import("../features/ops/incidents/incidents-page.tsx"), "IncidentsPage"),
});
const pricesRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/prices",
  validateSearch: pricesSearch,
  component: lazyPage(() => import("../features/ops/prices/prices-page.tsx"), "PricesPage"),
});
const tariffsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/tariffs",
  component: lazyPage(() => import("../features/ops/tariffs/tariffs-page.tsx"), "TariffsPage"),
});
const scenariosRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/scenarios",
  component: lazyPage(() => import("../features/ops/scenarios/scenarios-page.tsx"), "ScenariosPage"),
});
const statementsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/statements",
  validateSearch: statementsSearch,
  component: lazyPage(() => import("../features/ops/statements/statements-page.tsx"), "StatementsPage"),
});
const correctionsRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/corrections",
  component: lazyPage(() => import("../features/ops/corrections/corrections-page.tsx"), "CorrectionsPage"),
});
const shiftRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/shift",
  validateSearch: shiftSearch,
  component: lazyPage(() => import("../features/ops/shift/shift-page.tsx"), "ShiftPage"),
});
const replayRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/replay",
  validateSearch: replaySearch,
  component: lazyPage(() => import("./replay-of-wall.tsx"), "ReplayOfWall"),
});
const peopleRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/people",
  component: lazyPage(() => import("../features/ops/people/people-page.tsx"), "PeoplePage"),
});
const auditRoute = createRoute({
  getParentRoute: () => opsRoute,
  path: "/audit",
  validateSearch: auditSearch,
  component: lazyPage(() => import("../features/ops/audit/audit-page.tsx"), "AuditPage"),
});

export const router = createRouter({
  // In its own place: what stands around it goes on.
  defaultErrorComponent: PageFailed,
  parseSearch,
  stringifySearch,
  routeTree: rootRoute.addChildren([
    homeRoute,
    signInRoute,
    reportsRoute,
    regionRoute,
    schedulesRoute,
    basisRoute,
    accountRoute,
    myIndexRoute,
    myRoute.addChildren([
      allocationRoute,
      usageRoute,
      chargesRoute,
      statementRoute,
      myPricesRoute,
      requestsRoute,
      energyRoute,
      statusRoute,
      teamRoute,
    ]),
    wallRoute,
    opsRoute.addChildren([
      overviewRoute,
      alarmsRoute,
      alarmRulesRoute,
      shiftRoute,
      replayRoute,
      racksRoute,
      rackRoute,
      powerRoute,
      sourcesRoute,
      wallsRoute,
      wallSettingsRoute,
      noticesRoute,
      tenantsRoute,
      tenantRoute,
      leasesRoute,
      opsRequestsRoute,
      incidentsRoute,
      correctionsRoute,
      pricesRoute,
      tariffsRoute,
      scenariosRoute,
      statementsRoute,
      peopleRoute,
      auditRoute,
    ]),
  ]),
  scrollRestoration: true,
  defaultPendingComponent: Skeleton,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
