/**
 * Whether lost service of a window may be told: whose it is, incidents and maintenance each for itself, because down time
 * is that of incidents alone and maintenance is what agreed time lacks of leased time. At least 3 tenants must be touched,
 * and of those who lost accelerator-hours none may have lost most of them. Source: features 7, decisions 55 and 88.
 */
import type { ServiceEvent, WindowMs } from "@aidc/contract";
import { isOfFew } from "../access/meters-of-few.ts";
import { isEveryDayTellable } from "../billing/neighbour-privacy.ts";
import { serviceTimeOf } from "../service/availability.ts";
import { happenedIn, leasedService } from "../service/leased-service.ts";
import { touchedTenants } from "../service/touched-tenants.ts";
import type { ReportInputs } from "./inputs.ts";

/** Of one kind of events; those that touch everybody left out. */
interface Lost {
  readonly touched: ReadonlySet<string>;
  /** Accelerators x ms by tenant. */
  readonly byTenant: ReadonlyMap<string, number>;
}

export type LostService = Readonly<Record<ServiceEvent["kind"], Lost>>;

/** Of windows of one report; whom an event touches is looked up once. */
export function lostServiceIn({ document, events }: ReportInputs): (window: WindowMs) => LostService {
  const touchedBy = touchedTenants(document);
  const partial = events.flatMap((event) => {
    const touched = touchedBy(event);
    return touched === null ? [] : [{ event, touched, fromMs: Date.parse(event.from) }];
  });
  return (window) => {
    const inside = partial.filter(
      ({ event: { to }, fromMs }) => fromMs < window.toMs && (to === null || Date.parse(to) > window.fromMs),
    );
    const lostTo = (kind: ServiceEvent["kind"]): Lost => {
      const own = inside.filter(({ event }) => event.kind === kind);
      const touched = new Set(own.flatMap((one) => [...one.touched]));
      // What maintenance keeps from its leases is counted as if it were down.
      const counted = own.map(({ event }): ServiceEvent => ({ ...event, kind: "incident" }));
      const beside = kind === "incident" ? events.filter((event) => event.kind === "maintenance") : [];
      return { touched, byTenant: touched.size > 0 ? lostBy([...counted, ...beside], window) : new Map() };
    };
    return { incident: lostTo("incident"), maintenance: lostTo("maintenance") };
  };

  function lostBy(happened: readonly ServiceEvent[], window: WindowMs): Lost["byTenant"] {
    const served = leasedService(document, happenedIn(document, happened, window), window);
    const byTenant = Map.groupBy(served, ({ tenant }) => tenant);
    return new Map([...byTenant].map(([tenant, own]) => [tenant, serviceTimeOf(own, window).downMs]));
  }
}

export function isLossTellable(lost: LostService): boolean {
  return Object.values(lost).every(
    ({ touched, byTenant }) => !isOfFew(touched) && isEveryDayTellable([[...byTenant.values()]]),
  );
}

/** What several windows lost together. */
export function lostTogether(all: readonly LostService[]): LostService {
  const of = (kind: ServiceEvent["kind"]): Lost => {
    const byTenant = new Map<string, number>();
    for (const lost of all)
      for (const [tenant, ms] of lost[kind].byTenant) byTenant.set(tenant, (byTenant.get(tenant) ?? 0) + ms);
    return { touched: new Set(all.flatMap((lost) => [...lost[kind].touched])), byTenant };
  };
  return { incident: of("incident"), maintenance: of("maintenance") };
}
