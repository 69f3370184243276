import type { Statement } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";

/** Numbered and frozen, so it asks once; where it cannot be done yet it says why. */
export function IssueStatement({ statement, nowMs }: { statement: Statement; nowMs: number }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const queries = useQueryClient();
  const [isAsked, ask] = useState(false);
  const issue = useMutation({
    ...api.billing.issueStatement.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.billing.key() }),
  });
  const failure = issue.error && describeFailure(issue.error);
  const { tenant, month, status } = statement;
  if (Date.parse(statement.billingPeriodEnd) > nowMs)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.issue.open" })}</p>;
  if (status === "blocked")
    return <p className="text-sm">{intl.formatMessage({ id: "desk.issue.blocked" })}</p>;
  return (
    <div className="grid gap-3">
      {isAsked ? (
        <>
          <p>{intl.formatMessage({ id: "desk.issue.sure" }, { month, tenant: statement.tenantName })}</p>
          <div className="flex gap-2">
            <Button
              look="strong"
              disabled={issue.isPending}
              onClick={() => issue.mutate({ center: center.id, tenant, month })}
            >
              {intl.formatMessage({ id: "desk.issue" })}
            </Button>
            <Button onClick={() => ask(false)}>{intl.formatMessage({ id: "desk.cancel" })}</Button>
          </div>
        </>
      ) : (
        <div>
          <Button onClick={() => ask(true)}>{intl.formatMessage({ id: "desk.issue" })}</Button>
        </div>
      )}
      <Refusal failure={failure} faults={sortFaults(failure, [])} />
    </div>
  );
}
