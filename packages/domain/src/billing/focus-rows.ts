/**
 * A statement as FOCUS rows, one a line. Absent is null, never "", 0 or "N/A"; times are UTC to the second, start
 * inclusive and end exclusive; the billed costs sum to the statement. A purchase has its fee billed and no effective
 * cost, use it covers the reverse; what is unused has no consumed quantity. Source: FOCUS 1.2, standards 3.1.
 */
import type { ReportLanguage, Statement, StatementLine } from "@aidc/contract";
import type { FocusColumnName } from "./focus-columns-table.ts";
import { lineWords } from "./line-text.ts";

/** Text as it is printed, or null. Which cells are numbers says the column's type. */
export type FocusRow = Readonly<Record<FocusColumnName, string | null>>;

export interface FocusContext {
  /** Of descriptions; names of columns and closed values are those of FOCUS. */
  readonly language: ReportLanguage;
  /** Who sells: the operator, or the tenant towards its teams. */
  readonly provider: string;
  readonly region: { readonly id: string; readonly name: string };
  /** Names of teams by id. */
  readonly teams?: ReadonlyMap<string, string>;
}

export function focusRows(statement: Omit<Statement, "contentSha256">, context: FocusContext): FocusRow[] {
  return statement.lines.map((line) => ({
    ...billOf(statement, context),
    ...chargeOf(line, context),
    ...pricesOf(line),
    ...commitmentOf(line),
    ...serviceOf(line),
    RegionId: textOrNull(context.region.id),
    RegionName: textOrNull(context.region.name),
    SubAccountId: line.team,
    SubAccountName: line.team === null ? null : (context.teams?.get(line.team) ?? null),
    Tags: null,
    x_LineId: line.id,
    x_Coverage: String(line.coverage),
    x_StatementStatus: statement.status,
  }));
}

function billOf(statement: Omit<Statement, "contentSha256">, { provider }: FocusContext) {
  return {
    BillingAccountId: statement.tenant,
    BillingAccountName: textOrNull(statement.tenantName),
    BillingCurrency: statement.currency,
    BillingPeriodStart: focusTime(statement.billingPeriodStart, "start"),
    BillingPeriodEnd: focusTime(statement.billingPeriodEnd, "end"),
    InvoiceId: statement.number,
    InvoiceIssuerName: provider,
    ProviderName: provider,
    PublisherName: provider,
    ServiceProviderName: provider,
    HostProviderName: provider,
  };
}

function chargeOf(line: StatementLine, { language }: FocusContext) {
  return {
    ChargeCategory: line.category,
    ChargeClass: line.chargeClass,
    ChargeDescription: textOrNull(lineWords(line)[language]),
    ChargeFrequency: frequencyOf(line),
    ChargePeriodStart: focusTime(line.from, "start"),
    ChargePeriodEnd: focusTime(line.to, "end"),
    BilledCost: line.billed,
    EffectiveCost: line.effective,
    ListCost: line.list,
    ContractedCost: line.list,
  };
}

function frequencyOf({ category }: StatementLine): string {
  if (category === "Purchase") return "Recurring";
  return category === "Usage" ? "Usage-Based" : "One-Time";
}

function pricesOf(line: StatementLine) {
  const isConsumed = line.category === "Usage" && line.commitment !== "Unused";
  return {
    PricingCategory: line.category === "Adjustment" ? null : line.commitment ? "Committed" : "Standard",
    PricingQuantity: line.quantity,
    PricingUnit: line.pricingUnit,
    ListUnitPrice: line.unitPrice,
    ContractedUnitPrice: line.unitPrice,
    ConsumedQuantity: isConsumed ? line.quantity : null,
    ConsumedUnit: isConsumed ? line.pricingUnit : null,
  };
}

function commitmentOf(line: StatementLine) {
  const isCommitment = line.commitment !== null || line.category === "Purchase";
  if (!isCommitment) return noCommitment;
  return {
    CommitmentDiscountCategory: "Usage",
    CommitmentDiscountId: line.lease,
    CommitmentDiscountQuantity: line.quantity,
    CommitmentDiscountStatus: line.commitment,
    CommitmentDiscountType: "Lease",
    CommitmentDiscountUnit: line.pricingUnit,
  };
}

const noCommitment = {
  CommitmentDiscountCategory: null,
  CommitmentDiscountId: null,
  CommitmentDiscountQuantity: null,
  CommitmentDiscountStatus: null,
  CommitmentDiscountType: null,
  CommitmentDiscountUnit: null,
};

function serviceOf(line: StatementLine) {
  const isCompute = line.resource === "accelerators" || line.resource === "pflops";
  const version = `v${line.priceVersion}`;
  const details = { x_PriceVersion: line.priceVersion, ...(line.band ? { x_Band: line.band } : {}) };
  return {
    ServiceCategory: isCompute ? "Compute" : "Other",
    ServiceSubcategory: isCompute ? "Other (Compute)" : "Other (Other)",
    ServiceName: isCompute ? "Accelerators" : "Colocation",
    ResourceId: line.lease,
    ResourceName: line.lease,
    ResourceType: line.lease === null ? null : "Lease",
    SkuId: line.rule,
    SkuMeter: line.model ?? line.resource,
    SkuPriceDetails: JSON.stringify(details),
    SkuPriceId: [version, line.rule, ...(line.band ? [line.band] : [])].join("/"),
  };
}

/** `2025-12-31T16:00:00Z`. A charge that starts or ends inside a second is rounded outwards, so it stays inside. */
function focusTime(instant: string, edge: "start" | "end"): string {
  const seconds = Date.parse(instant) / 1000;
  const whole = edge === "start" ? Math.floor(seconds) : Math.ceil(seconds);
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}Z`;
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
