/**
 * Columns of the FOCUS export, in order: every mandatory one of FOCUS 1.2, the conditional and recommended ones that
 * a statement can fill, the names that 1.3 puts beside ProviderName and PublisherName, and our own (`x_`). All
 * formats (CSV, XLSX, JSON) draw from this list. Source: FOCUS 1.2 and 1.3, standards 3.1.
 */
export const focusVersion = "1.2";

export interface FocusColumn {
  readonly name: string;
  /** Values are text; `decimal` is a number without grouping or plus sign, `datetime` UTC to the second. */
  readonly type: "string" | "decimal" | "datetime" | "json";
  /** The version of FOCUS that the column is taken from; null is our own. */
  readonly version: "1.2" | "1.3" | null;
  readonly level: "mandatory" | "conditional" | "recommended" | "custom";
  readonly isNullable: boolean;
}

type Cell = FocusColumn["type"];

function column(level: FocusColumn["level"], isNullable: boolean, version: FocusColumn["version"] = "1.2") {
  return <Name extends string>(name: Name, type: Cell = "string") =>
    ({ name, type, version, level, isNullable }) satisfies FocusColumn;
}
const must = column("mandatory", false);
const mustOrNull = column("mandatory", true);
const may = column("conditional", true);
const should = column("recommended", true);
const next = column("mandatory", false, "1.3");
const own = column("custom", true, null);

export const focusColumns = [
  must("BilledCost", "decimal"),
  must("BillingAccountId"),
  mustOrNull("BillingAccountName"),
  must("BillingCurrency"),
  must("BillingPeriodEnd", "datetime"),
  must("BillingPeriodStart", "datetime"),
  must("ChargeCategory"),
  mustOrNull("ChargeClass"),
  mustOrNull("ChargeDescription"),
  should("ChargeFrequency"),
  must("ChargePeriodEnd", "datetime"),
  must("ChargePeriodStart", "datetime"),
  may("CommitmentDiscountCategory"),
  may("CommitmentDiscountId"),
  may("CommitmentDiscountQuantity", "decimal"),
  may("CommitmentDiscountStatus"),
  may("CommitmentDiscountType"),
  may("CommitmentDiscountUnit"),
  may("ConsumedQuantity", "decimal"),
  may("ConsumedUnit"),
  must("ContractedCost", "decimal"),
  may("ContractedUnitPrice", "decimal"),
  must("EffectiveCost", "decimal"),
  next("HostProviderName"),
  should("InvoiceId"),
  must("InvoiceIssuerName"),
  must("ListCost", "decimal"),
  may("ListUnitPrice", "decimal"),
  may("PricingCategory"),
  mustOrNull("PricingQuantity", "decimal"),
  mustOrNull("PricingUnit"),
  must("ProviderName"),
  must("PublisherName"),
  may("RegionId"),
  may("RegionName"),
  may("ResourceId"),
  may("ResourceName"),
  may("ResourceType"),
  must("ServiceCategory"),
  must("ServiceName"),
  next("ServiceProviderName"),
  should("ServiceSubcategory"),
  may("SkuId"),
  may("SkuMeter"),
  may("SkuPriceDetails", "json"),
  may("SkuPriceId"),
  may("SubAccountId"),
  may("SubAccountName"),
  may("Tags", "json"),
  own("x_LineId"),
  own("x_Coverage", "decimal"),
  own("x_StatementStatus"),
] as const;

export type FocusColumnName = (typeof focusColumns)[number]["name"];
