import type { Figure, FigureName, WindowMs } from "@aidc/contract";
import { heldIn, isEveryDayTellable, localDaysOver, nothingKnown, suppressSmallDays } from "@aidc/domain";
import type { Identity } from "../identity.ts";
import type { Services } from "../services.ts";
import { tenantPoints } from "./accelerator-figures.ts";
import { computeFigures, figureContext, parseWindow } from "./compute-figures.ts";
import { dailyIntegrals, sumKnown } from "./daily-integrals.ts";
import type { FigureContext } from "./figure-context.ts";

type Basis = "leased" | "allocated" | "active";

/** Figures that add tenants up, and by what each tenant contributes. */
const contributedBy = {
  accelerator_hours_leased: ["leased"],
  accelerator_hours_allocated: ["allocated"],
  accelerator_hours_active: ["active"],
  occupancy: ["leased"],
  allocation: ["allocated"],
  utilisation: ["active", "allocated"],
} as const satisfies Partial<Record<FigureName, readonly Basis[]>>;
type SharedName = keyof typeof contributedBy;
const sharedNames = Object.keys(contributedBy).join(",");
/** A longer window is withheld: each of its days would have to be looked at. */
const longestDays = 400;

interface Question {
  readonly center: string;
  readonly from: string;
  readonly to: string;
}

/** Who sees the whole but no tenant. */
export const seesOnlyWholes = (identity: Identity): boolean =>
  identity.role === "person" && identity.staffRole === "planner";

/** Figures over all tenants, withheld where one of them could be read off. */
export async function sharedFigures(services: Services, question: Question): Promise<Record<string, Figure>> {
  const { center, from, to } = question;
  return withNeighbourPrivacy(
    services,
    question,
    await computeFigures(services, { center, from, to, names: sharedNames }),
  );
}

/** Withholds, among these figures, those that too few tenants make up on any of their days. */
export async function withNeighbourPrivacy(
  services: Services,
  question: Question,
  figures: Record<string, Figure>,
): Promise<Record<string, Figure>> {
  const concerned = Object.keys(figures).filter(isShared);
  if (concerned.length === 0) return figures;
  const days = await contributionsByDay(services, question);
  const told = { ...figures };
  for (const name of concerned) {
    const figure = figures[name];
    const own = days?.flatMap((day) => contributedBy[name].map((basis) => day[basis])) ?? null;
    if (figure) told[name] = suppressSmallDays(figure, own);
  }
  return told;
}

/** Whether what tenants add to a figure, or to one that adds up what they do, keeps it from who sees no tenant. */
export async function isOfFewTenants(
  services: Services,
  question: Question,
  bases: readonly Basis[],
): Promise<boolean> {
  const days = await contributionsByDay(services, question);
  return days === null || !isEveryDayTellable(days.flatMap((day) => bases.map((basis) => day[basis])));
}

/** What tenants add to a figure; none: it adds no tenants up. */
export const basesOf = (name: string): readonly Basis[] => (isShared(name) ? contributedBy[name] : []);

/** Contributions of one day, one number per tenant. */
type DayOfTenants = Readonly<Record<Basis, readonly number[]>>;

/** @returns null when the window is not made of whole local days, or of too many */
async function contributionsByDay(services: Services, question: Question): Promise<DayOfTenants[] | null> {
  const view = await services.directory.get(question.center);
  const window = parseWindow(question);
  const { timeZone } = view.document.center;
  if (window.toMs - window.fromMs > longestDays * 86_400_000) return null;
  const days = localDaysOver(window, timeZone);
  if (days[0]?.fromMs !== window.fromMs || days.at(-1)?.toMs !== window.toMs) return null;
  // Counts of cards: no correction changes them.
  const context = figureContext(services, view, window, { known: nothingKnown });
  const perTenant: Awaited<ReturnType<typeof daysOfTenant>>[] = [];
  for (const { id } of view.document.tenants) perTenant.push(await daysOfTenant(context, id, days));
  // Judged card by card it names no tenant: it may be of whoever holds leases of the day.
  const active = tenantPoints(context, "accelerators_active").length > 0 ? "active" : "leased";
  return days.map((_, day) => ({
    leased: perTenant.map(({ leased }) => leased[day] ?? 0),
    allocated: perTenant.map(({ allocated }) => allocated[day] ?? 0),
    active: perTenant.map((one) => one[active][day] ?? 0),
  }));
}

/** What is not known of a day contributes nothing to a figure, and counts as nothing. */
async function daysOfTenant(context: FigureContext, tenant: string, days: readonly WindowMs[]) {
  const own = { ...context, tenant };
  const integralsOf = async (quantity: "accelerators_allocated" | "accelerators_active") =>
    (await dailyIntegrals(own, tenantPoints(own, quantity))).map(({ integrals }) =>
      Number(sumKnown(integrals) ?? 0n),
    );
  return {
    leased: days.map((day) => heldIn(context.document, "accelerators", day, { tenant }).amountMs),
    allocated: await integralsOf("accelerators_allocated"),
    active: await integralsOf("accelerators_active"),
  };
}

const isShared = (name: string): name is SharedName => name in contributedBy;
