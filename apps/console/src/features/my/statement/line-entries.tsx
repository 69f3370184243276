import type { Statement, StatementLine } from "@aidc/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Exact } from "../../../ui/csv-part.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { showDecimal, showPrice } from "../../../ui/format/money.ts";
import { showMoment } from "../../../ui/format/time.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useOfTenant } from "../my-tenant.tsx";

type Entry = Awaited<ReturnType<typeof api.billing.statementLine.call>>["entries"][number];

/** The intervals behind a line: from, to, how many, from which samples or contract, and the exact amount of each. */
export function LineEntries({ line, statement }: { line: StatementLine; statement: Statement }) {
  const intl = useIntl();
  const own = useOfTenant();
  const pages = useInfiniteQuery(
    api.billing.statementLine.infiniteOptions({
      input: (after: number) => ({ ...own, month: statement.month, line: line.id, after }),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  if (pages.isPending) return <Skeleton lines={4} />;
  if (pages.error)
    return <FailureNote {...describeFailure(pages.error)} onRetry={() => void pages.refetch()} />;
  return (
    <div className="grid gap-2">
      <p className="text-xs text-faint">
        {intl.formatMessage({ id: "my.entries" }, { shown: entries.length, total: line.entryCount })}
      </p>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "my.entry.from" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "my.entry.to" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.entry.quantity" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.entry.hours" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.entry.amount" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "my.entry.source" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} statement={statement} />
          ))}
        </tbody>
      </Table>
      {pages.hasNextPage && (
        <Button className="w-fit" onClick={() => void pages.fetchNextPage()} disabled={pages.isFetching}>
          {intl.formatMessage({ id: "my.more" })}
        </Button>
      )}
    </div>
  );
}

function EntryRow({ entry, statement }: { entry: Entry; statement: Statement }) {
  const intl = useIntl();
  const { timeZone, currency } = statement;
  const show = (iso: string) => showMoment(Date.parse(iso), timeZone, intl.locale);
  const { source, refs } = entry.provenance;
  return (
    <tr>
      <Cell>
        <span className="num">{show(entry.from)}</span>
      </Cell>
      <Cell>
        <span className="num">{show(entry.to)}</span>
      </Cell>
      <Cell isNumber>
        <Exact value={entry.quantity} unit="">
          {intl.formatNumber(entry.quantity)}
        </Exact>
      </Cell>
      <Cell isNumber>
        <Exact value={Number(entry.quantityHours)} unit="h">
          {showDecimal(entry.quantityHours, intl.locale)}
        </Exact>
      </Cell>
      <Cell isNumber>
        <Exact value={Number(entry.exactAmount)} unit={currency}>
          {showPrice(entry.exactAmount, currency, intl.locale)}
        </Exact>
      </Cell>
      <Cell isFaint>
        {[
          `#${entry.id}`,
          intl.formatMessage({ id: `my.source.${source}` }),
          entry.reverses !== null && intl.formatMessage({ id: "my.entry.reverses" }, { id: entry.reverses }),
        ]
          .filter(Boolean)
          .join(" · ")}
        <span className="block font-mono text-xs break-all">{refs.join(", ")}</span>
      </Cell>
    </tr>
  );
}
