import type { Planned, Report } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createContext, useContext } from "react";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import type { Comparison } from "./comparison.ts";
import { comparisonOf, otherReport } from "./comparison.ts";
import { useReportPlace } from "./report-place.tsx";
import { useSay } from "./use-say.ts";

export interface Compared {
  readonly comparison: Comparison;
  /** Somebody chose it; else it is the period before, and the earlier periods stand in their own columns. */
  readonly isAsked: boolean;
  /** What it is compared with, in words: a period, a center, or the plan. */
  readonly name: string;
  /** The other report, where one was asked for and has come. */
  readonly other: Report | undefined;
  /** What counts as planned for the period, where the plan was asked for and has come. */
  readonly planned: readonly Planned[] | undefined;
  readonly isRunning: boolean;
}

const ComparedContext = createContext<Compared | null>(null);

export function useCompared(): Compared {
  const compared = useContext(ComparedContext);
  if (compared === null) throw new Error("outside of a comparison");
  return compared;
}

/** One choice drives the difference of every figure, the sentences and the second line of every chart. */
export function ComparedWith({ report, children }: { report: Report; children: ReactNode }) {
  const intl = useIntl();
  const say = useSay();
  const { search } = useReportPlace();
  const comparison = comparisonOf(search.compare);
  const own = { center: report.content.center.id, period: report.content.period.name };
  const wanted = otherReport(comparison, own);
  const { data } = useQuery({
    ...api.reports.preview.queryOptions({ input: wanted ?? own }),
    // The report knows its own earlier figures; its charts need the other report only once somebody asks.
    enabled: wanted !== null && search.compare !== undefined,
    staleTime: 60_000,
  });
  const { data: planned } = useQuery({
    ...api.plans.read.queryOptions({ input: own }),
    enabled: comparison.kind === "plan",
    staleTime: 60_000,
  });
  const other = wanted === null ? undefined : data;
  const centerName =
    other &&
    say({ en: other.content.center.name, zh: other.content.center.nameZh ?? other.content.center.name });
  const name =
    comparison.kind === "plan" || comparison.kind === "limit"
      ? intl.formatMessage({ id: `reports.column.${comparison.kind}` })
      : comparison.kind === "center"
        ? (centerName ?? comparison.center)
        : (wanted?.period ?? "");
  const isRunning = report.content.period.runsTo !== undefined;
  const isAsked = search.compare !== undefined;
  return (
    <ComparedContext value={{ comparison, isAsked, name, other, planned, isRunning }}>
      {children}
    </ComparedContext>
  );
}
