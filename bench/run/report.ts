/** What a benchmark hands back: tables for people, the same numbers for machines, and what to keep in mind. */
export interface Report {
  readonly name: string;
  readonly tables: readonly Table[];
  /** Every measured number, as JSON. */
  readonly facts: unknown;
  readonly remarks: readonly string[];
}

interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
/** A number is printed with three significant digits; null is a dash. */
type Cell = string | number | null;

export interface Benchmark {
  readonly name: string;
  readonly about: string;
  run(options: BenchOptions): Promise<Report>;
}

export interface BenchOptions {
  readonly ingestSamples: number;
  /** Programs of the peers that are asked for; those that are not installed are left out. */
  readonly peers: readonly string[];
  /** Installs a copy of the project from scratch. */
  readonly withCold: boolean;
  /** Folder for CPU profiles of the server; null: none are taken. */
  readonly profileDir: string | null;
}

export function printReport({ tables, remarks }: Report): void {
  for (const table of tables) console.log(`\n${table.title}\n${renderTable(table)}`);
  for (const remark of remarks) console.log(`  note: ${remark}`);
}

function renderTable({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map(cellText))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const render = (line: readonly string[]) =>
    `  ${line.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join("   ")}`;
  return lines.map(render).join("\n");
}

function cellText(cell: Cell): string {
  if (cell === null) return "-";
  return typeof cell === "string" ? cell : threeDigits(cell);
}

function threeDigits(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

/** @param share 0.5 for the median; null when there are no values */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

/** `a / b`, or null when one of them is unknown. */
export function ratio(a: number | null | undefined, b: number | null | undefined): number | null {
  return a === null || a === undefined || b === null || b === undefined || b === 0 ? null : a / b;
}
