import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useTenants } from "../leases/use-leases.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskNowMs } from "../use-desk-now.ts";
import { MeterNow } from "./meter-now.tsx";
import { addMonths, monthOf } from "./months.ts";
import { StatementDrawer } from "./statement-drawer.tsx";
import { StatementList } from "./statement-list.tsx";

const route = getRouteApi("/ops/statements");

/** Per tenant and month: what it would be billed, what stands in the way, and the issue. */
export function StatementsPage() {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const nowMs = useDeskNowMs();
  const tenants = useTenants();
  const { month: chosen } = route.useSearch();
  if (nowMs === null) return <Skeleton lines={10} />;
  const thisMonth = monthOf(nowMs, timeZone);
  const month = chosen ?? thisMonth;
  return (
    <main>
      <Section
        title={intl.formatMessage({ id: "desk.page.ledger" })}
        aside={<MonthChoice month={month} last={thisMonth} />}
      >
        <div className="grid gap-5">
          <MeterNow key={month} month={month} nowMs={nowMs} />
          <Asked query={tenants} lines={8}>
            {(list) =>
              list.length === 0 ? (
                <EmptyNote title={intl.formatMessage({ id: "desk.tenants.none" })}>
                  <p>{intl.formatMessage({ id: "desk.tenants.none.how" })}</p>
                </EmptyNote>
              ) : (
                <StatementList tenants={list} month={month} />
              )
            }
          </Asked>
        </div>
      </Section>
      <StatementDrawer month={month} nowMs={nowMs} />
    </main>
  );
}

function MonthChoice({ month, last }: { month: string; last: string }) {
  const intl = useIntl();
  const navigate = route.useNavigate();
  const show = (next: string) => void navigate({ search: (before) => ({ ...before, month: next }) });
  const step = "min-h-8 min-w-8 rounded border border-rule hover:bg-raised disabled:opacity-50";
  return (
    <div className="flex items-center gap-2">
      <button
        type="button"
        className={step}
        aria-label={intl.formatMessage({ id: "desk.statement.earlier" })}
        onClick={() => show(addMonths(month, -1))}
      >
        {"\u2039"}
      </button>
      <input
        type="month"
        className="min-h-8 rounded border border-rule bg-panel px-2"
        aria-label={intl.formatMessage({ id: "desk.statement.month" })}
        value={month}
        max={last}
        onChange={({ target }) => target.value !== "" && show(target.value)}
      />
      <button
        type="button"
        className={step}
        disabled={month >= last}
        aria-label={intl.formatMessage({ id: "desk.statement.later" })}
        onClick={() => show(addMonths(month, 1))}
      >
        {"\u203a"}
      </button>
    </div>
  );
}
