import type { QueueWaitJob } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { showMoment } from "../../ui/format/time.ts";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { useWords } from "../../ui/use-words.ts";

/** A row a job; the account of a tenant leads to its page, where it is told at all. */
export function QueuedJobTable(props: {
  jobs: readonly QueueWaitJob[];
  center: { readonly id: string; readonly timeZone: string };
}) {
  const { jobs, center } = props;
  const intl = useIntl();
  const words = useWords();
  const moment = (at: string | null) =>
    at === null ? "\u2013" : showMoment(Date.parse(at), center.timeZone, words.language);
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "jobs.job" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "jobs.account" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "jobs.wait" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "jobs.kind" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "jobs.eligible" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "jobs.start" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "jobs.end" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "jobs.accelerators" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <Cell>{job.id}</Cell>
            <Cell>
              <Account center={center.id} job={job} />
            </Cell>
            <Cell isNumber>
              {job.kind === "waiting" ? "\u2265 " : ""}
              {words.quantity(job.waitHours, "h")}
            </Cell>
            <Cell>
              <span className="whitespace-nowrap">{intl.formatMessage({ id: `jobs.kind.${job.kind}` })}</span>
            </Cell>
            <Cell>{moment(job.eligible)}</Cell>
            <Cell>{moment(job.start)}</Cell>
            <Cell>{moment(job.end)}</Cell>
            <Cell isNumber>{job.accelerators === null ? "\u2013" : words.count(job.accelerators)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Account({ center, job: { account, isTenant } }: { center: string; job: QueueWaitJob }) {
  if (account === null) return "\u2013";
  if (!isTenant) return account;
  return (
    <Link
      to="/ops/tenants/$center/$tenant"
      params={{ center, tenant: account }}
      className="underline decoration-rule hover:decoration-ink"
    >
      {account}
    </Link>
  );
}
