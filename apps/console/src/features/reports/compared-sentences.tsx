import type { Report, ReportFigure } from "@aidc/contract";
import { textInRow } from "@aidc/domain";
import { useIntl } from "react-intl";
import { useCompared } from "./compared.tsx";
import { comparedRow } from "./comparison.ts";
import { useDifferenceText } from "./difference-text.ts";
import { useSay } from "./use-say.ts";

/** What differs from what it is compared with, told of the headline figures; and what cannot be compared, and why. */
export function ComparedSentences({ report }: { report: Report }) {
  const intl = useIntl();
  const say = useSay();
  const text = useDifferenceText();
  const { comparison, name, other, planned, isRunning } = useCompared();
  const rows = headlineRows(report).map((row) => ({
    row,
    ...comparedRow(row, comparison, { other, planned, isRunning }),
  }));
  const told = rows.filter(({ difference }) => difference.kind === "known");
  const lacking = rows.filter(({ than, difference }) => than !== null && difference.kind === "unknown");
  if (comparison.kind === "plan" && planned?.length === 0)
    return <p className="mt-4 text-soft">{intl.formatMessage({ id: "reports.compare.noplans" })}</p>;
  return (
    <div className="mt-4 grid max-w-[52rem] gap-2 text-soft">
      <p className="leading-relaxed">
        {told.length === 0
          ? intl.formatMessage({ id: "reports.compare.nothing" }, { name })
          : intl.formatMessage(
              { id: "reports.compare.told" },
              {
                name,
                list: told
                  .map(({ row, than, difference }) =>
                    intl.formatMessage(
                      { id: "reports.compare.item" },
                      {
                        figure: say(row.title),
                        difference: text(difference, row.digits),
                        than: than ? textInRow(than, row.digits) : "",
                      },
                    ),
                  )
                  .join(intl.formatMessage({ id: "reports.compare.and" })),
              },
            )}
      </p>
      {lacking.length > 0 && (
        <p className="text-sm text-faint">
          {intl.formatMessage(
            { id: "reports.compare.lacking" },
            {
              list: lacking
                .map(({ row, difference }) => `${say(row.title)} (${text(difference, row.digits)})`)
                .join(intl.formatMessage({ id: "reports.compare.and" })),
            },
          )}
        </p>
      )}
    </div>
  );
}

function headlineRows({ content }: Report): ReportFigure[] {
  const first = content.chapters[0]?.blocks.find((block) => block.kind === "figures");
  const ids = first?.kind === "figures" ? first.figures : [];
  return ids.flatMap((id) => content.figures.find((row) => row.id === id) ?? []);
}
