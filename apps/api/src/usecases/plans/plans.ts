import type { Figure, Plan, PlanDraft, Planned } from "@aidc/contract";
import { checkPlan, monthNameAt, plannedFor } from "@aidc/domain";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import { refuseDraft } from "../refuse-draft.ts";
import { buildReport } from "../reports/report-life.ts";
import type { Services } from "../services.ts";

const shownVersions = 100;

/** The newest versions, newest first. */
export async function listPlans(services: Services, center: string): Promise<Plan[]> {
  await services.directory.get(center);
  return (await services.plans.list(center)).slice(0, shownVersions);
}

/** What counts as planned for exactly this period; a figure without a plan is not in it. */
export async function readPlanned(
  services: Services,
  { center, period }: { readonly center: string; readonly period: string },
): Promise<Planned[]> {
  await services.directory.get(center);
  return plannedFor(await services.plans.list(center), period);
}

/**
 * Publishes a version of the plan. It is never changed.
 * @throws AppError bad_request naming each figure or unit that the center's reports do not know
 */
export async function publishPlan(
  services: Services,
  caller: Caller,
  { center, draft }: { readonly center: string; readonly draft: PlanDraft },
): Promise<Plan> {
  refuseDraft(checkPlan(draft, await knownFigures(services, center)));
  return services.plans.publish(center, draft, changedBy(caller));
}

/** Figures as a report of the running month has them: some follow from the inventory and the tariff. */
async function knownFigures(
  services: Services,
  center: string,
): Promise<Map<string, Pick<Figure, "name" | "unit">>> {
  const { document } = await services.directory.get(center);
  const period = monthNameAt(services.clock(), document.center.timeZone);
  const { figures } = await buildReport(services, { center, period });
  return new Map(figures.map(({ id, figure }) => [id, figure]));
}
