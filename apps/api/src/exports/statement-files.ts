import type { Statement } from "@aidc/contract";
import type { FocusRow } from "@aidc/domain";
import { focusColumns, focusVersion, minorDigitsOf } from "@aidc/domain";
import { toCsv } from "./csv.ts";
import type { CellKind, Column, Table } from "./table.ts";
import { toXlsx } from "./xlsx.ts";

export type StatementFormat = "csv" | "xlsx" | "json";

export interface StatementDocument {
  readonly statement: Statement;
  readonly centerName: string;
  readonly rows: readonly FocusRow[];
}

const mediaTypes: Readonly<Record<StatementFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
};

/** All formats are drawn from the same rows, and the same statement gives the same bytes. */
export async function statementFile(document: StatementDocument, format: StatementFormat): Promise<File> {
  const table = tableOf(document);
  const bytes =
    format === "csv" ? toCsv(table) : format === "xlsx" ? await workbook(document, table) : json(document);
  return new File([new Uint8Array(bytes)], `${fileStem(document.statement)}.${format}`, {
    type: mediaTypes[format],
  });
}

/** Of an issued statement its number, which nobody but us has chosen. */
function fileStem({ number, tenant, month, status }: Statement): string {
  return number ?? `${tenant}-${month}-${status}`;
}

function tableOf({ statement, rows }: StatementDocument): Table {
  const columns = focusColumns.map((column) => ({ ...columnOf(column, statement.currency) }));
  return { columns, rows: rows.map((row) => focusColumns.map(({ name }) => row[name])) };
}

function columnOf({ name, type }: (typeof focusColumns)[number], currency: string): Column {
  if (type === "datetime") return { name, kind: "text", unit: "UTC" };
  if (type !== "decimal") return { name, kind: "text", unit: null };
  const kind: CellKind = name.endsWith("Cost") ? "amount" : name.endsWith("UnitPrice") ? "price" : "quantity";
  return { name, kind, unit: kind === "quantity" ? quantityUnit(name) : currency };
}

const quantityUnit = (name: string): string => (name === "x_Coverage" ? "0 to 1" : "of its unit column");

function json({ statement, centerName, rows }: StatementDocument): Buffer {
  const { lines: _lines, ...facts } = statement;
  const document = { focusVersion, center: centerName, statement: facts, rows };
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`, "utf8");
}

function workbook({ statement, centerName }: StatementDocument, table: Table): Promise<Buffer> {
  const { currency } = statement;
  return toXlsx({
    cover: [
      ["Statement", statement.number ?? "not issued"],
      ["Standing", standing[statement.status]],
      ["Center", centerName],
      ["Tenant", statement.tenantName],
      ["Tenant id", statement.tenant],
      ["Month", `${statement.month} (${statement.timeZone})`],
      ["Billing period, UTC", `${statement.billingPeriodStart} to ${statement.billingPeriodEnd}`],
      ["Billed", { amount: statement.billed, currency }],
      ["Lines", String(table.rows.length)],
      ["Issued", statement.issuedAt === null ? "no" : `${statement.issuedAt} by ${statement.issuedBy}`],
      ["Content SHA-256", statement.contentSha256],
    ],
    notes: notesOf(statement),
    sheets: [{ name: "Charges", table }],
    minorDigits: minorDigitsOf(currency),
  });
}

const standing: Readonly<Record<Statement["status"], string>> = {
  estimate: "Estimate: figures may still move",
  blocked: "Blocked: something has no price, and is not free",
  issued: "Issued: billing truth",
};

function notesOf({ roundingRule, method, problems, ledgerHead }: Statement): string[] {
  return [
    `Columns are those of FOCUS ${focusVersion}, with the names of 1.3 beside the deprecated ones; x_ columns are ours.`,
    roundingRule,
    "Amounts are in the currency of the header. Times are UTC; a period includes its start and excludes its end.",
    "An empty cell means absent. A number is never 0 for want of data.",
    "In the CSV, text that a spreadsheet could take for a formula, or that begins with an apostrophe, has one apostrophe in front.",
    `Method ${method.id}, version ${method.version}; ledger up to entry ${ledgerHead}.`,
    ...problems.map(({ code, what, from, to }) => `${code}: ${what} (${from} to ${to})`),
  ];
}
