import type { Band, PriceDraft, PriceRule, precisions } from "@aidc/contract";

export const units = ["card_hour", "pflops_hour", "instance_month", "space_month"] as const;
export const bases = ["leased", "allocated"] as const;
export const spaces = ["racks", "rack_units", "power_kw"] as const;

export interface BandDraft {
  readonly key: string;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly factor: string;
  readonly weekdays: readonly number[] | undefined;
  readonly months: readonly number[] | undefined;
}

/** A rule as a person is writing it: every field of every unit, as text; what the unit does not have is not sent. */
export interface RuleDraft {
  readonly key: string;
  readonly id: string;
  readonly unit: (typeof units)[number];
  readonly basis: (typeof bases)[number];
  readonly model: string;
  readonly precision: (typeof precisions)[number];
  readonly resource: (typeof spaces)[number];
  readonly cardsPerInstance: string;
  readonly unitPrice: string;
  readonly note: string;
  readonly bands: readonly BandDraft[];
}

let made = 0;
const newKey = () => `k${++made}`;

export function emptyRule(): RuleDraft {
  return {
    key: newKey(),
    id: "",
    unit: "card_hour",
    basis: "leased",
    model: "",
    precision: "fp16",
    resource: "racks",
    cardsPerInstance: "8",
    unitPrice: "",
    note: "",
    bands: [],
  };
}

export function emptyBand(): BandDraft {
  const always = { weekdays: undefined, months: undefined };
  return { key: newKey(), id: "", from: "22:00", to: "06:00", factor: "0.5", ...always };
}

export function openRule(rule: PriceRule): RuleDraft {
  const empty = emptyRule();
  const { id, unit, basis, unitPrice, note = "" } = rule;
  return {
    ...empty,
    id,
    unit,
    basis,
    unitPrice,
    note,
    ...("model" in rule && { model: rule.model ?? "" }),
    ...("precision" in rule && { precision: rule.precision }),
    ...("resource" in rule && { resource: rule.resource }),
    ...("cardsPerInstance" in rule && { cardsPerInstance: String(rule.cardsPerInstance) }),
    ...("bands" in rule && { bands: rule.bands.map(openBand) }),
  };
}

function openBand(band: Band): BandDraft {
  const { id, from, to, factor, weekdays, months } = band;
  return { key: newKey(), id, from, to, factor, weekdays, months };
}

/** What is sent; the server judges it, so wrong texts go as they are. */
function closeRule(draft: RuleDraft): Record<string, unknown> {
  const { id, unit, unitPrice, note, bands } = draft;
  const common = { id: id.trim(), unit, unitPrice: unitPrice.trim(), ...(note !== "" && { note }) };
  const model = draft.model === "" ? null : draft.model;
  switch (unit) {
    case "card_hour":
      return { ...common, basis: draft.basis, model, bands: bands.map(closeBand) };
    case "pflops_hour":
      return { ...common, basis: draft.basis, precision: draft.precision, bands: bands.map(closeBand) };
    case "instance_month":
      return { ...common, basis: "leased", model, cardsPerInstance: Number(draft.cardsPerInstance) };
    case "space_month":
      return { ...common, basis: "leased", resource: draft.resource };
  }
}

function closeBand({ id, from, to, factor, weekdays, months }: BandDraft): Record<string, unknown> {
  const days = { ...(weekdays && { weekdays }), ...(months && { months }) };
  return { id: id.trim(), from, to, factor: factor.trim(), ...days };
}

export interface HeadDraft extends Pick<PriceDraft, "currency" | "note"> {
  /** ISO 8601; empty while it is no time. */
  readonly effectiveFrom: string;
}

export function writeDraft(head: HeadDraft, rules: readonly RuleDraft[]): string {
  return JSON.stringify({ ...head, rules: rules.map(closeRule) }, null, 2);
}
