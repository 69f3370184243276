import { z } from "zod";

/**
 * Years that calendars, zones and the database name alike, with room on both sides for what is reckoned from an
 * instant: two hours before the year 1 and a gap after the year 9999 have no name in a database.
 */
const knownYears = { first: 100, last: 9899 } as const;

/** An instant on the wire: ISO 8601 in UTC. Inside the code an instant is epoch milliseconds (`...Ms`). */
export const instantSchema = z.iso
  .datetime({ offset: true })
  // What nothing can be reckoned with is refused once, not by every narrower rule as well.
  .refine((text) => isWithin(knownYears, text), { error: yearFaultOf(knownYears), abort: true });

/** Years in which whatever somebody states may lie. Outside of them a digit of the year was mistyped. */
export const statedYears = { first: 2000, last: 2099 } as const;
const yearFault = { error: yearFaultOf(statedYears) };

/** An instant that somebody states, of a correction, a lease, an incident or a price: judged by the year as written. */
export const statedInstantSchema = instantSchema.refine((text) => isWithin(statedYears, text), yearFault);

/** A local day that somebody states. */
export const statedDaySchema = z.iso
  .date("is not a date, for example 2026-01-01")
  .refine((text) => isWithin(statedYears, text), yearFault);

interface Years {
  readonly first: number;
  readonly last: number;
}

function isWithin({ first, last }: Years, text: string): boolean {
  // No date at all is refused as such, once.
  if (Number.isNaN(Date.parse(text))) return true;
  const year = Number(text.slice(0, 4));
  return year >= first && year <= last;
}

function yearFaultOf({ first, last }: Years) {
  return ({ input }: { readonly input?: unknown }): string => {
    const side =
      Number(String(input).slice(0, 4)) < first ? `before the year ${first}` : `after the year ${last}`;
    return `lies ${side}; is the year right? Give one from ${first} to ${last}`;
  };
}

/** Half-open window [from, to); every figure, lease and interval uses it. */
export const windowSchema = z.object({ from: instantSchema, to: instantSchema });

/** An IANA time zone the runtime knows, for example `Asia/Shanghai`. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "is not an IANA time zone, for example Asia/Shanghai");

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export type Window = z.infer<typeof windowSchema>;

/** The same window inside the code: epoch milliseconds, half-open. */
export interface WindowMs {
  readonly fromMs: number;
  readonly toMs: number;
}
