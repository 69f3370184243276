import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { toCsv } from "./csv.ts";
import { hostileNames } from "./hostile-names.fixture.ts";
import { readCsv, readXlsx, unguarded } from "./read-back.fixture.ts";
import type { Table } from "./table.ts";
import { toXlsx } from "./xlsx.ts";

const columns: Table["columns"] = [
  { name: "TenantName", kind: "text", unit: null },
  { name: "BilledCost", kind: "amount", unit: "CNY" },
  { name: "PricingQuantity", kind: "quantity", unit: null },
  { name: "Tag", kind: "text", unit: null },
];
const table: Table = {
  columns,
  rows: hostileNames.map((name, at) => [name, `-${at}.05`, `${at}.123456789`, at % 2 === 0 ? null : name]),
};
const workbook = {
  cover: [["Tenant", "=1+1"] as const, ["Billed", { amount: "-12.50", currency: "CNY" }] as const],
  notes: ["=1+1"],
  minorDigits: 2,
};

describe("exports of a table", () => {
  it("has sixty hostile names to prove itself with", () => {
    expect(hostileNames).toHaveLength(60);
    expect(new Set(hostileNames).size).toBe(60);
  });

  it("writes CSV that reads back the same, with text guarded and negative numbers bare", () => {
    const [header, ...rows] = readCsv(toCsv(table));
    expect(header).toEqual(columns.map(({ name }) => name));
    expect(rows.map(([name]) => unguarded(name ?? ""))).toEqual(hostileNames);
    for (const [name] of rows) expect(name).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/);
    expect(rows.map(([, amount]) => amount)).toEqual(table.rows.map((row) => row[1]));
    expect(rows.map(([, , quantity]) => quantity)).toEqual(table.rows.map((row) => row[2]));
    expect(rows.map(([, , , tag]) => tag === null)).toEqual(table.rows.map((row) => row[3] === null));
    expect(toCsv(table).toString()).toContain(",-3.05,");
  });

  it("writes XLSX in which every name is text, every amount a number and nothing a formula", async () => {
    const sheets = readXlsx(await toXlsx({ ...workbook, sheets: [{ name: "Charges", table }] }));
    expect([...sheets.keys()]).toEqual(["Cover", "Notes", "Charges"]);
    const [header, ...rows] = sheets.get("Charges") ?? [];
    expect(header?.get("B")?.text).toBe("BilledCost (CNY)");
    expect(rows.map((row) => row.get("A")?.text)).toEqual(hostileNames);
    expect(rows.map((row) => row.get("B"))).toEqual(
      hostileNames.map((_, at) => ({ text: String(-at - 0.05), isNumber: true, isFormula: false })),
    );
    expect(rows.map((row) => row.get("D")?.text ?? null)).toEqual(table.rows.map((row) => row[3]));
    for (const sheet of sheets.values())
      for (const row of sheet)
        for (const cell of row.values()) {
          expect(cell.isFormula).toBe(false);
        }
    expect(sheets.get("Cover")?.[1]?.get("B")).toMatchObject({ text: "-12.5", isNumber: true });
  });

  it("writes the same bytes at another time", async () => {
    const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const first = hash(await toXlsx({ ...workbook, sheets: [{ name: "Charges", table }] }));
    vi.useFakeTimers({ now: Date.parse("2031-07-01T12:00:00Z"), toFake: ["Date"] });
    try {
      expect(hash(await toXlsx({ ...workbook, sheets: [{ name: "Charges", table }] }))).toBe(first);
    } finally {
      vi.useRealTimers();
    }
    expect(toCsv(table).equals(toCsv(table))).toBe(true);
  });

  it("leaves a negative amount with its unit as it is printed elsewhere, and guards what only begins like one", () => {
    const texts = ["-1227716411.22 CNY", "-0.4 CNY/kWh", "-3 %", "-1+1", "-2 CNY;=A1", "-1 A1", "-1e5"];
    const one: Table = { columns: columns.slice(0, 1), rows: texts.map((text) => [text]) };
    const [, ...rows] = readCsv(toCsv(one));
    expect(rows.map(([text]) => text)).toEqual([
      ...texts.slice(0, 3),
      ...texts.slice(3).map((text) => `'${text}`),
    ]);
  });

  it("takes nothing for a number that is none", async () => {
    const wrong: Table = { columns, rows: [["x", "=1+1", "1", null]] };
    expect(() => toCsv(wrong)).toThrow(/BilledCost/);
    await expect(toXlsx({ ...workbook, sheets: [{ name: "Charges", table: wrong }] })).rejects.toThrow(
      /BilledCost/,
    );
  });
});
