import { z } from "zod";

/**
 * Whom the accelerators serve: `public` bodies and what they pay for, the operator's `own` use, or `commercial`
 * customers. Said by the operator and never guessed.
 */
export const tenantClasses = ["public", "own", "commercial"] as const;
export const tenantClassSchema = z.enum(tenantClasses);
export type TenantClass = z.infer<typeof tenantClassSchema>;

/** Sections of GB/T 4754-2017, Industrial classification for national economic activities, with amendment 1 of 2019. */
export const industrySections = [
  ...(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] as const),
  ...(["K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"] as const),
] as const;
export const industrySectionSchema = z.enum(industrySections);
export type IndustrySection = z.infer<typeof industrySectionSchema>;

/** What was said of a tenant, from a local day on. Of two that hold on a day the one said later counts. */
export interface TenantStanding {
  readonly tenant: string;
  /** null: not stated. */
  readonly class: TenantClass | null;
  readonly industry: IndustrySection | null;
  /** Local date; null: it always has been so. */
  readonly from: string | null;
}
