import type { Statement } from "@aidc/contract";
import { factsOfLine, roundingWordsOf } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { wordIn } from "../../../i18n/word-in.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Exact } from "../../../ui/csv-part.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { Section } from "../../../ui/section.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { StatementLinks } from "../../../ui/statement-links.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";
import { wordLine } from "../../../ui/word-line.ts";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useTenantName } from "../leases/use-leases.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { IssueStatement } from "./issue-statement.tsx";
import { isCounted, statementMarks } from "./statement-list.tsx";
import { StatementProblems } from "./statement-problems.tsx";

/** One tenant's month: its lines, its problems with the way out, and the issue. */
export function StatementDrawer({ month, nowMs }: { month: string; nowMs: number }) {
  const center = useOpsCenter();
  const { open, change } = useDeskSearch();
  const statement = useQuery({
    ...api.billing.statement.queryOptions({ input: { center: center.id, tenant: open ?? "", month } }),
    enabled: open !== undefined,
    staleTime: 60_000,
  });
  const nameOf = useTenantName();
  // A tenant that is gone is called as its statement does.
  const known = open === undefined ? "" : nameOf(open);
  const nameShown = known === open ? (statement.data?.tenantName ?? known) : known;
  return (
    <Sheet
      isOpen={open !== undefined}
      onClose={() => change({ open: undefined })}
      title={`${nameShown} \u00b7 ${month}`}
      place="side"
    >
      <Asked query={statement}>
        {(data) => (
          <div className="grid gap-5">
            <StatementFacts statement={data} />
            <StatementProblems problems={data.problems} tenant={data.tenant} />
            {data.status !== "issued" && <IssueStatement statement={data} nowMs={nowMs} />}
            <StatementLines statement={data} />
          </div>
        )}
      </Asked>
    </Sheet>
  );
}

function StatementFacts({ statement }: { statement: Statement }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const words = useLeaseWords();
  const { status, billed, currency, number, month, tenant, issuedAt, issuedBy } = statement;
  return (
    <div className="grid gap-2">
      <p className="num text-2xl font-semibold">
        {isCounted(statement) ? showAmount(billed, currency, intl.locale) : "\u2014"}
      </p>
      <p className="flex items-center gap-2">
        <StateMark mark={statementMarks[status]} />
        {intl.formatMessage({ id: `desk.statement.status.${status}.what` })}
      </p>
      <Facts>
        {number && <Fact name={intl.formatMessage({ id: "desk.statement.number" })}>{number}</Fact>}
        <Fact name={intl.formatMessage({ id: "range.label" })}>
          {`${words.moment(statement.billingPeriodStart)} \u2013 ${words.moment(statement.billingPeriodEnd)} ${statement.timeZone}`}
        </Fact>
        {issuedAt && (
          <Fact name={intl.formatMessage({ id: "desk.statement.issuedAt" })}>
            {`${words.moment(issuedAt)}, ${sayAuthor(issuedBy ?? "", intl)}`}
          </Fact>
        )}
        <Fact name={intl.formatMessage({ id: "desk.statement.rounding" })}>
          {wordIn(intl.locale, roundingWordsOf(statement))}
        </Fact>
        <Fact name={intl.formatMessage({ id: "desk.statement.sha" })}>
          <code className="select-all break-all text-xs">{statement.contentSha256}</code>
        </Fact>
      </Facts>
      <div className="flex flex-wrap gap-3 text-sm">
        <StatementLinks center={center.id} tenant={tenant} month={month} look="underline" />
        <Link
          to="/my/$center/$tenant/charges/$month"
          params={{ center: center.id, tenant, month }}
          className="underline"
        >
          {intl.formatMessage({ id: "desk.statement.whole" })}
        </Link>
      </div>
    </div>
  );
}

function StatementLines({ statement }: { statement: Statement }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const { lines, currency } = statement;
  return (
    <Section title={intl.formatMessage({ id: "desk.statement.lines" })}>
      {lines.length === 0 ? (
        <p className="text-sm text-faint">
          {intl.formatMessage({
            id: isCounted(statement) ? "desk.statement.noLines" : "desk.statement.noLines.blocked",
          })}
        </p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "desk.column.what" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "desk.price.rule" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "desk.statement.billed" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <Cell>{wordLine(line, factsOfLine(line), words.model, intl)}</Cell>
                <Cell isFaint>{`${line.rule} v${line.priceVersion}${line.band ? ` ${line.band}` : ""}`}</Cell>
                <Cell isNumber>
                  <Exact value={Number(line.billed)} unit={currency}>
                    {showAmount(line.billed, currency, intl.locale)}
                  </Exact>
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
