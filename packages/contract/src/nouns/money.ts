import { z } from "zod";

/**
 * Amounts of money and prices on the wire: decimal text in major units of a named currency, so that no float ever
 * touches them. Inside the code an amount is an integer of minor units and a price an integer of 10^-9 major units.
 */
export const decimalSchema = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/, "is not a decimal number, for example 12.50");
export const priceSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})(\.\d{1,9})?$/, "is not a price, for example 12.50");
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 currency code");
export type Decimal = z.infer<typeof decimalSchema>;
