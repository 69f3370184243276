import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { PriceDraft, Statement, StatementLine } from "@aidc/contract";
import { statementSchema } from "@aidc/contract";
import { testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Bill } from "./support/helios-bill.ts";
import { billOf } from "./support/helios-bill.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/**
 * May 2020 of 16 tenants, to the fen. Quotas are contracts for three quarters of it; what runs beyond is paid on
 * demand, at half price by night; prices change on the 11th. The files and every quota end with the 20th: from who
 * leases nothing no use is expected (decision 29), and none is told.
 */

const folder = testData("helios-earth-vc");
const recorded = { from: "2020-05-01T00:00:00+08:00", to: "2020-05-21T00:00:00+08:00" };
const prices = [
  { from: "2020-05-01", committed: 1_234_567n, onDemand: 2_345_679n },
  { from: "2020-05-11", committed: 987_653n, onDemand: 1_999_999n },
];
const committedOf = (quota: number) => Math.floor((quota * 3) / 4);

describe.skipIf(folder === null)("statements of Helios (needs shared data helios-earth-vc)", () => {
  let server: Server;
  let api: Api;
  const bills = new Map<string, Bill>();
  const statements = new Map<string, Statement>();
  const answers = new Map<string, string>();

  beforeAll(async () => {
    server = await startServer();
    api = await openApi(server);
    await server.aidc("replay", "helios", folder ?? "", "--center", "helios", "--speed", "max");
    const document = await api.document("helios");
    const leases = document.leases.map((lease) => ({ ...lease, amount: committedOf(lease.amount) }));
    await api.importCenter({ ...document, leases });
    for (const draft of prices.map(draftOf)) await api.call("POST", "/centers/helios/prices", { draft });
    const names = (await readdir(folder ?? "")).filter((name) => /^vc.*\.csv\.gz$/.test(name));
    for (const name of names)
      bills.set(basename(name, ".csv.gz"), await billOf(join(folder ?? "", name), prices, committedOf));
  }, 300_000);
  afterAll(() => server?.close());

  test("the ledger of all is metered, and a second time nothing changes", async () => {
    const began = performance.now();
    const first: { appended: number } = Object(
      await api.call("POST", "/centers/helios/ledger/meter", recorded),
    );
    const tookMs = Math.round(performance.now() - began);
    expect(first.appended).toBeGreaterThan(10_000);
    process.stderr.write(`metered ${first.appended} intervals of 16 tenants x 20 days in ${tookMs} ms\n`);
    expect(tookMs).toBeLessThan(90_000);
    const again = await api.call("POST", "/centers/helios/ledger/meter", recorded);
    expect(again).toMatchObject({ appended: 0, reversed: 0 });
  });

  test("sixteen statements are issued, each the first of its tenant", async () => {
    expect(bills.size).toBe(16);
    for (const tenant of bills.keys()) {
      const issued = await api.call("POST", statementPath(tenant), {});
      statements.set(tenant, statementSchema.parse(issued));
      answers.set(tenant, JSON.stringify(issued));
    }
    for (const [tenant, { number }] of statements) expect(number).toBe(`helios-${tenant}-2020-0001`);
  });

  test("every line and total is that of the files, to the fen", () => {
    for (const [tenant, bill] of bills) {
      const { lines, billed } = statements.get(tenant) ?? { lines: [], billed: "" };
      expect(billed, tenant).toBe(yuan(bill.total));
      expectAmounts(lines.filter(isPaid), (line) => line.billed, bill.billed, tenant);
      expectAmounts(lines.filter(isShare), (line) => line.effective, bill.effective, tenant);
      for (const line of lines.filter(isShare)) expect(line.billed, line.id).toBe("0.00");
    }
  });

  test("of the days after the last lease nothing is billed, and no use of them is missed", () => {
    for (const { problems, lines, month, billingPeriodStart, billingPeriodEnd } of statements.values()) {
      expect(problems).toEqual([]);
      expect([month, billingPeriodStart, billingPeriodEnd]).toEqual([
        "2020-05",
        "2020-04-30T16:00:00.000Z",
        "2020-05-31T16:00:00.000Z",
      ]);
      for (const { to } of lines) expect(Date.parse(to)).toBeLessThanOrEqual(Date.parse(recorded.to));
    }
  });

  test("the tenants' hours sum to the operator's figures", async () => {
    const window = { fromMs: Date.parse(recorded.from), toMs: Date.parse(recorded.to) };
    const names = ["accelerator_hours_leased", "accelerator_hours_allocated"];
    const figure = await api.figures("helios", window, names);
    const hours = (some: (line: StatementLine) => boolean) =>
      [...statements.values()]
        .flatMap(({ lines }) => lines.filter(some))
        .reduce((sum, { quantity }) => sum + Number(quantity), 0);
    const leased = hours(({ category }) => category === "Purchase");
    const used = hours(({ category, commitment }) => category === "Usage" && commitment !== "Unused");
    const sum = (minutesOf: (bill: Bill) => bigint) =>
      Number([...bills.values()].reduce((all, bill) => all + minutesOf(bill), 0n)) / 60;
    expect(leased).toBeCloseTo(figure("accelerator_hours_leased").value ?? Number.NaN, 5);
    expect(used).toBeCloseTo(figure("accelerator_hours_allocated").value ?? Number.NaN, 5);
    expect(leased).toBeCloseTo(
      sum((bill) => bill.committedMinutes),
      5,
    );
    expect(used).toBeCloseTo(
      sum((bill) => bill.usedMinutes),
      5,
    );
  });

  test("an issued statement is answered as it was, and is never issued twice", async () => {
    for (const [tenant, answer] of answers)
      expect(JSON.stringify(await api.call("GET", statementPath(tenant))), tenant).toBe(answer);
    const [tenant = ""] = answers.keys();
    await expect(api.call("POST", statementPath(tenant), {})).rejects.toThrow(/409/);
  });

  test("a line unfolds to intervals whose exact amounts sum to it", async () => {
    const { lines = [] } = statements.get("vchbv") ?? {};
    for (const line of lines.filter(isPaid)) {
      const sum = await sumOfParts(line);
      expect(Math.abs(sum.amount - Number(line.billed)), line.id).toBeLessThanOrEqual(0.005_01);
      expect(sum.entries).toBe(line.entryCount);
    }
  });

  async function sumOfParts({ id }: StatementLine) {
    const sum = { amount: 0, entries: 0 };
    for (let after: number | null = 0; after !== null; ) {
      const path = `${statementPath("vchbv")}/lines/${encodeURIComponent(id)}?after=${after}`;
      const page: { entries: { exactAmount: string }[]; next: number | null } = Object(
        await api.call("GET", path),
      );
      for (const { exactAmount } of page.entries) sum.amount += Number(exactAmount);
      sum.entries += page.entries.length;
      after = page.next;
    }
    return sum;
  }
});

const statementPath = (tenant: string) => `/centers/helios/tenants/${tenant}/statements/2020-05`;

function draftOf({ from, committed, onDemand }: (typeof prices)[number]): PriceDraft {
  const price = (milliFen: bigint) =>
    `${milliFen / 100_000n}.${String(milliFen % 100_000n).padStart(5, "0")}`;
  const cards = { unit: "card_hour", model: null } as const;
  return {
    effectiveFrom: `${from}T00:00:00+08:00`,
    currency: "CNY",
    note: "",
    rules: [
      { ...cards, id: "committed", basis: "leased", unitPrice: price(committed), bands: [] },
      {
        ...cards,
        id: "beyond",
        basis: "allocated",
        unitPrice: price(onDemand),
        bands: [{ id: "night", from: "22:00", to: "06:00", factor: "0.5" }],
      },
    ],
  };
}

const isShare = ({ commitment }: StatementLine) => commitment !== null;
const isPaid = (line: StatementLine) => !isShare(line);
const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;

/** Sums by what is billed, so that it does not matter into how many lines a statement cuts it. */
function expectAmounts(
  lines: readonly StatementLine[],
  amountOf: (line: StatementLine) => string,
  expected: ReadonlyMap<string, bigint>,
  tenant: string,
): void {
  const found = new Map<string, string>();
  for (const line of lines) {
    const key = `v${line.priceVersion} ${whatIs(line)}`;
    expect(found.has(key), `${tenant}: two lines of ${key}`).toBe(false);
    found.set(key, amountOf(line));
  }
  for (const [key, fen] of expected) expect(found.get(key) ?? "0.00", `${tenant}: ${key}`).toBe(yuan(fen));
  for (const key of found.keys()) expect([...expected.keys()], tenant).toContain(key);
}

function whatIs({ category, commitment, band }: StatementLine): string {
  if (category === "Purchase") return "purchase";
  return commitment?.toLowerCase() ?? band ?? "day";
}
