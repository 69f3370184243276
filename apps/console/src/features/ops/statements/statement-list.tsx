import type { Statement } from "@aidc/contract";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import type { Failure } from "../../../api/failure.ts";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { wordFault } from "../../../i18n/word-fault.ts";
import { splitName } from "../../../ui/center-name.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { DeskTable } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import type { TenantRow } from "../tenants/tenant-list.tsx";
import { useDeskSearch } from "../use-desk-search.ts";

/** What the server said where it said something, else what its code means. */
const wordFailure = ({ code, message }: Failure, intl: IntlShape): string =>
  message === null ? intl.formatMessage({ id: `error.${code}` }) : wordFault(intl, message);

export const statementMarks: Readonly<Record<Statement["status"], Mark>> = {
  estimate: "info",
  blocked: "critical",
  issued: "normal",
};

/** Of a blocked month the sum leaves out what has no price: it is no sum. */
export function isCounted(statement: Statement | null): statement is Statement {
  return statement !== null && statement.status !== "blocked";
}

interface Row {
  readonly tenant: string;
  readonly name: string;
  readonly statement: Statement | null;
  /** The server's reason where there is none; null while it is on its way. */
  readonly failure: string | null;
}

/** One row for each tenant, whatever its statement says; each answer comes on its own. */
export function StatementList({ tenants, month }: { tenants: readonly TenantRow[]; month: string }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const answers = useQueries({
    queries: tenants.map(({ id }) => ({
      ...api.billing.statement.queryOptions({ input: { center: center.id, tenant: id, month } }),
      staleTime: 60_000,
    })),
  });
  const rows = tenants.map((tenant, index): Row => {
    const answer = answers[index];
    const failure = answer?.error ? describeFailure(answer.error) : null;
    return {
      tenant: tenant.id,
      name: splitName(tenant, intl.locale)[0],
      statement: answer?.data ?? null,
      failure: failure && wordFailure(failure, intl),
    };
  });
  return (
    <DeskTable
      name={`statements-${center.id}-${month}`}
      columns={useColumns()}
      rows={rows}
      rowKey={({ tenant }) => tenant}
      firstSort="tenant.asc"
    />
  );
}

function useColumns(): readonly Column<Row>[] {
  const intl = useIntl();
  const { change } = useDeskSearch();
  return useMemo(() => {
    const label = (id: MessageId) => intl.formatMessage({ id });
    const status = ({ statement, failure }: Row) =>
      statement ? label(`desk.statement.status.${statement.status}`) : (failure ?? label("ops.loading"));
    return [
      {
        id: "tenant",
        label: label("desk.column.tenant"),
        value: ({ name }) => name,
        draw: ({ tenant, name }) => <RowButton onClick={() => change({ open: tenant })}>{name}</RowButton>,
      },
      {
        id: "status",
        label: label("column.status"),
        value: status,
        draw: (row) => (
          <MarkedText
            mark={row.statement ? statementMarks[row.statement.status] : row.failure ? "warning" : "unknown"}
          >
            {status(row)}
          </MarkedText>
        ),
      },
      {
        id: "number",
        label: label("desk.statement.number"),
        value: ({ statement }) => statement?.number ?? null,
        isFaint: true,
      },
      {
        id: "problems",
        label: label("desk.statement.problems"),
        value: ({ statement }) => statement?.problems.length ?? null,
        isNumber: true,
      },
      {
        id: "lines",
        label: label("desk.statement.lines"),
        value: ({ statement }) => statement?.lines.length ?? null,
        isNumber: true,
        isFaint: true,
      },
      {
        id: "billed",
        label: label("desk.statement.billed"),
        value: ({ statement }) => (isCounted(statement) ? Number(statement.billed) : null),
        unit: ({ statement }) => (isCounted(statement) ? statement.currency : null),
        draw: ({ statement }) =>
          isCounted(statement) ? showAmount(statement.billed, statement.currency, intl.locale) : "\u2014",
        isNumber: true,
      },
    ];
  }, [intl, change]);
}
