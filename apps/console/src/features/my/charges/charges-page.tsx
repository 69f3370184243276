import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { Section } from "../../../ui/section.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { Page } from "../page.tsx";
import { CumulativeChart } from "./cumulative-chart.tsx";
import { MonthSoFar } from "./month-so-far.tsx";
import { StatementList } from "./statement-list.tsx";

const refreshMs = 60_000;

/** What does it cost: this month as an estimate, earlier months as statements. */
export function ChargesPage() {
  const intl = useIntl();
  const own = useOfTenant();
  const { timeZone } = useMyTenant().state.center;
  const charges = useQuery(api.my.charges.queryOptions({ input: own, refetchInterval: refreshMs }));
  const statements = useQuery(api.billing.statements.queryOptions({ input: own }));
  const soFar = charges.data?.soFar;
  const title =
    charges.data && soFar
      ? intl.formatMessage(
          { id: "my.charges.title" },
          { amount: showAmount(soFar, charges.data.currency, intl.locale) },
        )
      : intl.formatMessage({ id: "my.charges.plain" });
  return (
    <Page title={title}>
      <Asked query={charges} lines={6}>
        {(data) => (
          <>
            <MonthSoFar charges={data} />
            {data.days.length > 1 && (
              <Section
                title={intl.formatMessage({ id: "my.charges.days" })}
                aside={<span className="num text-sm text-faint">{`${data.month} · ${timeZone}`}</span>}
              >
                <CumulativeChart days={data.days} currency={data.currency} />
              </Section>
            )}
          </>
        )}
      </Asked>
      <Section
        title={intl.formatMessage({ id: "my.statements" })}
        aside={
          charges.data && (
            <Link
              to="/my/$center/$tenant/charges/$month"
              params={{ ...own, month: charges.data.month }}
              className="text-sm underline decoration-faint underline-offset-4"
            >
              {intl.formatMessage({ id: "my.statements.current" }, { month: charges.data.month })}
            </Link>
          )
        }
      >
        <p className="mb-2 text-sm text-faint">{intl.formatMessage({ id: "my.statements.truth" })}</p>
        <Asked query={statements} lines={4}>
          {(list) => <StatementList statements={list} />}
        </Asked>
      </Section>
    </Page>
  );
}
