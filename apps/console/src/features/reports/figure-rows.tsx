import type { Report, ReportFigure } from "@aidc/contract";
import { figureRests } from "@aidc/domain";
import { FigureSamples } from "./figure-samples.tsx";
import { TableBlock } from "./table-block.tsx";
import { useSay } from "./use-say.ts";

/**
 * The rows that the formula is computed over, as the last chapter and the CSV have them, and what those were made
 * from: points with their samples, or records that people made.
 */
export function FigureRows({ row, report }: { row: ReportFigure; report: Report }) {
  const say = useSay();
  const { tables, explained, records } = figureRests(row, report);
  const { id: center, timeZone } = report.content.center;
  return (
    <>
      {tables.map((table) => (
        <TableBlock key={table.id} table={table} isFolded />
      ))}
      {records.map((text) => (
        <p key={text.en} className="text-sm text-soft">
          {say(text)}
        </p>
      ))}
      {explained.map((name) => (
        <FigureSamples key={name} {...{ name, figure: row.figure, center, timeZone }} />
      ))}
    </>
  );
}
