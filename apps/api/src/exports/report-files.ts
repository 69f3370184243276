import type { Report, ReportFormat } from "@aidc/contract";
import { reportFileName, reportFormatFacts, reportJsonSchema } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { reportCsv } from "./report/report-csv.ts";
import { reportNotes } from "./report/report-notes.ts";
import { reportPdf } from "./report/report-pdf.ts";
import type { Drawing } from "./report/report-view.ts";
import { cutForPrint, viewReport } from "./report/report-view.ts";
import { reportXlsx } from "./report/report-xlsx.ts";

/** An issued report as a file; only the report and the program go in, so that one program always draws the same bytes. */
export async function reportFile(report: Report, format: ReportFormat, how: Drawing): Promise<File> {
  const bytes = await bytesOf(report, format, how);
  const { language } = how;
  return new File([Uint8Array.from(bytes)], reportFileName(report.number ?? report.id, format, language), {
    type: reportFormatFacts[format].type,
  });
}

function bytesOf(report: Report, format: ReportFormat, how: Drawing): Promise<Buffer> | Buffer {
  const json = () => Buffer.from(`${canonicalJson(report)}\n`);
  switch (format) {
    case "json":
      return json();
    case "csv":
      return reportCsv(report);
    case "notes":
      return reportNotes(report);
    case "schema":
      return Buffer.from(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
    case "xlsx":
      return reportXlsx(report, how);
    case "pdf":
      return reportPdf(cutForPrint(viewReport(report, how)), json());
  }
}
