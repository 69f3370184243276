import { z } from "zod";

/**
 * gauge: interpolated between samples (trapezoid). counter: a register, differences count.
 * step: previous value holds (allocation, state).
 */
export type Nature = "gauge" | "counter" | "step";

export interface QuantityFacts {
  readonly unit: "W" | "Wh" | "°C" | "ratio" | "count" | "code" | "L/min" | "L" | "PFLOPS";
  readonly nature: Nature;
  /**
   * Integrals are exact integers: value x milliseconds x this scale. W x ms is millijoules, so power has 1;
   * a register in Wh differs in millijoules directly (3 600 000 mJ a Wh), one in litres in millilitres.
   */
  readonly integralScale: number;
}

/** Every quantity a point can have. One row here, one wording in i18n, and a profile rule to reach it. */
export const quantities = {
  power: { unit: "W", nature: "gauge", integralScale: 1 },
  /** Server power on the DC side of its supplies; never added to `power`. */
  dc_power: { unit: "W", nature: "gauge", integralScale: 1 },
  energy: { unit: "Wh", nature: "counter", integralScale: 3_600_000 },
  /** Register of a water meter. */
  volume: { unit: "L", nature: "counter", integralScale: 1_000 },
  inlet_temperature: { unit: "°C", nature: "gauge", integralScale: 1_000 },
  outlet_temperature: { unit: "°C", nature: "gauge", integralScale: 1_000 },
  temperature: { unit: "°C", nature: "gauge", integralScale: 1_000 },
  /** Of the air that enters, 0..1. */
  relative_humidity: { unit: "ratio", nature: "gauge", integralScale: 1_000_000 },
  dew_point: { unit: "°C", nature: "gauge", integralScale: 1_000 },
  /** Of a cooling loop: what goes to the racks, and what comes back. */
  supply_temperature: { unit: "°C", nature: "gauge", integralScale: 1_000 },
  return_temperature: { unit: "°C", nature: "gauge", integralScale: 1_000 },
  flow: { unit: "L/min", nature: "gauge", integralScale: 1_000 },
  /** 0 dry, 1 leak. */
  leak: { unit: "code", nature: "step", integralScale: 1 },
  /** Activity of an accelerator or a server's CPUs from a declared counter, 0..1. */
  utilisation: { unit: "ratio", nature: "gauge", integralScale: 1_000_000 },
  /** Share of time with any kernel resident: liveness, never called utilisation. */
  kernel_presence: { unit: "ratio", nature: "gauge", integralScale: 1_000_000 },
  memory_used: { unit: "ratio", nature: "gauge", integralScale: 1_000_000 },
  accelerators_allocated: { unit: "count", nature: "step", integralScale: 1 },
  accelerators_active: { unit: "count", nature: "step", integralScale: 1 },
  fault_code: { unit: "code", nature: "step", integralScale: 1 },
  /** Memory errors that could not be corrected, since the driver was loaded. */
  ecc_double_bit: { unit: "count", nature: "step", integralScale: 1 },
  /** Why the clock is held down: bits of NVML `nvmlClocksEventReason`. */
  throttle_reasons: { unit: "code", nature: "step", integralScale: 1 },
} as const satisfies Record<string, QuantityFacts>;

export type Quantity = keyof typeof quantities;
export const quantityNames = Object.keys(quantities) as [Quantity, ...Quantity[]];
export const quantitySchema = z.enum(quantityNames);

/**
 * Roles of a meter in the energy balance, and of two that stand beside it: heat that leaves the boundary to be used
 * again, and water that is brought in (its register counts litres).
 */
export const meterRoles = [
  "grid_import",
  "grid_export",
  "generator",
  "pv",
  "ups_output",
  "pdu_output",
  "it_input",
  "cooling",
  "lighting",
  "other_overhead",
  "heat_reuse",
  "water_intake",
] as const;
export const meterRoleSchema = z.enum(meterRoles);
export type MeterRole = z.infer<typeof meterRoleSchema>;

/** Where IT energy is measured; it decides the PUE category (1 UPS output, 2 PDU output, 3 IT input). */
export const itBoundarySchema = z.enum(["ups_output", "pdu_output", "it_input"]);
export type ItBoundary = z.infer<typeof itBoundarySchema>;

/** What a point belongs to. Ids are local to the center. */
export const subjectKinds = [
  "center",
  "hall",
  "rack",
  "server",
  "accelerator",
  "meter",
  "feed",
  "loop",
  "tenant",
] as const;
export const subjectSchema = z.object({ kind: z.enum(subjectKinds), id: z.string().min(1).max(160) });
export type SubjectKind = (typeof subjectKinds)[number];
export type Subject = z.infer<typeof subjectSchema>;

/** live: within 1.5 cadences; late: within 3; stale: older; none: never seen. Judged by sample age. */
export const freshnessStates = ["live", "late", "stale", "none"] as const;
export const freshnessSchema = z.enum(freshnessStates);
export type Freshness = z.infer<typeof freshnessSchema>;
