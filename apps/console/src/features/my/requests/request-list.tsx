import type { Lease, LeaseRequest } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { useLeaseWords } from "../use-lease-words.ts";

const marks: Readonly<Record<LeaseRequest["state"], Mark>> = {
  open: "info",
  approved: "normal",
  declined: "warning",
  withdrawn: "unknown",
};

/** Requests with their answers, newest first. */
export function RequestList(props: {
  requests: readonly LeaseRequest[];
  leases: readonly Lease[];
  canWithdraw: boolean;
  onAsk: (() => void) | null;
}) {
  const { requests, leases, canWithdraw, onAsk } = props;
  const intl = useIntl();
  const own = useOfTenant();
  const queries = useQueryClient();
  const withdraw = useMutation({
    ...api.leasing.withdraw.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: api.leasing.requests.key() }),
  });
  if (requests.length === 0) {
    return (
      <EmptyNote title={intl.formatMessage({ id: "my.requests.none" })}>
        {onAsk && <Button onClick={onAsk}>{intl.formatMessage({ id: "my.ask" })}</Button>}
      </EmptyNote>
    );
  }
  return (
    <>
      {withdraw.error && <FailureNote {...describeFailure(withdraw.error)} />}
      <ul>
        {requests.map((request) => (
          <RequestItem key={request.id} request={request} leases={leases}>
            {canWithdraw && request.state === "open" && (
              <Button
                look="quiet"
                disabled={withdraw.isPending}
                onClick={() => withdraw.mutate({ ...own, request: request.id })}
              >
                {intl.formatMessage({ id: "my.request.withdraw" })}
              </Button>
            )}
          </RequestItem>
        ))}
      </ul>
    </>
  );
}

function RequestItem(props: { request: LeaseRequest; leases: readonly Lease[]; children: ReactNode }) {
  const { request, leases, children } = props;
  const intl = useIntl();
  const words = useLeaseWords();
  const { timeZone } = useMyTenant().state.center;
  const { state, wish, note, askedBy, askedAt, decidedBy, decidedAt, answer, lease } = request;
  const show = (iso: string) => showMoment(Date.parse(iso), timeZone, intl.locale);
  return (
    <li className="grid items-start gap-x-6 gap-y-1 border-b border-rule py-3 sm:grid-cols-[8rem_1fr_auto]">
      <p className="flex items-center gap-2">
        <StateMark mark={marks[state]} className="size-3 shrink-0" />
        {intl.formatMessage({ id: `my.request.${state}` })}
      </p>
      <div className="grid min-w-0 gap-1">
        <p className="font-medium">{words.wish(wish, leases)}</p>
        {note && <p className="text-sm whitespace-pre-line text-soft">{note}</p>}
        <p className="num text-sm text-faint">{`${sayAuthor(askedBy, intl)} · ${show(askedAt)}`}</p>
        {decidedAt && state !== "withdrawn" && (
          <p className="border-l-2 border-rule pl-3 text-sm">
            {answer && <span className="block whitespace-pre-line">{answer}</span>}
            <span className="num text-faint">
              {[
                decidedBy && sayAuthor(decidedBy, intl),
                show(decidedAt),
                lease && intl.formatMessage({ id: "my.request.lease" }, { lease }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </p>
        )}
      </div>
      {children}
    </li>
  );
}
