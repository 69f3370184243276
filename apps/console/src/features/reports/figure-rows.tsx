import type { Report, ReportTable } from "@aidc/contract";
import { TableBlock } from "./table-block.tsx";

/** The rows that the formula is computed over, as the last chapter and the CSV have them. */
export function FigureRows({ formula, report }: { formula: string; report: Report }) {
  return tablesIn(formula, report).map((table) => <TableBlock key={table.id} table={table} isFolded />);
}

/** `sum(raw.energy_day.it_kwh)` names the table `energy_day`; each table once, in the order of the chapter. */
function tablesIn(formula: string, { content }: Report): ReportTable[] {
  const named = new Set([...formula.matchAll(/\braw\.([a-z0-9_]+)/g)].map(([, id]) => id));
  const raw = content.chapters.find(({ id }) => id === "raw");
  return (raw?.blocks ?? []).filter((block) => block.kind === "table").filter(({ id }) => named.has(id));
}
