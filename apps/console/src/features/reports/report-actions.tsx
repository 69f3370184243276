import type { Report, Viewer } from "@aidc/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { isOperator } from "../../api/viewer.ts";
import { Button } from "../../ui/button.tsx";
import { FailureNote } from "../../ui/failure-note.tsx";
import { TextField } from "../../ui/field.tsx";
import { Downloads } from "./downloads.tsx";
import { useReportPlace } from "./report-place.tsx";

interface Step {
  readonly id: "draft" | "review" | "issue";
  readonly run: () => Promise<Report>;
}

/** Draft, review, issue: the one next step that this person may take, and the files of what is issued. */
export function ReportActions(props: { center: string; viewer: Viewer; report: Report; isPreview: boolean }) {
  const { center, viewer, report, isPreview } = props;
  const intl = useIntl();
  const queries = useQueryClient();
  const { change } = useReportPlace();
  const step = useMutation({
    mutationFn: ({ run }: Step) => run(),
    onSuccess: async (done) => {
      await queries.invalidateQueries({ queryKey: api.reports.key() });
      change({ report: done.number ?? done.id, period: done.content.period.name });
    },
  });
  const [cause, setCause] = useState("");
  const next = nextStep(center, viewer, report, { isPreview, cause });
  const isNewVersion = useIsNewVersion(center, report, next?.id === "issue");
  return (
    <div className="no-print mb-6 grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <span className="rounded border border-info px-1.5 text-sm">
          {intl.formatMessage({ id: isPreview ? "reports.preview" : `reports.status.${report.status}` })}
        </span>
        {next && (
          <Button look="strong" disabled={step.isPending} onClick={() => step.mutate(next)}>
            {intl.formatMessage({ id: `reports.do.${next.id}` })}
          </Button>
        )}
        <Button onClick={() => window.print()}>{intl.formatMessage({ id: "reports.print" })}</Button>
        {report.seal !== null && <Downloads center={center} number={report.number ?? report.id} />}
      </div>
      {isPreview && (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "reports.preview.what" })}</p>
      )}
      {report.status === "reviewed" && (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "reports.issue.other" })}</p>
      )}
      {isNewVersion && (
        <div className="max-w-[32rem]">
          <TextField
            label={intl.formatMessage({ id: "reports.cause" })}
            hint={intl.formatMessage({ id: "reports.cause.hint" })}
            maxLength={500}
            value={cause}
            onChange={({ target }) => setCause(target.value)}
          />
        </div>
      )}
      {step.error && <FailureNote {...describeFailure(step.error)} />}
    </div>
  );
}

/** Whether issuing it supersedes a version, which says why. */
function useIsNewVersion(center: string, report: Report, isIssuable: boolean): boolean {
  const list = useQuery({ ...api.reports.list.queryOptions({ input: { center } }), enabled: isIssuable });
  const { name } = report.content.period;
  return isIssuable && !!list.data?.some(({ period, status }) => period === name && status === "issued");
}

function nextStep(
  center: string,
  viewer: Viewer,
  report: Report,
  { isPreview, cause }: { readonly isPreview: boolean; readonly cause: string },
): Step | null {
  const input = { center, report: report.id };
  if (isPreview)
    return isOperator(viewer)
      ? { id: "draft", run: () => api.reports.draft.call({ center, period: report.content.period.name }) }
      : null;
  if (report.status === "draft") return { id: "review", run: () => api.reports.review.call(input) };
  if (report.status === "reviewed" && isOperator(viewer))
    return { id: "issue", run: () => api.reports.issue.call({ ...input, cause }) };
  return null;
}
