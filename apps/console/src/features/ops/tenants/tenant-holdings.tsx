import type { Assignment } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { DeskTable } from "../desk-table.tsx";
import { countAssigned } from "../leases/count-assigned.ts";
import { HeldPlace } from "../leases/place-links.tsx";
import { useLeaseColumns } from "../leases/use-lease-columns.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import type { LeaseBook } from "../leases/use-leases.ts";
import { useLeaseBook } from "../leases/use-leases.ts";
import { useDeskNowMs } from "../use-desk-now.ts";

const shownAtMost = 50;

/** Leases and assignments of one tenant. */
export function TenantHoldings({ tenantId }: { tenantId: string }) {
  const intl = useIntl();
  const book = useLeaseBook();
  const nowMs = useDeskNowMs();
  const create = (
    <Link
      to="/ops/leases"
      search={{ form: "new", q: tenantId }}
      className="inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised"
    >
      {intl.formatMessage({ id: "desk.tenant.lease" })}
    </Link>
  );
  return (
    <Section title={intl.formatMessage({ id: "desk.page.leases" })} aside={create}>
      <Asked query={book}>
        {(data) =>
          nowMs === null ? <Skeleton /> : <Holdings book={data} tenantId={tenantId} nowMs={nowMs} />
        }
      </Asked>
    </Section>
  );
}

function Holdings({ book, tenantId, nowMs }: { book: LeaseBook; tenantId: string; nowMs: number }) {
  const intl = useIntl();
  const leases = useMemo(() => book.leases.filter(({ tenant }) => tenant === tenantId), [book, tenantId]);
  const assignments = useMemo(() => {
    const own = new Set(leases.map(({ id }) => id));
    return book.assignments.filter(({ lease }) => own.has(lease));
  }, [book, leases]);
  const assigned = useMemo(() => countAssigned(assignments, nowMs), [assignments, nowMs]);
  const columns = useLeaseColumns(nowMs, assigned, false);
  if (leases.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.tenant.leases.none" })}</p>;
  return (
    <div className="grid gap-5">
      <DeskTable
        name={`leases-${tenantId}`}
        columns={columns}
        rows={leases}
        rowKey={({ id }) => id}
        firstSort="from.desc"
      />
      <div>
        <h3 className="mb-1 text-sm text-faint">{intl.formatMessage({ id: "desk.tenant.assignments" })}</h3>
        <AssignmentTable assignments={assignments} />
      </div>
    </div>
  );
}

function AssignmentTable({ assignments }: { assignments: readonly Assignment[] }) {
  const intl = useIntl();
  const words = useLeaseWords();
  if (assignments.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.tenant.assignments.none" })}</p>;
  const newest = assignments.toSorted((a, b) => b.from.localeCompare(a.from)).slice(0, shownAtMost);
  return (
    <>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "desk.assign.what" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "desk.lease" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "desk.column.from" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "desk.column.to" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {newest.map((assignment) => (
            <tr key={`${assignment.lease} ${assignment.rack ?? assignment.accelerator} ${assignment.from}`}>
              <Cell>
                <HeldPlace assignment={assignment} />
              </Cell>
              <Cell isFaint>{assignment.lease}</Cell>
              <Cell isNumber>{words.moment(assignment.from)}</Cell>
              <Cell isNumber>{words.moment(assignment.to)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {assignments.length > newest.length && (
        <p className="pt-1 text-sm text-faint">
          {intl.formatMessage({ id: "desk.tenant.more" }, { count: assignments.length - newest.length })}
        </p>
      )}
    </>
  );
}
