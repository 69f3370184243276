import { z } from "zod";
import { figureNames } from "./figure.ts";
import { meterRoles, quantitySchema, subjectSchema } from "./quantity.ts";
import { instantSchema } from "./time.ts";

/** Steps of the ladder that accelerators and their servers tell themselves. */
export const toldSteps = ["powered", "healthy", "effective"] as const;
export type ToldStep = (typeof toldSteps)[number];

/** What points are behind: a figure, all meters of a role, or a step of the ladder. */
export const pointBases = [...figureNames, ...meterRoles, ...toldSteps] as const;
export type PointBasis = (typeof pointBases)[number];

export const shownPoints = 50;

/** Places that points stand in, the widest first. */
export const placesWithPoints = ["hall", "row", "rack", "server"] as const;
export interface PlaceOfPoints {
  readonly kind: (typeof placesWithPoints)[number];
  readonly id: string;
}

/** Points of the center over a window, their last samples and their gaps; where they are many, the places they stand in. */
export const pointFactsSchema = z.object({
  points: z.array(
    z.object({
      subject: subjectSchema,
      quantity: quantitySchema,
      series: z.string().nullable(),
      source: z.string().nullable(),
      /** null: nothing came, or, told to who sees no single tenant, what came last is not of the window. */
      lastSampleAt: instantSchema.nullable(),
      coverage: z.number().min(0).max(1),
      gaps: z.array(z.object({ from: instantSchema, to: instantSchema })),
    }),
  ),
  /** Places with several of the points, each to be asked for with `within`. */
  groups: z.array(
    z.object({ kind: z.enum(placesWithPoints), id: z.string(), points: z.number().int().positive() }),
  ),
  /** Points in all, of the place that was asked for; a page has at most 50 lines of groups and points. */
  pointCount: z.number().int(),
  /** The offset of the next page; null: this is the last. */
  next: z.number().int().positive().nullable(),
  /**
   * Points that are counted and not named to who sees no single tenant: tenants' own, or of halls of few; null: nothing
   * is told, as the number that they make is withheld.
   */
  unnamedCount: z.number().int().nonnegative().nullable(),
});
export type PointFacts = z.infer<typeof pointFactsSchema>;

/** The page of points that is asked for; without a place all of them. */
export const pointPageSchema = z.object({
  within: z
    .string()
    .regex(/^(hall|row|rack|server):.+$/u, "is not a place, for example hall:H1 or rack:R-07")
    .max(200)
    .optional(),
  offset: z.coerce.number().int().min(0).default(0),
});
