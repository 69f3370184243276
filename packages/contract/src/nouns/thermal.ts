import { z } from "zod";

/** Equipment classes of ASHRAE TC 9.9 (5th edition, 2021) at the IT inlet; H1 is high-density air cooling. */
export const thermalClasses = ["A1", "A2", "A3", "A4", "H1"] as const;
export const thermalClassSchema = z.enum(thermalClasses);
export type ThermalClass = z.infer<typeof thermalClassSchema>;

/**
 * Where an inlet lies: inside the recommended envelope, only inside the allowable one, outside of both, or not
 * known.
 */
export const envelopeStates = ["recommended", "allowable", "outside", "unknown"] as const;
export const envelopeStateSchema = z.enum(envelopeStates);
export type EnvelopeState = z.infer<typeof envelopeStateSchema>;

/** What of the air is beyond the recommended envelope. */
export const envelopeFaults = [
  "too_cold",
  "too_warm",
  "dew_point_low",
  "dew_point_high",
  "humidity_low",
  "humidity_high",
] as const;
export const envelopeFaultSchema = z.enum(envelopeFaults);
export type EnvelopeFault = z.infer<typeof envelopeFaultSchema>;
