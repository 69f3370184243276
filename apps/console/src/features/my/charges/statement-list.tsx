import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import type { api } from "../../../api/queries.ts";
import { Exact } from "../../../ui/csv-part.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { showDate } from "../../../ui/format/time.ts";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useMyTenant } from "../my-tenant.tsx";

type Listed = Awaited<ReturnType<typeof api.billing.statements.call>>[number];

/** Issued statements, newest first: billing truth, each a page of its own. */
export function StatementList({ statements }: { statements: readonly Listed[] }) {
  const intl = useIntl();
  if (statements.length === 0) return <EmptyNote title={intl.formatMessage({ id: "my.statements.none" })} />;
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "my.month" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.statement.number" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.billed" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.statement.when" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "my.statement.hash" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {statements.map((statement) => (
          <StatementRow key={statement.number ?? statement.month} statement={statement} />
        ))}
      </tbody>
    </Table>
  );
}

function StatementRow({ statement }: { statement: Listed }) {
  const intl = useIntl();
  const { center, tenant, state } = useMyTenant();
  const { month, number, billed, currency, issuedAt, contentSha256 } = statement;
  return (
    <tr>
      <Cell>
        <Link
          to="/my/$center/$tenant/charges/$month"
          params={{ center, tenant, month }}
          className="font-medium underline decoration-faint underline-offset-4"
        >
          {month}
        </Link>
      </Cell>
      <Cell>{number}</Cell>
      <Cell isNumber>
        <Exact value={Number(billed)} unit={currency}>
          {showAmount(billed, currency, intl.locale)}
        </Exact>
      </Cell>
      <Cell isFaint>{issuedAt && showDate(Date.parse(issuedAt), state.center.timeZone, intl.locale)}</Cell>
      <Cell isFaint>
        <code title={contentSha256}>{contentSha256.slice(0, 12)}</code>
      </Cell>
    </tr>
  );
}
