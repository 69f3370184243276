import type { Report, ReportBlock } from "@aidc/contract";
import { ChartBlock } from "./chart-block.tsx";
import { FigureTable } from "./figure-table.tsx";
import { TableBlock } from "./table-block.tsx";
import { useSay } from "./use-say.ts";

export function ReportBlockView(props: {
  block: ReportBlock;
  report: Report;
  /** Long tables that few read: closed on the screen, open on paper. */
  isFolded: boolean;
}) {
  const { block, report, isFolded } = props;
  const say = useSay();
  switch (block.kind) {
    case "text":
      return <p className="max-w-prose leading-relaxed">{say(block.text)}</p>;
    case "figures":
      return (
        <FigureTable
          title={say(block.title)}
          figures={block.figures.flatMap((id) => report.content.figures.find((one) => one.id === id) ?? [])}
        />
      );
    case "table":
      return <TableBlock table={block} isFolded={isFolded} timeZone={report.content.center.timeZone} />;
    case "chart":
      return <ChartBlock chart={block} report={report} />;
  }
}
