import type { ReportLanguage, Statement } from "@aidc/contract";
import type { FocusRow } from "@aidc/domain";
import { focusColumns, focusVersion, minorDigitsOf, problemWords, roundingWordsOf } from "@aidc/domain";
import { toCsv } from "./csv.ts";
import type { StatementWords } from "./statement-words.ts";
import { statementWords } from "./statement-words.ts";
import type { CellKind, Column, Table } from "./table.ts";
import { toXlsx } from "./xlsx.ts";

export type StatementFormat = "csv" | "xlsx" | "json";

export interface StatementDocument {
  readonly language: ReportLanguage;
  readonly statement: Statement;
  readonly centerName: string;
  readonly rows: readonly FocusRow[];
}

const mediaTypes: Readonly<Record<StatementFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
};

/** All formats are drawn from the same rows; the same statement in the same language gives the same bytes. */
export async function statementFile(document: StatementDocument, format: StatementFormat): Promise<File> {
  const table = tableOf(document);
  const bytes =
    format === "csv" ? toCsv(table) : format === "xlsx" ? await workbook(document, table) : json(document);
  return new File([new Uint8Array(bytes)], `${fileStem(document)}.${format}`, {
    type: mediaTypes[format],
  });
}

/** Of an issued statement its number, which nobody but us has chosen. */
function fileStem({ statement, language }: StatementDocument): string {
  const { number, tenant, month, status } = statement;
  const stem = number ?? `${tenant}-${month}-${status}`;
  return language === "en" ? stem : `${stem}.${language}`;
}

function tableOf({ statement, rows, language }: StatementDocument): Table {
  const columns = focusColumns.map((column) =>
    columnOf(column, statement.currency, statementWords[language]),
  );
  return { columns, rows: rows.map((row) => focusColumns.map(({ name }) => row[name])) };
}

function columnOf(
  { name, type }: (typeof focusColumns)[number],
  currency: string,
  words: StatementWords,
): Column {
  if (type === "datetime") return { name, kind: "text", unit: "UTC" };
  if (type !== "decimal") return { name, kind: "text", unit: null };
  const kind: CellKind = name.endsWith("Cost") ? "amount" : name.endsWith("UnitPrice") ? "price" : "quantity";
  if (kind !== "quantity") return { name, kind, unit: currency };
  return { name, kind, unit: name === "x_Coverage" ? words.shareUnit : words.quantityUnit };
}

function json({ statement, centerName, rows }: StatementDocument): Buffer {
  const { lines: _lines, ...facts } = statement;
  const document = { focusVersion, center: centerName, statement: facts, rows };
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`, "utf8");
}

function workbook({ statement, centerName, language }: StatementDocument, table: Table): Promise<Buffer> {
  const { currency, number, status, timeZone, issuedAt, issuedBy } = statement;
  const words = statementWords[language];
  return toXlsx({
    cover: [
      [words.statement, number ?? words.notIssued],
      [words.standing, words.standings[status]],
      [words.center, centerName],
      [words.tenant, statement.tenantName],
      [words.tenantId, statement.tenant],
      [words.month, `${statement.month} (${timeZone})`],
      [words.period, words.span(statement.billingPeriodStart, statement.billingPeriodEnd)],
      [words.billed, { amount: statement.billed, currency }],
      [words.lines, String(table.rows.length)],
      [words.issued, issuedAt === null ? words.no : words.issuedBy(issuedAt, issuedBy)],
      [words.sha, statement.contentSha256],
    ],
    notes: notesOf(statement, language),
    sheets: [{ name: "Charges", table }],
    minorDigits: minorDigitsOf(currency),
  });
}

function notesOf(statement: Statement, language: ReportLanguage): string[] {
  const words = statementWords[language];
  return [
    words.columns,
    roundingWordsOf(statement)[language],
    words.amounts,
    words.absent,
    words.guarded,
    words.method(statement),
    ...statement.problems.map((problem) =>
      words.problem(problem.code, problemWords(problem)[language], words.span(problem.from, problem.to)),
    ),
  ];
}
