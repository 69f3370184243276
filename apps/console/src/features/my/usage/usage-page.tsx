import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { saveCsv } from "../../../ui/format/csv.ts";
import { showCoverage } from "../../../ui/format/quantity.ts";
import { Section } from "../../../ui/section.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { FigureOriginSheet } from "../origin/figure-origin-sheet.tsx";
import { Page } from "../page.tsx";
import { PeriodPicker, PeriodText } from "../period-choice.tsx";
import { usePeriod } from "../use-period.ts";
import { UsageChart } from "./usage-chart.tsx";
import { writeUsageCsv } from "./usage-csv.ts";
import { UsageFigures } from "./usage-figures.tsx";
import type { Split, Usage } from "./usage-rows.ts";
import { splits } from "./usage-rows.ts";
import { UsageTable } from "./usage-table.tsx";

const route = getRouteApi("/my/$center/$tenant/usage");

/** Card-hours over a period: leased, allocated, active; split as asked; the period always printed. */
export function UsagePage() {
  const intl = useIntl();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const by = search.by ?? "day";
  const period = usePeriod(search);
  const usage = useQuery({
    ...api.my.usage.queryOptions({
      input: { ...useOfTenant(), from: period?.wire.from ?? "", to: period?.wire.to ?? "", by },
    }),
    enabled: period !== null,
    placeholderData: (before) => (before?.by === by ? before : undefined),
  });
  return (
    <Page title={intl.formatMessage({ id: "my.usage.title" })}>
      <div className="grid gap-3">
        <PeriodPicker
          choice={search}
          period={period}
          onChange={(choice) =>
            void navigate({
              search: (before) => ({ ...before, from: undefined, to: undefined, ...choice }),
              resetScroll: false,
            })
          }
        />
        <SplitChoice
          by={by}
          onChange={(chosen) =>
            void navigate({ search: (before) => ({ ...before, by: chosen }), resetScroll: false })
          }
        />
      </div>
      {period === null ? (
        <EmptyNote title={intl.formatMessage({ id: "my.range.wrong" })} />
      ) : (
        <Asked query={usage} lines={10}>
          {(data) => <UsageParts usage={data} by={by} />}
        </Asked>
      )}
      <FigureOriginSheet figures={usage.data?.figures} />
    </Page>
  );
}

function SplitChoice({ by, onChange }: { by: Split; onChange: (by: Split) => void }) {
  const intl = useIntl();
  return (
    <Choice
      label={intl.formatMessage({ id: "my.usage.by" })}
      value={by}
      options={splits.map((value) => ({ value, text: intl.formatMessage({ id: `my.usage.by.${value}` }) }))}
      onChange={onChange}
    />
  );
}

function UsageParts({ usage, by }: { usage: Usage; by: Split }) {
  const intl = useIntl();
  const { tenant } = useMyTenant();
  const window = { from: Date.parse(usage.from), to: Date.parse(usage.to) };
  const isKnown = usage.rows.some(
    ({ leasedHours, allocatedHours, activeHours }) => (leasedHours ?? allocatedHours ?? activeHours) !== null,
  );
  const save = () =>
    saveCsv(`usage-${tenant}-${by}-${usage.from.slice(0, 10)}.csv`, writeUsageCsv(usage, by));
  return (
    <>
      <UsageFigures figures={usage.figures} />
      <Section
        title={intl.formatMessage({ id: `my.usage.title.${by}` })}
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <PeriodText {...window} />
            {usage.rows.length > 0 && (
              <Button onClick={save}>{intl.formatMessage({ id: "racks.csv" })}</Button>
            )}
          </div>
        }
      >
        <p className="mb-3 text-sm text-faint">{intl.formatMessage({ id: "my.usage.unit" })}</p>
        {usage.itemisedShare !== null && <ItemisedShare share={usage.itemisedShare} />}
        {usage.rows.length === 0 ? (
          <EmptyNote title={intl.formatMessage({ id: `my.usage.none.${by}` })} />
        ) : (
          <div className="grid grid-cols-1 gap-4">
            {isKnown && <UsageChart usage={usage} by={by} />}
            <UsageTable rows={usage.rows} by={by} />
          </div>
        )}
      </Section>
    </>
  );
}

/** Job records explain so much of what was metered; the rest is nobody's job and is not spread over others. */
function ItemisedShare({ share }: { share: number }) {
  const intl = useIntl();
  return (
    <p className="mb-3 text-sm text-soft">
      {intl.formatMessage({ id: "my.usage.itemised" }, { share: showCoverage(share, intl.locale) })}
    </p>
  );
}
