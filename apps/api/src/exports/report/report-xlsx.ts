/** Cover, notes, then one table a sheet; the same report gives the same bytes. Source: UK statistics practice. */
import type { Report } from "@aidc/contract";
import { minorDigitsOf } from "@aidc/domain";
import { toXlsx } from "../xlsx.ts";
import { reportTables } from "./report-tables.ts";
import type { Drawing } from "./report-view.ts";
import { viewReport } from "./report-view.ts";

const sheetNameMost = 31;

export function reportXlsx(report: Report, how: Drawing): Promise<Buffer> {
  const { language } = how;
  const view = viewReport(report, how);
  const tables = reportTables(report, language);
  const { content } = report;
  return toXlsx({
    cover: [[view.words.report, view.headline], ...view.facts],
    notes: [
      ...(view.note === "" ? [] : [view.note]),
      ...content.findings.map((finding) => finding[language]),
      ...content.methods.map(
        (method) => `${method.id} ${method.version}: ${method.definition[language]} (${method.source})`,
      ),
      ...content.gaps.map((gap) => `${gap.what[language]}: ${gap.from} – ${gap.to}`),
      ...tables.flatMap(({ id, title, notes }) => notes.map((note) => `${title} (${id}): ${note}`)),
    ],
    sheets: sheetsOf(tables),
    minorDigits: minorDigitsOf(content.center.currency),
  });
}

/** Names of sheets are short and differ without their case. */
function sheetsOf(tables: ReturnType<typeof reportTables>) {
  const taken = new Set<string>();
  return tables.map(({ id, table }) => {
    const stem = id.replace(/[^a-z0-9_. -]/gi, "_");
    let name = stem.slice(0, sheetNameMost);
    for (let next = 2; taken.has(name.toLowerCase()); next++)
      name = `${stem.slice(0, sheetNameMost - 3)}_${next}`;
    taken.add(name.toLowerCase());
    return { name, table };
  });
}
