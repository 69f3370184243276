import type { LeaseRequest, Statement } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Exact } from "../../../ui/csv-part.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { Section } from "../../../ui/section.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useLeaseBook } from "../leases/use-leases.ts";
import { useOpsCenter } from "../ops-center.tsx";

/** What the tenant asked for, and what it was charged. */
export function TenantPapers({ tenantId }: { tenantId: string }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const input = { center: center.id, tenant: tenantId };
  const requests = useQuery(api.leasing.requests.queryOptions({ input }));
  const statements = useQuery(api.billing.statements.queryOptions({ input }));
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <Section title={intl.formatMessage({ id: "desk.page.requests" })}>
        <Asked query={requests} lines={3}>
          {(list) => <Requests requests={list} />}
        </Asked>
      </Section>
      <Section title={intl.formatMessage({ id: "desk.page.ledger" })}>
        <Asked query={statements} lines={3}>
          {(list) => <Statements statements={list} tenantId={tenantId} />}
        </Asked>
      </Section>
    </div>
  );
}

function Requests({ requests }: { requests: readonly LeaseRequest[] }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const leases = useLeaseBook().data?.leases;
  if (requests.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.tenant.requests.none" })}</p>;
  return (
    <Table>
      <tbody>
        {requests.map(({ id, wish, state, askedAt }) => (
          <tr key={id}>
            <Cell>
              <Link to="/ops/requests" search={{ open: id }} className="hover:underline">
                {words.wish(
                  wish,
                  leases?.find((lease) => "lease" in wish && lease.id === wish.lease) ?? null,
                )}
              </Link>
            </Cell>
            <Cell isFaint>{intl.formatMessage({ id: `desk.request.state.${state}` })}</Cell>
            <Cell isNumber isFaint>
              {words.moment(askedAt)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Issued = Pick<Statement, "number" | "month" | "billed" | "currency" | "issuedAt">;

function Statements({ statements, tenantId }: { statements: readonly Issued[]; tenantId: string }) {
  const intl = useIntl();
  if (statements.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.tenant.statements.none" })}</p>;
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "desk.statement.month" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "desk.statement.number" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "desk.statement.billed" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {statements.map(({ number, month, billed, currency }) => (
          <tr key={month}>
            <Cell>
              <Link to="/ops/statements" search={{ month, open: tenantId }} className="hover:underline">
                {month}
              </Link>
            </Cell>
            <Cell isFaint>{number}</Cell>
            <Cell isNumber>
              <Exact value={Number(billed)} unit={currency}>
                {showAmount(billed, currency, intl.locale)}
              </Exact>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
