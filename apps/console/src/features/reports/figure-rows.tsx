import type { Report, ReportFigure } from "@aidc/contract";
import { figureRests } from "@aidc/domain";
import { useIntl } from "react-intl";
import { FigureSamples } from "./figure-samples.tsx";
import { QueuedJobs } from "./queued-jobs.tsx";
import { TableBlock } from "./table-block.tsx";
import { useSay } from "./use-say.ts";

/**
 * The rows that the formula is computed over, as the last chapter and the CSV have them, and what those were made
 * from: points with their samples, or records that people made.
 */
export function FigureRows({ row, report }: { row: ReportFigure; report: Report }) {
  const intl = useIntl();
  const say = useSay();
  const { tables, points, records } = figureRests(row, report);
  const { id: center, timeZone } = report.content.center;
  const place = { figure: row.figure, center, timeZone };
  // The rows are frozen with the report; points and samples are read now, with what came in since.
  const isFrozen = report.number !== null || report.asKnownAt !== null;
  return (
    <>
      {tables.map((table) => (
        <TableBlock key={table.id} table={table} isFolded timeZone={timeZone} />
      ))}
      {records.map((text) => (
        <p key={text.en} className="text-sm text-soft">
          {say(text)}
        </p>
      ))}
      {isFrozen && points.length > 0 && (
        <p className="text-sm text-soft">{intl.formatMessage({ id: "reports.origin.now" })}</p>
      )}
      {tables.some(({ id }) => id === "queue_waits" || id === "queue_ranks") && (
        <QueuedJobs report={report} />
      )}
      {points.map((basis) => (
        <FigureSamples key={basis} basis={basis} {...place} />
      ))}
    </>
  );
}
