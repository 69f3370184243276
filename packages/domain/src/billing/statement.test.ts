import type { Statement, StatementLine } from "@aidc/contract";
import { statementSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import type { Month } from "./billing.fixture.ts";
import {
  at,
  band,
  hour,
  lease,
  rated,
  ruleOfInstance,
  ruleOfUse,
  shanghai,
  version,
} from "./billing.fixture.ts";
import { correctionLines } from "./corrections.ts";
import { focusColumns } from "./focus-columns-table.ts";
import { focusRows } from "./focus-rows.ts";
import { formatMinor, parseMinor, sumOf } from "./money.ts";
import { buildStatement, isBlocking } from "./statement.ts";

const versions = [
  version([ruleOfInstance("37000"), ruleOfUse("10", [band("night", "22:00", "06:00", "0.5")])]),
];
const january: Month = {
  month: "2026-01",
  timeZone: shanghai,
  versions,
  leases: [lease({ from: "2025-12-01T00:00:00Z" })],
  cards: (atMs) => (atMs < at("2026-01-10T00:00:00Z") ? 10 : 5),
};

function statementOf(month: Month, more: readonly StatementLine[] = []) {
  const { lines, problems } = rated(month);
  return buildStatement({
    seller: null,
    tenant: "north",
    tenantName: "North Lab",
    month: month.month,
    timeZone: month.timeZone ?? "UTC",
    currency: "CNY",
    ledgerHead: 1,
    lines: [...lines, ...more],
    problems,
  });
}
function issue(statement: Omit<Statement, "contentSha256">): Omit<Statement, "contentSha256"> {
  const issuedAt = "2026-02-01T00:00:00Z";
  return { ...statement, number: "2026-000001", status: "issued", issuedAt, issuedBy: "operator" };
}
const billed = (lines: readonly StatementLine[]) =>
  formatMinor(sumOf(lines.map((line) => parseMinor(line.billed, "CNY"))), "CNY");

describe("a statement", () => {
  test("of January in Shanghai runs from 2025-12-31T16:00Z, and its lines sum to it", () => {
    const statement = statementOf(january);
    expect(statement).toMatchObject({
      billingPeriodStart: "2025-12-31T16:00:00.000Z",
      billingPeriodEnd: "2026-01-31T16:00:00.000Z",
      status: "estimate",
      number: null,
      problems: [],
    });
    expect(statement.billed).toBe(billed(statement.lines));
    expect(statement.roundingRule).toContain("half up");
    expect(statementSchema.parse({ ...statement, contentSha256: "" })).toMatchObject({ billed: "40700.00" });
  });
  test("with something that has no price is blocked; time that was not metered blocks nothing", () => {
    const unpriced = { ...january, versions: [version([ruleOfUse("1", [], "h20")])] };
    expect(statementOf(unpriced).status).toBe("blocked");
    const [from, to] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];
    const problems = [{ code: "not_metered" as const, what: "", from, to }];
    const input = {
      seller: null,
      tenant: "t",
      tenantName: "",
      month: "2026-01",
      timeZone: "UTC",
      currency: "CNY",
    };
    expect(buildStatement({ ...input, ledgerHead: 0, lines: [], problems })).toMatchObject({
      status: "estimate",
      billed: "0.00",
    });
  });
});

test.each([
  ["no_price", true],
  ["no_model", true],
  ["no_peak_known", true],
  ["not_metered", false],
] as const)("%s stops a statement: %s", (code, stops) => {
  expect(isBlocking({ code })).toBe(stops);
});

describe("a month that was issued", () => {
  const late: Month = { ...january, cards: (atMs) => (atMs < at("2026-01-11T00:00:00Z") ? 10 : 5) };
  const february: Month = { ...january, month: "2026-02" };

  test("is put right by a correction in the next open one, by the difference and no more", () => {
    const issued = issue(statementOf(january));
    const before = JSON.stringify(issued);
    const corrections = correctionLines({ issued, later: [], now: rated(late).lines });
    expect(corrections.map((line) => [line.rule, line.band, line.billed, line.effective])).toEqual([
      ["instance", null, "0.00", "-447.58"], // 3 of 8 cards x 24 of 744 h, no longer unused
      ["use", null, "320.00", "320.00"], // 2 cards x 16 h x 10
      ["use", "night", "80.00", "80.00"], // 2 cards x 8 h x 5
      ["instance", null, "0.00", "447.58"],
    ]);
    for (const line of corrections)
      expect(line).toMatchObject({ category: "Adjustment", chargeClass: "Correction" });
    expect(JSON.stringify(issued)).toBe(before);
    expect(billed([...issued.lines, ...corrections])).toBe(billed(rated(late).lines));
    const next = statementOf(february, corrections);
    expect(next.billed).toBe(billed([...rated(february).lines, ...corrections]));
  });

  test("is not corrected twice: what a later statement corrected counts as charged", () => {
    const issued = issue(statementOf(january));
    const first = correctionLines({ issued, later: [], now: rated(late).lines });
    const later = [issue(statementOf(february, first))];
    expect(correctionLines({ issued, later, now: rated(late).lines })).toEqual([]);
    const back = correctionLines({ issued, later, now: rated(january).lines });
    expect(billed(back)).toBe("-400.00");
    expect(new Set(back.map((line) => line.id))).toEqual(new Set(first.map((line) => line.id)));
  });
  test("that came out the same has no correction", () => {
    expect(
      correctionLines({ issued: issue(statementOf(january)), later: [], now: rated(january).lines }),
    ).toEqual([]);
  });
  test("a line that is gone is credited whole, a new one charged whole", () => {
    const issued = issue(statementOf(january));
    expect(billed(correctionLines({ issued, later: [], now: [] }))).toBe(`-${issued.billed}`);
    expect(billed(correctionLines({ issued: { ...issued, lines: [] }, later: [], now: issued.lines }))).toBe(
      issued.billed,
    );
  });
  test("effective amounts are corrected with the billed ones", () => {
    const corrections = correctionLines({
      issued: issue(statementOf(january)),
      later: [],
      now: rated(late).lines,
    });
    const sum = (of: readonly StatementLine[]) => sumOf(of.map((line) => parseMinor(line.effective, "CNY")));
    expect(sum(corrections)).toBe(sum(rated(late).lines) - sum(rated(january).lines));
  });
});

describe("FOCUS rows", () => {
  const context = {
    language: "en" as const,
    provider: "East Computing",
    region: { id: "east", name: "East" },
  };
  const issued = issue(
    statementOf(
      { ...january, month: "2026-02" },
      correctionLines({
        issued: issue(statementOf(january)),
        later: [],
        now: rated({ ...january, cards: () => 7 }).lines,
      }),
    ),
  );
  const rows = focusRows(issued, context);
  const mandatory = (
    "BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodStart BillingPeriodEnd " +
    "ChargeCategory ChargeClass ChargeDescription ChargePeriodStart ChargePeriodEnd ContractedCost EffectiveCost " +
    "InvoiceIssuerName ListCost PricingQuantity PricingUnit ProviderName PublisherName ServiceCategory ServiceName"
  ).split(" ");

  test("have the 21 mandatory columns of 1.2 and the names of 1.3", () => {
    const names = focusColumns.map((column) => column.name);
    const of12 = focusColumns.filter((column) => column.level === "mandatory" && column.version === "1.2");
    expect(of12.map((column) => column.name).sort()).toEqual([...mandatory].sort());
    expect(names).toEqual(expect.arrayContaining(["ServiceProviderName", "HostProviderName"]));
    expect(new Set(names).size).toBe(names.length);
    for (const row of rows) expect(new Set(Object.keys(row))).toEqual(new Set(names));
  });
  test("are null where there is nothing, and never empty, N/A or a number with a plus or grouping", () => {
    for (const row of rows) {
      for (const column of focusColumns) {
        const value = row[column.name];
        if (value === null) expect(column.isNullable, column.name).toBe(true);
        else expect(value, column.name).toMatch(formOf[column.type]);
      }
    }
  });
  const formOf = {
    string: /^(?!N\/A$).+$/,
    decimal: /^-?\d+(\.\d+)?$/,
    datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    json: /^\{.*\}$/,
  };
  test("of Shanghai's February start 2026-01-31T16:00:00Z", () => {
    expect(rows[0]).toMatchObject({
      BillingPeriodStart: "2026-01-31T16:00:00Z",
      BillingPeriodEnd: "2026-02-28T16:00:00Z",
      InvoiceId: "2026-000001",
      BillingCurrency: "CNY",
    });
  });
  test("sum to the statement", () => {
    expect(formatMinor(sumOf(rows.map((row) => parseMinor(row.BilledCost ?? "", "CNY"))), "CNY")).toBe(
      issued.billed,
    );
  });
  test("unit price x quantity is the list cost wherever both stand", () => {
    const priced = rows.filter((row) => row.ListUnitPrice !== null);
    expect(priced.length).toBeGreaterThan(2);
    for (const row of priced)
      expect(
        Math.abs(Number(row.ListUnitPrice) * Number(row.PricingQuantity) - Number(row.ListCost)),
      ).toBeLessThan(0.005);
  });
  test("a commitment: billed at purchase, effective in use, unused not consumed, status only on use", () => {
    const of = (category: string, status: string | null) =>
      rows.find((row) => row.ChargeCategory === category && row.CommitmentDiscountStatus === status);
    expect(of("Purchase", null)).toMatchObject({
      BilledCost: "37000.00",
      EffectiveCost: "0.00",
      PricingCategory: "Standard",
      ChargeFrequency: "Recurring",
      ConsumedQuantity: null,
      CommitmentDiscountId: "lease-1",
      CommitmentDiscountQuantity: "1",
    });
    expect(of("Usage", "Used")).toMatchObject({
      BilledCost: "0.00",
      EffectiveCost: "23125.00",
      PricingCategory: "Committed",
      ConsumedQuantity: "0.625",
    });
    expect(of("Usage", "Unused")).toMatchObject({ EffectiveCost: "13875.00", ConsumedQuantity: null });
  });
  test("a correction is of an earlier month and has no price of its own", () => {
    const corrections = rows.filter((row) => row.ChargeClass === "Correction");
    expect(corrections.length).toBeGreaterThan(0);
    for (const row of corrections) {
      expect(row).toMatchObject({ ChargeCategory: "Adjustment", PricingQuantity: null, ListUnitPrice: null });
      expect(String(row.ChargePeriodEnd) <= String(row.BillingPeriodStart)).toBe(true);
    }
  });
  test("an estimate has no invoice", () => {
    expect(focusRows(statementOf(january), context)[0]).toMatchObject({
      InvoiceId: null,
      x_StatementStatus: "estimate",
    });
  });
  test("milliseconds are rounded outwards", () => {
    const [line] = issued.lines;
    if (!line) throw new Error("no line");
    const odd = { ...line, from: "2026-02-01T00:00:00.900Z", to: "2026-02-01T01:00:00.100Z" };
    expect(focusRows({ ...issued, lines: [odd] }, context)[0]).toMatchObject({
      ChargePeriodStart: "2026-02-01T00:00:00Z",
      ChargePeriodEnd: "2026-02-01T01:00:01Z",
    });
    expect(hour).toBe(3_600_000);
  });
});
