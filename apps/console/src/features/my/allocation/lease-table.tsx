import type { Lease } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useMyTenant } from "../my-tenant.tsx";
import { useLeaseWords } from "../use-lease-words.ts";
import { usePicture } from "../use-picture.ts";
import { holdsNow, sortLeases } from "./sort-leases.ts";

/** On a phone the table scrolls, and its texts stay whole words. */
const readable = "block min-w-36";

/** Every contract, those that hold now first; changes are asked for from here. */
export function LeaseTable({ leases }: { leases: readonly Lease[] }) {
  const intl = useIntl();
  const { center, tenant, role } = useMyTenant();
  const { clockMs } = usePicture();
  const minuteMs = Math.floor(clockMs / 60_000) * 60_000;
  if (leases.length === 0) return <EmptyNote title={intl.formatMessage({ id: "my.leases.none" })} />;
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "my.lease" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.lease.what" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.lease.term" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.lease.terms" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.state" })}</HeadCell>
          {role === "tenant_admin" && <HeadCell> </HeadCell>}
        </tr>
      </thead>
      <tbody>
        {sortLeases(leases, minuteMs).map((lease) => (
          <LeaseRow
            key={lease.id}
            lease={lease}
            isNow={holdsNow(lease, minuteMs)}
            isOver={isOver(lease, minuteMs)}
          >
            {role === "tenant_admin" && (
              <Cell isNumber>
                {!isOver(lease, minuteMs) && (
                  <Link
                    to="/my/$center/$tenant/requests"
                    params={{ center, tenant }}
                    search={{ ask: "resize", lease: lease.id }}
                    className="underline decoration-faint underline-offset-4"
                  >
                    {intl.formatMessage({ id: "my.ask.change" })}
                  </Link>
                )}
              </Cell>
            )}
          </LeaseRow>
        ))}
      </tbody>
    </Table>
  );
}

const isOver = (lease: Lease, atMs: number) => lease.to !== null && Date.parse(lease.to) <= atMs;

function LeaseRow(props: { lease: Lease; isNow: boolean; isOver: boolean; children: ReactNode }) {
  const { lease, isNow } = props;
  const intl = useIntl();
  const words = useLeaseWords();
  const state = isNow ? "my.lease.now" : props.isOver ? "my.lease.over" : "my.lease.later";
  return (
    <tr>
      <Cell isFaint>{lease.id}</Cell>
      <Cell isFaint={!isNow}>
        <span className={readable}>{words.what(lease)}</span>
      </Cell>
      <Cell isFaint={!isNow}>
        <span className={readable}>{words.term(lease)}</span>
      </Cell>
      <Cell isFaint>
        <span title={intl.formatMessage({ id: `my.terms.${lease.terms}.what` })}>
          {intl.formatMessage({ id: `my.terms.${lease.terms}` })}
        </span>
      </Cell>
      <Cell isFaint={!isNow}>{intl.formatMessage({ id: state })}</Cell>
      {props.children}
    </tr>
  );
}
