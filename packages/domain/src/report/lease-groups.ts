/**
 * Leased accelerator-hours by terms, and by class and industry of the tenants. What was stated for a day counts on that day, so a
 * period that is over is not rewritten by what a tenant is today; a tenant of which nothing is stated is in a group of
 * its own, so the groups add up to what is leased. Counted in hours and not in tenants: one of two tenants may hold all.
 */
import type { TenantStanding, WindowMs } from "@aidc/contract";
import { industrySections, tenantClasses } from "@aidc/contract";
import type { DividedTotal, SharedPart, ToldGroups } from "../billing/crossed-groups.ts";
import { tellDivision } from "../billing/crossed-groups.ts";
import { dayNameAt, dayWindow } from "../billing/month.ts";
import { heldIn } from "../tenancy/lease-holding.ts";
import { standingOn } from "../tenancy/standing-on.ts";
import { hourMs } from "./cells.ts";
import { daysIn } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { concentration, leaseTerms, sizesOf } from "./lease-shares.ts";

/** What is stated of a tenant. */
type Standing = "class" | "industry";
export type Division = "terms" | Standing;
export const notStated = "not_stated";

export interface LeaseGroup {
  /** Terms, a class, a section in small letters, or `not_stated`. */
  readonly id: string;
  readonly hours: number;
  /** A group that is not told: a tenant could be read off. One of nobody is told. */
  readonly isTold: boolean;
}

type Said = Pick<TenantStanding, Standing>;

const saidOf = ({ standings }: ReportInputs) => Map.groupBy(standings, ({ tenant }) => tenant);

const labelOf = (said: Said, division: Standing): string => said[division]?.toLowerCase() ?? notStated;

const labelsOf: Readonly<Record<Division, readonly string[]>> = {
  terms: leaseTerms.map(({ id }) => id),
  class: [...tenantClasses, notStated],
  industry: [...industrySections.map((section) => section.toLowerCase()), notStated],
};

type LeaseGroups = Readonly<Record<Division, readonly LeaseGroup[]>>;
/** Figures, rows and tables of one report ask for them. */
const known = new WeakMap<ReportInputs, LeaseGroups>();

/** All terms, every class, and every industry of which a tenant leased; what nobody stated comes last. */
export function leaseGroups(inputs: ReportInputs): LeaseGroups {
  const groups = known.get(inputs) ?? divided(inputs);
  known.set(inputs, groups);
  return groups;
}

function divided(inputs: ReportInputs): LeaseGroups {
  const parts = partsOf(inputs);
  const total = { parts, days: daysOf(inputs) };
  const told = concentration(inputs).value === null ? [] : [groupsBy(parts, "size")];
  const byTerms = tellDivision(total, "terms", told);
  const byClass = tellDivision(total, "class", [...told, byTerms.groups]);
  const byIndustry = tellDivision(total, "industry", [...told, byTerms.groups, byClass.groups]);
  const groups = (division: Division, labels: ReadonlySet<string>) =>
    labelsOf[division].flatMap((id): LeaseGroup[] => {
      const own = parts.filter((part) => part.labels[division] === id);
      if (own.length === 0 && division === "industry") return [];
      const hours = own.reduce((sum, { amount }) => sum + amount, 0);
      return [{ id, hours, isTold: own.length === 0 || labels.has(id) }];
    });
  return {
    terms: groups("terms", byTerms.labels),
    class: groups("class", byClass.labels),
    industry: groups("industry", byIndustry.labels),
  };
}

function groupsBy(parts: readonly SharedPart[], division: string): ToldGroups {
  return [...Map.groupBy(parts, ({ labels }) => labels[division]).values()].map((group) => new Set(group));
}

function partsOf(inputs: ReportInputs): SharedPart[] {
  const { document } = inputs;
  const { top } = sizesOf(inputs);
  const said = saidOf(inputs);
  return document.tenants.flatMap(({ id: tenant }) =>
    stretchesOf(inputs, said.get(tenant) ?? []).flatMap((window) => {
      const held = standingOn(said.get(tenant), dayNameAt(window.fromMs, document.center.timeZone));
      const stated = { class: labelOf(held, "class"), industry: labelOf(held, "industry") };
      return leaseTerms.flatMap(({ id: terms }): SharedPart[] => {
        const amount = heldIn(document, "accelerators", window, { tenant, terms }).amountMs / hourMs;
        const labels = { ...stated, terms, size: top.has(tenant) ? "top" : "rest" };
        return amount > 0 ? [{ tenant, amount, labels }] : [];
      });
    }),
  );
}

/** The period, cut where something else begins to hold of the tenant. */
function stretchesOf({ document, period }: ReportInputs, said: readonly TenantStanding[]): WindowMs[] {
  const { fromMs, toMs } = period.window;
  const starts = said.flatMap(({ from }) =>
    from === null ? [] : dayWindow(from, document.center.timeZone).fromMs,
  );
  const inside = [...new Set(starts)].filter((atMs) => atMs > fromMs && atMs < toMs).sort((a, b) => a - b);
  const edges = [fromMs, ...inside, toMs];
  return inside.concat(toMs).map((end, at) => ({ fromMs: edges[at] ?? fromMs, toMs: end }));
}

function daysOf(inputs: ReportInputs): DividedTotal["days"] {
  const { document, holdings, period } = inputs;
  const said = saidOf(inputs);
  const days = daysIn(holdings.days, period.window).map(({ window, byTenant }) => {
    const day = dayNameAt(window.fromMs, document.center.timeZone);
    return document.tenants.map(({ id }, at) => ({
      held: standingOn(said.get(id), day),
      leased: byTenant.leased[at] ?? 0,
      byTerms: leaseTerms.map(({ id: terms }) => ({
        terms,
        leased: heldIn(document, "accelerators", window, { tenant: id, terms }).amountMs,
      })),
    }));
  });
  return (division, labels) =>
    days.map((tenants) =>
      tenants.map(({ held, leased, byTerms }) => {
        if (division === "terms")
          return byTerms.reduce((sum, one) => sum + (labels.has(one.terms) ? one.leased : 0), 0);
        return labels.has(labelOf(held, division === "class" ? "class" : "industry")) ? leased : 0;
      }),
    );
}
