import type { Statement } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { Section } from "../../../ui/section.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import { Page } from "../page.tsx";
import { Downloads } from "./downloads.tsx";
import { LineTable } from "./line-table.tsx";
import { ProblemList } from "./problem-list.tsx";
import { StatementFacts } from "./statement-facts.tsx";

const route = getRouteApi("/my/$center/$tenant/charges/$month");

/** One month: what was billed, line by line, down to the intervals; estimate or billing truth said first. */
export function StatementPage() {
  const intl = useIntl();
  const own = useOfTenant();
  const { month } = route.useParams();
  const statement = useQuery(api.billing.statement.queryOptions({ input: { ...own, month } }));
  return (
    <Page
      title={
        statement.data ? (
          <Headline statement={statement.data} />
        ) : (
          intl.formatMessage({ id: "my.statement" }, { month })
        )
      }
      aside={
        <Link
          to="/my/$center/$tenant/charges"
          params={own}
          className="text-sm underline decoration-faint underline-offset-4"
        >
          {intl.formatMessage({ id: "my.statement.back" })}
        </Link>
      }
    >
      <Asked query={statement} lines={12}>
        {(data) => (
          <>
            <StatementFacts statement={data} />
            <ProblemList problems={data.problems} status={data.status} />
            <Section
              title={intl.formatMessage({ id: "my.lines" })}
              aside={<Downloads month={month} isBlocked={data.status === "blocked"} />}
            >
              {data.lines.length === 0 ? (
                <EmptyNote
                  title={intl.formatMessage({
                    id: data.status === "blocked" ? "my.lines.unknown" : "my.lines.none",
                  })}
                />
              ) : (
                <LineTable statement={data} />
              )}
            </Section>
          </>
        )}
      </Asked>
    </Page>
  );
}

function Headline({ statement }: { statement: Statement }) {
  const intl = useIntl();
  const { status, month, billed, currency } = statement;
  const amount = showAmount(billed, currency, intl.locale);
  return intl.formatMessage({ id: `my.statement.${status}` }, { month, amount });
}
