import type { Report } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import { useReportPlace } from "./report-place.tsx";

/** Reports that are kept, newest first: drafts in hand, and what was issued for good. */
export function ReportShelf({ center, shown }: { center: string; shown: Report | null }) {
  const intl = useIntl();
  const { change } = useReportPlace();
  const list = useQuery(api.reports.list.queryOptions({ input: { center } }));
  return (
    <section>
      <h2 className="mb-2 text-sm text-faint">{intl.formatMessage({ id: "reports.kept" })}</h2>
      <Asked query={list} lines={4}>
        {(reports) => (
          <ul className="grid gap-0.5 text-sm">
            {reports.length === 0 && (
              <li className="text-faint">{intl.formatMessage({ id: "reports.kept.none" })}</li>
            )}
            {reports.map(({ id, number, period, status, version, runsTo }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-current={shown?.id === id ? "page" : undefined}
                  className="w-full rounded px-2 py-1 text-left hover:bg-raised aria-[current=page]:bg-raised"
                  onClick={() =>
                    change({ report: number ?? id, period, known: undefined, figure: undefined })
                  }
                >
                  <span className="num block font-medium">
                    {number ??
                      (runsTo === undefined
                        ? period
                        : intl.formatMessage({ id: "reports.period.running" }, { name: period }))}
                  </span>
                  <span className="text-faint">
                    {intl.formatMessage({ id: `reports.status.${status}` })}
                    {` · ${intl.formatMessage({ id: "reports.version" }, { version })}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
}
