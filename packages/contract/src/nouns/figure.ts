import { z } from "zod";
import { instantSchema } from "./time.ts";

/** How well a number is known, best first. A combined figure inherits the worst of its inputs. */
export const grades = ["metered", "derived", "replayed", "modelled", "assumed"] as const;
export const gradeSchema = z.enum(grades);
export type Grade = z.infer<typeof gradeSchema>;

export const figureStatusSchema = z.enum(["valid", "provisional", "invalid"]);
export type FigureStatus = z.infer<typeof figureStatusSchema>;

/** Why a figure has no value, or why its value must not be relied on. Closed list; the console words each. */
export const reasons = [
  "no_data", // nothing was received in the window
  "no_meter", // no point of this kind exists in the center
  "no_units", // how many units a rack or a server has is not known
  "no_inventory", // nothing of this kind is installed
  "no_lease",
  "no_it_load", // IT energy below the floor of PUE
  "below_one", // PUE under 1: a meter is swapped or missing
  "over_full", // more units are filled than the racks have: positions or heights are wrong
  "contradicted", // another source says what cannot be true beside it
  "coverage_low",
  "mixed_units",
  "window_mismatch",
  "stale",
  "not_collected", // the counter exists in principle but no source sends it
  "no_peak_known", // an accelerator has no published dense peak at the precision
  "no_limit",
  "no_tariff",
  "no_statement", // statements of the period are not issued, or not of every tenant
  "suppressed", // fewer than 3 contributors, or one above 80 %: a neighbour could be read off
  "not_stated", // the inventory says nothing of it
  "no_scenario", // no economic scenario is published for the center
  "never_recovered", // the flows of the scenario never add up to its investment
  "no_jobs", // nothing was in the queue of the scheduler in the window
  "not_computed", // the database did not answer in its time: a smaller period or another hour may tell it
  "lower_bound", // with a value: the true one may be greater
  "racks_unmetered", // with a value: racks stand in halls that no IT meter reaches, and the true PUE is lower
  "racks_left_out", // with a value: it follows from IT energy, of which such racks are no part, and is greater in truth
  "meters_silent", // with a value: racks whose meters were silent stand on neither side
  "no_factor", // no published emission factor is set for the center
] as const;
export const reasonSchema = z.enum(reasons);
export type Reason = z.infer<typeof reasonSchema>;

export const figureNames = [
  "it_energy",
  "facility_energy",
  "pue",
  "it_power_peak",
  "rack_occupancy_count",
  "rack_occupancy_u",
  "rack_occupancy_power",
  "rack_power_utilisation",
  "accelerators_installed",
  "accelerator_hours_leased",
  "accelerator_hours_allocated",
  "accelerator_hours_active",
  "occupancy",
  "allocation",
  "utilisation",
  "capacity_pflops",
  "energy_cost",
] as const;
export const figureNameSchema = z.enum(figureNames);
export type FigureName = z.infer<typeof figureNameSchema>;

/** From this joint coverage on a figure is valid, and from `provisional` on it is shown at all. */
export const coverageGates = { valid: 0.99, provisional: 0.95 } as const;

/** One kind of input of a figure: `count` points or records of the same sort, with their worst grade. */
export const figureInputSchema = z.object({
  kind: z.enum(["meter", "point", "lease", "inventory", "figure", "catalogue", "correction", "document"]),
  label: z.string(),
  count: z.number().int().nonnegative(),
  grade: gradeSchema,
  coverage: z.number().min(0).max(1).nullable(),
});
export type FigureInput = z.infer<typeof figureInputSchema>;

/** What a person reads. `value: null` always comes with a `reason`; unknown is never 0. */
export const figureSchema = z.object({
  name: z.string(),
  value: z.number().nullable(),
  reason: reasonSchema.optional(),
  /** kWh for energy, W for power, `ratio` for 0..1, `h` for accelerator-hours, `PFLOPS`, or a currency code. */
  unit: z.string(),
  from: instantSchema,
  to: instantSchema,
  /** Share of the window that is backed by data, 0..1. */
  coverage: z.number().min(0).max(1),
  status: figureStatusSchema,
  grade: gradeSchema,
  method: z.object({ id: z.string(), version: z.number().int(), category: z.string().optional() }),
  inputs: z.array(figureInputSchema),
});
export type Figure = z.infer<typeof figureSchema>;
