import type { Figure, FigureName, Subject } from "@aidc/contract";
import { suppressSmallGroups } from "@aidc/domain";
import type { Identity } from "../identity.ts";
import type { Services } from "../services.ts";
import { computeFigures } from "./compute-figures.ts";

/** Figures that add tenants up, and the hours by which each tenant contributes. */
const contributedBy = {
  accelerator_hours_leased: "accelerator_hours_leased",
  accelerator_hours_allocated: "accelerator_hours_allocated",
  accelerator_hours_active: "accelerator_hours_active",
  occupancy: "accelerator_hours_leased",
  allocation: "accelerator_hours_allocated",
  utilisation: "accelerator_hours_active",
} as const satisfies Partial<Record<FigureName, FigureName>>;
type SharedName = keyof typeof contributedBy;
const sharedNames = Object.keys(contributedBy).join(",");

interface Question {
  readonly center: string;
  readonly from: string;
  readonly to: string;
}

interface Explanation {
  readonly figure: Figure;
  readonly points: readonly { readonly subject: Subject }[];
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

/** Withholds, among these figures, those that too few tenants make up. */
export async function withNeighbourPrivacy(
  services: Services,
  question: Question,
  figures: Record<string, Figure>,
): Promise<Record<string, Figure>> {
  const concerned = Object.keys(figures).filter(isShared);
  if (concerned.length === 0) return figures;
  const contributions = await contributionsOf(services, question, [
    ...new Set(concerned.map((name) => contributedBy[name])),
  ]);
  const told = { ...figures };
  for (const name of concerned) {
    const figure = figures[name];
    if (figure) told[name] = suppressSmallGroups(figure, contributions.get(contributedBy[name]) ?? []);
  }
  return told;
}

/** An explanation that names no tenant: neither its points nor, where the figure is withheld, its value. */
export async function explainWhole<E extends Explanation>(
  services: Services,
  question: Question,
  explanation: E,
): Promise<E> {
  const { figure } = explanation;
  const told = await withNeighbourPrivacy(services, question, { [figure.name]: figure });
  const points = explanation.points.filter(({ subject }) => subject.kind !== "tenant");
  return { ...explanation, figure: told[figure.name] ?? figure, points };
}

async function contributionsOf(
  services: Services,
  { center, from, to }: Question,
  names: readonly SharedName[],
) {
  const { document } = await services.directory.get(center);
  const contributions = new Map<SharedName, number[]>(names.map((name) => [name, []]));
  for (const { id } of document.tenants) {
    const own = await computeFigures(services, { center, from, to, names: names.join(","), tenant: id });
    for (const name of names) contributions.get(name)?.push(own[name]?.value ?? 0);
  }
  return contributions;
}

const isShared = (name: string): name is SharedName => name in contributedBy;
